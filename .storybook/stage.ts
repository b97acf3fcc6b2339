/** The page around each story: language, direction, colours and width of the toolbar, endpoints of the story. */
import type { Decorator, Preview, StoryContext } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ref } from 'lit/directives/ref.js';
import manifest from '../custom-elements.json' with { type: 'json' };
import '../src/elements/civic-settings/civic-settings.define.ts';
import type { CivicSettings } from '../src/elements/civic-settings/civic-settings.ts';
import type { WidgetElement } from '../src/elements/widget-element.ts';
import { languages } from '../src/i18n/languages.ts';
import bootstrap from '../src/theme/sites/bootstrap.css?raw';
import govuk from '../src/theme/sites/govuk.css?raw';
import uswds from '../src/theme/sites/uswds.css?raw';
import vietnam from '../src/theme/sites/vietnam.css?raw';
import { createFetch, type Endpoints, type Network } from './endpoints.ts';
import { PSEUDO, pseudoStrings } from './pseudo.ts';

type Widget = WidgetElement<object>;
type Icon = NonNullable<NonNullable<GlobalTypes[string]['toolbar']>['icon']>;
type GlobalTypes = NonNullable<Preview['globalTypes']>;

const sites: Readonly<Record<string, string>> = { bootstrap, govuk, uswds, vietnam };

export const globalTypes: GlobalTypes = {
  language: toolbar(
    'Language',
    'globe',
    ['vi', 'en', ...Object.keys(languages), PSEUDO].map((tag) => [tag, nameOf(tag)]),
  ),
  direction: toolbar('Direction', 'transfer', [
    ['auto', 'Direction of the language'],
    ['ltr', 'Left to right'],
    ['rtl', 'Right to left'],
  ]),
  theme: toolbar('Theme', 'paintbrush', [
    ['plain', 'Default'],
    ['vietnam', 'Vietnamese authorities'],
    ['govuk', 'GOV.UK'],
    ['uswds', 'USWDS'],
    ['bootstrap', 'Bootstrap 5'],
  ]),
  scheme: toolbar('Colour scheme', 'mirror', [
    ['light', 'Light'],
    ['dark', 'Dark'],
  ]),
  width: toolbar('Width', 'ruler', [
    ['none', 'Full width'],
    ['240px', '240 px: sidebar'],
    ['320px', '320 px: phone'],
    ['480px', '480 px: column'],
    ['768px', '768 px: main column'],
  ]),
  network: toolbar('Network', 'lightning', [
    ['fast', 'Fast'],
    ['slow', 'Slow: 3 s more'],
    ['offline', 'Offline'],
    ['broken', 'Broken: every answer is 500'],
    ['wrong-shape', 'Wrong shape: a login page instead of data'],
  ]),
};

export const initialGlobals = {
  language: 'vi',
  direction: 'auto',
  theme: 'plain',
  scheme: 'light',
  width: 'none',
  network: 'fast',
};

export const stage: Decorator = (story, { id, globals, parameters }) => {
  const { language, direction, theme, scheme, width, network } = globals as Record<string, string>;
  const endpoints = (parameters['endpoints'] ?? {}) as Endpoints;
  // Set as a property: a style attribute would break under a strict CSP.
  const setWidth = (element?: Element): void =>
    (element as HTMLElement | undefined)?.style.setProperty('--stage-width', width ?? 'none');
  return html`
    ${
      theme && theme in sites
        ? html`<style>
            ${sites[theme]}
          </style>`
        : nothing
    }
    <div
      class="stage"
      lang=${language ?? 'vi'}
      dir=${direction === 'auto' ? directionOf(language) : (direction ?? 'ltr')}
      data-theme=${theme ?? 'plain'}
      data-scheme=${scheme ?? 'light'}
      ${ref(setWidth)}
    >
      ${keyed(
        `${id} ${network ?? ''}`,
        html`<civic-settings
          time-zone="Asia/Ho_Chi_Minh"
          .strings=${language === PSEUDO ? pseudoStrings : undefined}
          ${ref(connect(endpoints, network as Network))}
        >
          ${story()}
        </civic-settings>`,
      )}
    </div>
  `;
};

