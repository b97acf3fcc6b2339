/** How `civic-widgets/react` makes a component of an element; the components themselves are generated from the manifest. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
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
    // What `renderWidget` drew. React leaves it alone: the browser has made a shadow root of it, and the widget goes on.
    const content = html === undefined ? { children } : { dangerouslySetInnerHTML: { __html: inside(html) } };
    // An environment either has a page or not, for as long as it lives: the order of hooks stays.
    if (isServer) return React.createElement(tagName, { ...markup(props, attributes, events), ...content });
    React.useLayoutEffect(() => define(tagName, elementClass), []);
    return React.createElement(inPage, { ...props, ...content, ref });
  });
  Component.displayName = elementClass.name;
  return Component;
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
