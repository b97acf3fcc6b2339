/**
 * `civic-widgets/server`: a widget as HTML that shows its content before any script, for every server that runs
 * JavaScript. Needs `@lit-labs/ssr`.
 */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { CSSResult } from 'lit';
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
  const isReady = await widget.prepare(data);
  if (widget.error) throw widget.error;
  const styles = (WIDGETS[tag].elementStyles as CSSResult[]).map(({ cssText }) => cssText).join('');
  const content = isReady ? await collectResult(render((widget as unknown as { render(): unknown }).render())) : '';
  const root = `<template shadowroot="open" shadowrootmode="open"><style>${styles}</style>${content}</template>`;
  // `<` would end the script; what isn't JSON is written as a JSON string.
  const json = (isJson(data) ? data : JSON.stringify(data)).replaceAll('<', '\\u003c');
  return `<${tag}${markup}>${isReady ? root : ''}<script type="application/json">${json}</script></${tag}>`;
}

function isJson(data: object | string): data is string {
  try {
    return typeof data === 'string' && typeof JSON.parse(data) === 'object';
  } catch {
    return false;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
