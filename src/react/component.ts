/** How `civic-widgets/react` makes a component of an element; the components themselves are generated from the manifest. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
// Before any element is registered: those that a server drew keep their nodes.
import '../elements/hydrate.ts';
import { define } from '../elements/define.ts';
import { isServer } from '../is-server.ts';

export interface ComponentOptions {
  tagName: string;
  elementClass: CustomElementConstructor;
  /** Attributes by the properties that they set. */
  attributes: Readonly<Record<string, string>>;
  /** `onCivicLoad: 'civic-load'` */
  events: Readonly<Record<string, string>>;
}

interface Props {
  html?: string;
  children?: React.ReactNode;
  readonly [name: string]: unknown;
}

/** A component that renders on servers too, and registers its element when its listeners and properties are there. */
export function component({ tagName, elementClass, attributes, events }: ComponentOptions): React.ElementType {
  const inPage = createComponent({
    react: React,
    tagName,
    elementClass: elementClass as new () => HTMLElement,
    events: events as Record<string, EventName>,
  }) as React.ElementType;

  const Component = React.forwardRef<HTMLElement>((all, ref) => {
    const { html, children, ...props } = all as Props;
    // An environment either has a page or not, for as long as it lives: the order of hooks stays.
    if (isServer)
      return React.createElement(tagName, {
        ...markup(props, attributes, events),
        ...(html === undefined ? { children } : { dangerouslySetInnerHTML: { __html: inside(html) } }),
      });
    const drawn = useDrawn(html);
    React.useLayoutEffect(() => define(tagName, elementClass), []);
    const content = drawn === undefined ? { children } : { dangerouslySetInnerHTML: { __html: drawn } };
    return React.createElement(inPage, { ...props, ...content, ref });
  });
  Component.displayName = elementClass.name;
  return Component;
}

/**
 * What React compares with the page, or writes into it. The page's own HTML has become a shadow root; what React writes
 * later would not: there the data alone say what to draw.
 */
function useDrawn(html: string | undefined): string | undefined {
  const isHydrating = React.useSyncExternalStore(
    () => () => undefined,
    () => false,
    () => true,
  );
  const [first] = React.useState({ html, isHydrating });
  if (html === undefined) return undefined;
  const content = inside(html);
  return first.isHydrating && first.html === html ? content : content.replace(/<template[^]*<\/template>/, '');
}

/** What stands between a tag's start and end; no attribute of `renderWidget` contains a `>`. */
function inside(html: string): string {
  return html.slice(html.indexOf('>') + 1, html.lastIndexOf('</'));
}

/** The props as a server writes them: those that are attributes. Objects come with the element. */
function markup(
  props: Readonly<Record<string, unknown>>,
  attributes: ComponentOptions['attributes'],
  events: ComponentOptions['events'],
): Record<string, unknown> {
  const written: Record<string, unknown> = { suppressHydrationWarning: true };
  for (const [name, value] of Object.entries(props)) {
    const attribute = attributes[name];
    if (name in events || value === undefined || value === null) continue;
    if (attribute) {
      if (value !== false) written[attribute] = value === true ? '' : value;
    } else if (typeof value !== 'object' || name === 'style') written[name === 'className' ? 'class' : name] = value;
  }
  return written;
}
