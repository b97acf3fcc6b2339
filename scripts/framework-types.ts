/**
 * The elements as JSX, Vue and Svelte know tags: names and values of attributes, properties and events, written from the
 * manifest into dist/frameworks/. The existing generators say `string` for words and accept any name; here a wrong one
 * does not compile.
 */
import type { Documented, ElementDeclaration, Manifest } from './manifest.ts';

/** File name → text. */
export function frameworkTypes(manifest: Manifest): Record<string, string> {
  const elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName !== undefined);
  const nothing = '/** Types only. */\nexport {};\n';
  return {
    'elements.d.ts': tags(elements),
    'react.js': reactComponents(manifest),
    'react.d.ts': reactTypes(elements),
    'jsx.d.ts': JSX,
    'jsx.js': nothing,
    'vue.d.ts': vue(elements),
    'vue.js': nothing,
    'svelte.d.ts': SVELTE,
    'svelte.js': nothing,
  };
}

/** What each tag takes, whatever the framework. */
function tags(elements: ElementDeclaration[]): string {
  return `import type * as civic from '../index.js';
import type { WeatherPlaceElement } from '../elements/weather-place.js';

/** Tag by tag: its class, its properties, its attributes where they have other names, its events. */
export interface Tags {
${elements.map(tag).join('\n')}
}

/** Handlers of a tag's events under the name that a framework gives them. */
export type Handlers<Events, Prefix extends string> = {
  [Name in keyof Events & string as \`\${Prefix}\${Name}\`]?: (event: Events[Name]) => void;
};
`;
}

function tag({ tagName, name, members = [], attributes = [], events = [] }: ElementDeclaration): string {
  const className = name === 'WeatherPlaceElement' ? name : `civic.${name}`;
  const fields = members.filter(({ kind, readonly }) => kind === 'field' && !readonly);
  const renamed = attributes.filter((attribute) => attribute.fieldName && attribute.fieldName !== attribute.name);
  const lines = (items: Documented[], type: (item: Documented) => string, mark = '?'): string =>
    items.map((item) => `${comment(item)}      '${item.name}'${mark}: ${type(item)};\n`).join('');
  return `  '${tagName}': {
    element: ${className};
    properties: {
${lines(fields, (field) => value(field, className))}    };
    attributes: {
${lines(renamed, (attribute) => inMarkup(value(attribute, className)))}    };
    events: {
${lines(events, (event) => qualified(event.type?.text ?? 'Event', className), '')}    };
  };`;
}

function comment({ description = '' }: Documented): string {
  const text = description.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  return text === '' ? '' : `      /** ${text} */\n`;
}

/** What may be set. `data` takes the model, a wire document, or either as text. */
function value({ name, type }: Documented, className: string): string {
  if (name === 'data') return `${qualified('Model', className)} | object | string | null | undefined`;
  const text = qualified(type?.text ?? 'string', className);
  return text.includes('undefined') ? text : `${text} | undefined`;
}

/** Numbers in markup are text. */
function inMarkup(type: string): string {
  return type.replace('number', 'number | `${number}`');
}

function qualified(text: string, className: string): string {
  return text
    .replace(/\b(CivicError|NewsFeed|NewsItem|Poll|PublicAlert|Strings|Survey|WeatherReport)\b/g, 'civic.$1')
    .replace(/\bModel\b/g, `NonNullable<${className}['data']>`);
}

/**
 * One file for three: who has React has no Preact, so each is looked at only where it is there.
 * A prop is a property where the element has one of that name, else an attribute; events are \`on\` and their name.
 */
const JSX = `import type { Handlers, Tags } from './elements.js';

type Own<Tag extends keyof Tags> = Tags[Tag]['properties'] & Tags[Tag]['attributes'];
type With<Base, Props> = Omit<Base, keyof Props> & Props;

/** TypeScript lets every name with a dash pass in JSX, so another element's event is refused by its name. */
type AnyEvent = { [Tag in keyof Tags]: keyof Tags[Tag]['events'] & string }[keyof Tags];
type NoOther<Own, Prefix extends string> = { [Name in Exclude<AnyEvent, Own> as \`\${Prefix}\${Name}\`]?: never };

// @ts-ignore where there is no React
type ReactBase<Element> = import('react').DetailedHTMLProps<import('react').HTMLAttributes<Element>, Element>;
type ReactTags = {
  [Tag in keyof Tags]: With<ReactBase<Tags[Tag]['element']>, Own<Tag> & Handlers<Tags[Tag]['events'], 'on'>> &
    NoOther<keyof Tags[Tag]['events'], 'on'>;
};
// @ts-ignore where there is no React
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactTags {}
  }
}

// @ts-ignore where there is no Preact
type PreactBase<Element> = import('preact').HTMLAttributes<Element>;
type PreactTags = {
  [Tag in keyof Tags]: With<PreactBase<Tags[Tag]['element']>, Own<Tag> & Handlers<Tags[Tag]['events'], 'on'>> &
    NoOther<keyof Tags[Tag]['events'], 'on'>;
};
// @ts-ignore where there is no Preact
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends PreactTags {}
  }
}

/** Solid writes names in lower case: what has a capital goes by its attribute's name, or as \`prop:newTab\`. */
type InLowerCase<Props> = { [Name in keyof Props as Name extends Lowercase<Name & string> ? Name : never]: Props[Name] };
type Prefixed<Props, Prefix extends string> = { [Name in keyof Props & string as \`\${Prefix}\${Name}\`]?: Props[Name] };
// @ts-ignore where there is no Solid
type SolidBase<Element> = import('solid-js').JSX.HTMLAttributes<Element>;
type SolidTags = {
  [Tag in keyof Tags]: With<
    SolidBase<Tags[Tag]['element']>,
    InLowerCase<Own<Tag>> & Prefixed<Tags[Tag]['properties'], 'prop:'> & Handlers<Tags[Tag]['events'], 'on:'>
  > &
    NoOther<keyof Tags[Tag]['events'], 'on:'>;
};
// @ts-ignore where there is no Solid
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends SolidTags {}
  }
}

export {};
`;

