/**
 * `civic-widgets/server`: renders a widget to HTML that shows its content before any script runs. For servers that run
 * JavaScript. Needs `@lit-labs/ssr`.
 */
import { render } from '@lit-labs/ssr';
import type { ElementRenderer } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { CSSResult, LitElement } from 'lit';
import { safeUrl } from './documents/urls.ts';
import { CitizenPoll } from './elements/citizen-poll/citizen-poll.ts';
import { CitizenSurvey } from './elements/citizen-survey/citizen-survey.ts';
import { CityWeather } from './elements/city-weather/city-weather.ts';
import { DistrictNews } from './elements/district-news/district-news.ts';
import { PublicAlerts } from './elements/public-alerts/public-alerts.ts';
import type { WidgetElement } from './elements/widget-element.ts';
import { isServer } from './is-server.ts';

const WIDGETS = {
  'district-news': DistrictNews,
  'city-weather': CityWeather,
  'citizen-poll': CitizenPoll,
  'citizen-survey': CitizenSurvey,
  'public-alerts': PublicAlerts,
};

/** The tags that {@link renderWidget} draws. */
export type WidgetTag = keyof typeof WIDGETS;

/** A tag's attributes, as in markup: `true` for one without a value; what is `false` or `undefined` is left out. */
export type WidgetAttributes<Tag extends WidgetTag> = OwnAttributes<InstanceType<(typeof WIDGETS)[Tag]>> &
  Readonly<Partial<Record<GlobalAttribute, string | number | boolean>>>;

export interface RenderWidgetOptions {
  /**
   * What relative links of the data start from. Default: `src`, if that is absolute. Without either only absolute links
   * are links before the script runs.
   */
  url?: string;
  /** The nonce of the page's Content Security Policy, for the widget's `<style>`. */
  nonce?: string;
  /** A block size that is kept free, such as `24em`, so that nothing moves when the widget's scripts come. */
  reserve?: string;
}

/**
 * The tag with its content in a declarative shadow root and the data beside it, from which it goes on in the browser
 * without asking an endpoint.
 *
 * @param attributes give `lang`, and `time-zone` where times are shown
 * @param data model or wire document, parsed or as text
 * @throws {CivicError} `format` when the data can't be read
 */
export async function renderWidget<Tag extends WidgetTag>(
  tag: Tag,
  attributes: WidgetAttributes<Tag>,
  data: object | string,
  { url, nonce, reserve }: RenderWidgetOptions = {},
): Promise<string> {
  if (!isServer) throw new Error('renderWidget draws on servers: here is a DOM, put the tag into it');
  const Widget = WIDGETS[tag] as unknown as WidgetClass;
  // Lit finds out about attributes when it is asked for them. The tag itself may be another copy's.
  void Widget.observedAttributes;
  const widget = new Widget();
  // It has no children there (no places, no JSON), nor a name that an error could call it by.
  Object.assign(widget, { querySelectorAll: () => [] });
  Object.defineProperty(widget, 'localName', { value: tag });
  let markup = '';
  for (const [name, value] of Object.entries(attributes) as [string, string | number | boolean | undefined][]) {
    if (value === false || value === undefined) continue;
    if (!/^[^\s"'<>/=]+$/.test(name)) throw new TypeError(`${name} is no name of an attribute`);
    const text = value === true ? '' : String(value);
    widget.setAttribute(name, text);
    widget.attributeChangedCallback(name, null, text);
    markup += ` ${name}="${escaped(text)}"`;
  }
  const base = safeUrl(url) ?? safeUrl(widget.src?.trim().split(/\s+/)[0]);
  const isReady = await widget.prepare(data, base);
  if (widget.error) throw widget.error;
  // A slot belongs to a host; which one, Lit asks only for events.
  const host = { customElementHostStack: [{} as ElementRenderer] };
  const drawn = isReady ? await collectResult(render(widget.render(), host)) : '<slot></slot>';
  // Lit writes `.checked=${false}` as an attribute, and HTML takes that for checked. In texts and values `"` is escaped.
  const content = drawn.replaceAll(' checked="false"', '');
  const sheets = [...(Widget.elementStyles as CSSResult[]), ...widget.adopted];
  const styles = sheets.map(({ cssText }) => cssText).join('') + reserved(reserve);
  const style = `<style${nonce === undefined ? '' : ` nonce="${escaped(nonce)}"`}>${styles}</style>`;
  const root = `<template shadowroot="open" shadowrootmode="open">${style}${content}</template>`;
  // `<` would end the script; what isn't JSON is written as a JSON string.
  const json = (isJson(data) ? data : JSON.stringify(data)).replaceAll('<', '\\u003c');
  // Warnings say when they were known, also on a page that is kept for a while.
  const time = tag === 'public-alerts' ? ` data-time="${new Date().toISOString()}"` : '';
  const from = (base === undefined ? '' : ` data-url="${escaped(base)}"`) + time;
  return `<${tag}${markup}>${isReady || reserve ? root : ''}<script type="application/json"${from}>${json}</script></${tag}>`;
}

/** What is used of a widget's class, whatever its model. */
interface WidgetClass extends Pick<typeof LitElement, 'observedAttributes' | 'elementStyles'> {
  new (): Pick<
    WidgetElement<object>,
    'src' | 'error' | 'adopted' | 'prepare' | 'setAttribute' | 'attributeChangedCallback'
  > & {
    render(): unknown;
  };
}

type Dashed<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : '';

type InMarkup<Value> = Value extends number ? number | `${number}` : Value;

/** Properties that markup can set, by their attributes' names. */
type OwnAttributes<Element> = {
  readonly [
    Name in Exclude<keyof Element, keyof LitElement | 'state'> as NonNullable<Element[Name]> extends
      string | number | boolean
      ? Dashed<Name & string>
      : never
  ]?: InMarkup<Element[Name]>;
};

type GlobalAttribute =
  'id' | 'class' | 'lang' | 'dir' | 'hidden' | 'slot' | 'title' | `data-${string}` | `aria-${string}`;

function isJson(data: object | string): data is string {
  try {
    return typeof data === 'string' && typeof JSON.parse(data) === 'object';
  } catch {
    return false;
  }
}

/** As a rule of the shadow root: a strict policy refuses `style="…"`. The page's own style sheet reads the token. */
function reserved(size: string | undefined): string {
  if (!size) return '';
  if (!/^\d*\.?\d+[a-z]+$/i.test(size)) throw new TypeError(`reserve: ${size} is no length`);
  return `:host{--civic-reserve:${size};min-block-size:${size}}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