/**
 * Waits for and asserts the state that a story names in `parameters.state`, before axe runs. Without it, the widgets must be
 * neither `idle` nor `loading`.
 */
export async function arrive({ canvasElement, parameters }: StoryContext): Promise<void> {
  const expected = parameters['state'] as Widget['state'] | undefined;
  const arrived = ({ state }: Widget): boolean =>
    expected === undefined ? state !== 'idle' && state !== 'loading' : state === expected;
  const widgets = [...canvasElement.querySelectorAll<Widget>(WIDGETS)];
  const deadline = performance.now() + 30_000;
  while (!widgets.every(arrived)) {
    if (performance.now() > deadline) {
      const states = widgets.map((widget) => `<${widget.localName}> is ${widget.state}`).join(', ');
      throw new Error(`The story ends in “${expected ?? 'a settled state'}”, but ${states}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await Promise.all(widgets.map((widget) => widget.updateComplete));
}

/** A story's HTML without the stage and without default values. */
export function withoutStage(code: string): string {
  const [, inside] =
    /<civic-settings time-zone="Asia\/Ho_Chi_Minh">\n?([\s\S]*)<\/civic-settings>\s*<\/div>\s*$/.exec(code) ?? [];
  if (inside === undefined) return code;
  const lines = inside.split('\n').map((line) => line.trimEnd());
  const indents = lines.filter(Boolean).map((line) => line.search(/\S/));
  const text = lines.map((line) => line.slice(Math.min(...indents))).join('\n');
  return withoutDefaults(text.replace(/\n{2,}/g, '\n').trim());
}

/** HTML with only those attributes and custom properties that differ from the manifest's defaults. */
function withoutDefaults(code: string): string {
  let text = code;
  for (const { tagName, attributes = [], cssProperties = [] } of manifest.modules.flatMap(
    ({ declarations }) => declarations as Declared[],
  )) {
    if (tagName === undefined) continue;
    text = text.replace(new RegExp(`<${tagName}(?:\\s[^>]*)?>`, 'g'), (tag) =>
      attributes.reduce((left, { name, default: value }) => {
        if (value === 'false') return left.replace(` ${name}=""`, ` ${name}`);
        return value === undefined ? left : left.replace(` ${name}="${value.replace(/^'(.*)'$/, '$1')}"`, '');
      }, tag),
    );
    for (const { name, default: value } of cssProperties)
      if (value !== undefined) text = text.replaceAll(`${name}: ${value};`, '');
    text = text.replace(new RegExp(`<style>\\s*${tagName}\\s*{\\s*}\\s*</style>\\s*`, 'g'), '');
  }
  return text;
}

interface Declared {
  tagName?: string;
  attributes?: { name: string; default?: string }[];
  cssProperties?: { name: string; default?: string }[];
}

// On the page with all stories, a story's focus must not scroll the page.
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = function (options) {
  const isDocs = document.body.classList.contains('sb-show-main') && !!document.querySelector('.sbdocs');
  focus.call(this, isDocs ? { ...options, preventScroll: true } : options);
};

const WIDGETS = 'district-news, city-weather, citizen-poll, citizen-survey, public-alerts';

const connected = new WeakSet<Element>();
let mounts = 0;
const visit = Date.now().toString(36);

/**
 * Every mount uses its own URLs, so that neither cached responses nor stored votes get from one story, or one visit, into
 * another.
 */
function connect(endpoints: Endpoints, network: Network) {
  return (element?: Element): void => {
    if (!element || connected.has(element)) return;
    connected.add(element);
    const settings = element as CivicSettings;
    settings.fetch = createFetch(endpoints, network);
    settings.endpoint = new URL(`endpoints/${visit}-${++mounts}`, document.baseURI).href;
  };
}

/** The name of a language in that language. */
function nameOf(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}

function directionOf(tag = 'vi'): 'ltr' | 'rtl' {
  return ['Arab', 'Hebr'].includes(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}

function toolbar(title: string, icon: Icon, items: [value: string, title: string][]): GlobalTypes[string] {
  return {
    description: title,
    toolbar: { title, icon, items: items.map(([value, title]) => ({ value, title })), dynamicTitle: false },
  };
}