/** `onCivicLoad` for `civic-load`. */
function handlerName(event: string): string {
  return `on-${event}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `civic-widgets/react`: a component for each element. What an app doesn't use, its bundler drops. */
function reactComponents({ modules }: Manifest): string {
  const imports = ["import { component } from '../react/component.js';"];
  const components: string[] = [];
  for (const { path, declarations } of modules)
    for (const { tagName, name, attributes = [], events = [] } of declarations) {
      if (tagName === undefined) continue;
      imports.push(`import { ${name} as ${name}Class } from '${path.replace('dist/', '../')}';`);
      const options = {
        attributes: Object.fromEntries(
          attributes.map((attribute) => [attribute.fieldName ?? attribute.name, attribute.name]),
        ),
        events: Object.fromEntries(events.map((event) => [handlerName(event.name), event.name])),
      };
      components.push(`export const ${componentName(name)} = /* @__PURE__ */ component({
  tagName: '${tagName}',
  elementClass: ${name}Class,
  attributes: ${JSON.stringify(options.attributes)},
  events: ${JSON.stringify(options.events)},
});`);
    }
  return `'use client';\n${imports.join('\n')}\n\n${components.join('\n\n')}\n`;
}

function reactTypes(elements: ElementDeclaration[]): string {
  const components = elements.map(({ tagName, name, events = [] }) => {
    const handlers = events.map(
      (event) => `  ${handlerName(event.name)}?: (event: Tags['${tagName}']['events']['${event.name}']) => void;\n`,
    );
    return `interface ${componentName(name)}Props extends Base<'${tagName}'> {\n${handlers.join('')}}
export declare const ${componentName(name)}: ForwardRefExoticComponent<${componentName(name)}Props & RefAttributes<Tags['${tagName}']['element']>>;`;
  });
  return `import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { Tags } from './elements.js';

type Own<Tag extends keyof Tags> = Tags[Tag]['properties'] & {
  /** What \`renderWidget\` of \`civic-widgets/server\` drew: on show before the script, and gone on from. */
  html?: string | undefined;
};
type Base<Tag extends keyof Tags> = Own<Tag> & Omit<HTMLAttributes<Tags[Tag]['element']>, keyof Own<Tag>>;

${components.join('\n\n')}
`;
}

/** \`<weather-place>\`'s class has a longer name, because a type has the short one. */
function componentName(className: string): string {
  return className.replace(/Element$/, '');
}

/** Vue's templates call attributes by their property's name, and \`@civic-load\` \`onCivicLoad\`. */
function vue(elements: ElementDeclaration[]): string {
  const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const handlers = elements.map(({ tagName, events = [] }) => {
    const lines = events.map(
      ({ name }) => `    ${camel(`on-${name}`)}?: (event: Tags['${tagName}']['events']['${name}']) => void;\n`,
    );
    return `  '${tagName}': {\n${lines.join('')}  };\n`;
  });
  return `import type { AllowedComponentProps, HTMLAttributes, VNodeProps } from 'vue';
import type { Tags } from './elements.js';

interface VueHandlers {
${handlers.join('')}}

type Own<Tag extends keyof Tags> = Tags[Tag]['properties'] & VueHandlers[Tag];
type VueTag<Tag extends keyof Tags> = new () => {
  $props: Own<Tag> & Omit<HTMLAttributes & VNodeProps & AllowedComponentProps, keyof Own<Tag>>;
  $slots: { default?(): unknown };
};

declare module 'vue' {
  interface GlobalComponents {
${elements.map(({ tagName }) => `    '${tagName}': VueTag<'${tagName}'>;`).join('\n')}
  }
}

export {};
`;
}

const SVELTE = `import type { HTMLAttributes } from 'svelte/elements';
import type { Handlers, Tags } from './elements.js';

type Own<Tag extends keyof Tags> = Tags[Tag]['properties'] &
  Tags[Tag]['attributes'] &
  Handlers<Tags[Tag]['events'], 'on'>;
type SvelteTags = {
  [Tag in keyof Tags]: Omit<HTMLAttributes<Tags[Tag]['element']>, keyof Own<Tag>> & Own<Tag>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends SvelteTags {}
}

export {};
`;
