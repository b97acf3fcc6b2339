import type { TemplateResult } from 'lit';
import { templates } from './ahead.ts';
import { nothing } from './html.ts';

/** Stands for a value in the text of a template; of Unicode's private use, so that no template has it. */
const VALUE = '\ue000';
const TOKEN = /<(\/?)([\w-]+)((?:"[^"]*"|[^">])*)>|[^<]+/g;
const ATTRIBUTE = /([^\s=/]+)(?:="([^"]*)"|=(\S+))?/g;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Draws a template once, as a server does: with the marks by which Lit's hydration goes on from there (digests.ts adds
 * which templates they are of). Lit itself is four times as long, most of it for drawing again. It knows the HTML that our
 * templates are written in: well-formed, elements without content closed by a slash, no comments, no character references.
 *
 * @param signal ends what is listened to
 * @see https://github.com/lit/lit/blob/main/packages/labs/ssr-client/src/lib/hydrate-lit-html.ts for the marks
 */
export function drawAhead(value: unknown, parent: Node, signal: AbortSignal): void {
  const start = parent.appendChild(mark('lit-part'));
  if (isTemplate(value)) {
    templates.set(start, value);
    drawTemplate(value, parent, signal);
  } else if (value instanceof Node) parent.appendChild(value);
  else if (Array.isArray(value)) for (const one of value) drawAhead(one, parent, signal);
  else if (value !== nothing) parent.appendChild(document.createTextNode(textOf(value)));
  parent.appendChild(mark('/lit-part'));
}

function drawTemplate({ strings, values }: TemplateResult, parent: Node, signal: AbortSignal): void {
  const rest = values.values();
  /** As Lit counts them: elements, and the places of values between them. */
  let nodes = 0;
  for (const [text, close, tag, attributes = ''] of strings.join(VALUE).matchAll(TOKEN)) {
    if (!tag) {
      text.split(VALUE).forEach((piece, i) => {
        if (i && ++nodes) drawAhead(rest.next().value, parent, signal);
        parent.appendChild(document.createTextNode(piece));
      });
    } else if (close) {
      parent = parent.parentNode!;
    } else {
      if (attributes.includes(VALUE)) parent.appendChild(mark(`lit-node ${nodes}`));
      nodes++;
      const element =
        tag === 'svg' || parent instanceof SVGElement
          ? document.createElementNS(SVG, tag)
          : document.createElement(tag);
      for (const [, name, quoted, bare = ''] of attributes.matchAll(ATTRIBUTE)) {
        const [first = '', ...pieces] = (quoted ?? bare).split(VALUE);
        const its = pieces.map(() => rest.next().value);
        if (name!.startsWith('@')) element.addEventListener(name!.slice(1), its[0] as EventListener, { signal });
        else setAttribute(element, name!, first, pieces, its);
      }
      parent.appendChild(element);
      if (!attributes.endsWith('/')) parent = element;
    }
  }
}

/** `name="a"`, `name="a${b}c"`, `.property=${value}`, `?attribute=${condition}`. */
function setAttribute(element: Element, name: string, first: string, pieces: string[], values: unknown[]): void {
  const [value] = values;
  const own = name.slice(1);
  if (name.startsWith('.')) Object.assign(element, { [own]: value });
  else if (name.startsWith('?')) element.toggleAttribute(own, value !== nothing && !!value);
  else if (!values.includes(nothing)) {
    element.setAttribute(name, first + pieces.map((piece, i) => textOf(values[i]) + piece).join(''));
  }
}

function textOf(value: unknown): string {
  return String((value as string | number | undefined) ?? '');
}

function isTemplate(value: unknown): value is TemplateResult {
  return !!(value as TemplateResult | undefined)?.strings;
}

function mark(text: string): Comment {
  return document.createComment(text);
}
