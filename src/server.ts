/**
 * `civic-widgets/server`: a widget as HTML that shows its content before any script, for every server that runs
 * JavaScript. Needs `@lit-labs/ssr`.
 */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { CSSResult } from 'lit';
import { drawRow, page } from './elements/district-news/rows.ts';
import { CitizenPoll, CityWeather, DistrictNews } from './index.ts';

const WIDGETS = { 'district-news': DistrictNews, 'city-weather': CityWeather, 'citizen-poll': CitizenPoll };

/**
 * The tag with its content in a declarative shadow root and the data beside it, from which it goes on in the browser
 * without asking an endpoint.
 *
 * @param attributes as in markup; `true` for an attribute without a value. Give `lang`, and `time-zone` where times are shown
 * @param data model or wire document, parsed or as text
 * @throws {CivicError} `format` when the data can't be read
 */
export async function renderWidget(
  tag: keyof typeof WIDGETS,
  attributes: Readonly<Record<string, string | number | boolean>>,
  data: object | string,
): Promise<string> {
  if (!customElements.get(tag)) customElements.define(tag, WIDGETS[tag]);
  const widget = new WIDGETS[tag]();
  // It has no children there: no places, no JSON.
  Object.assign(widget, { querySelectorAll: () => [] });
  let markup = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) continue;
    const text = value === true ? '' : String(value);
    widget.setAttribute(name, text);
    widget.attributeChangedCallback(name, null, text);
    markup += ` ${name}="${escaped(text)}"`;
  }
  // Lit on a server writes text and templates; where it writes this word, the list belongs.
  const place = crypto.randomUUID();
  let list = '';
  if (widget instanceof DistrictNews) {
    widget.drawList = (items) => {
      list = newsList(widget, items);
      return { addEventListener: () => undefined, toString: () => place } as unknown as HTMLUListElement;
    };
  }
  const isReady = await widget.prepare(data);
  if (widget.error) throw widget.error;
  const styles = (WIDGETS[tag].elementStyles as CSSResult[]).map(({ cssText }) => cssText).join('');
  const written = isReady ? await collectResult(render((widget as unknown as { render(): unknown }).render())) : '';
  const content = written.replace(place, () => list);
  const root = `<template shadowroot="open" shadowrootmode="open"><style>${styles}</style>${content}</template>`;
  // `<` would end the script.
  const json = (typeof data === 'string' ? data : JSON.stringify(data)).replaceAll('<', '\\u003c');
  return `<${tag}${markup}>${isReady ? root : ''}<script type="application/json">${json}</script></${tag}>`;
}

type Items = Parameters<DistrictNews['drawList']>[0];

/** The list as the element draws it, in elements that can be written. */
function newsList({ layout, data, rowStyle }: DistrictNews, items: Items): string {
  page.createElement = (tag) => new WrittenElement(tag) as unknown as HTMLElement;
  const list = new WrittenElement('ul');
  list.setAttribute('class', `items ${layout}`);
  list.setAttribute('role', 'list');
  list.setAttribute('part', 'items');
  if (data?.language) list.setAttribute('lang', data.language);
  for (const item of items) list.append(drawRow(item, rowStyle) as unknown as WrittenElement);
  return list.toString();
}

/** As much of an element as rows are made of. */
class WrittenElement {
  readonly childNodes: (WrittenElement | string)[] = [];
  #tag: string;
  #attributes = new Map<string, string>();

  constructor(tag: string) {
    this.#tag = tag;
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }

  append(...children: (WrittenElement | string)[]): void {
    this.childNodes.push(...children);
  }

  set textContent(text: string) {
    this.childNodes.splice(0, Infinity, text);
  }

  addEventListener(): void {
    // Nothing happens on a server.
  }

  toString(): string {
    const attributes = [...this.#attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
    const children = this.childNodes.map((child) => (typeof child === 'string' ? escaped(child) : String(child)));
    return `<${this.#tag}${attributes}>${this.#tag === 'img' ? '' : `${children.join('')}</${this.#tag}>`}`;
  }
}

const REFLECTED = {
  ...{ className: 'class', dateTime: 'datetime', referrerPolicy: 'referrerpolicy' },
  ...Object.fromEntries(
    ['alt', 'decoding', 'dir', 'href', 'lang', 'loading', 'rel', 'src', 'target'].map((n) => [n, n]),
  ),
};
for (const [property, attribute] of Object.entries(REFLECTED)) {
  Object.defineProperty(WrittenElement.prototype, property, {
    set(this: WrittenElement, value: unknown) {
      this.setAttribute(attribute, String(value));
    },
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
