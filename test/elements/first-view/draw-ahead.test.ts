import { expect } from '@open-wc/testing';
import { hydrate } from '@lit-labs/ssr-client';
import { render } from 'lit';
import { drawAhead } from '../../../src/elements/draw-ahead.ts';
import { html, nothing } from '../../../src/elements/html.ts';

const OPEN = new AbortController().signal;
const plain = (root: Element): string => root.innerHTML.replace(/<!--.*?-->/gs, '');

function drawn(value: unknown, signal = OPEN): HTMLElement {
  const root = document.createElement('div');
  drawAhead(value, root, signal);
  return root;
}

function drawnByLit(value: unknown): HTMLElement {
  const root = document.createElement('div');
  render(value, root);
  return root;
}

const list = document.createElement('ul');
const row = (n: number | string) => html`<li class="row" data-n="n-${n}">${n}</li>`;

const [A, B, ONE, YES, NO] = ['a', 'b', 1, true, false];
const [NONE, EMPTY] = [undefined, null];
const MARKUP = '<b>"&amp;</b>';

const TEMPLATES: Record<string, () => unknown> = {
  'text, numbers, nothing and undefined': () => html`<p>a ${B} c${ONE}${nothing}${NONE}${EMPTY}d</p>`,
  'text that looks like markup': () => html`<p title=${MARKUP}>${MARKUP}</p>`,
  'attributes, whole, in pieces and left out': () =>
    html`<a hidden class="x ${A} ${B}" href=${A} lang=${nothing} title=${NONE}>${ONE}</a>`,
  'attributes without quotes': () => html`<i dir="ltr" lang=${A}>x</i>`,
  'what is on or off': () => html`<button ?disabled=${YES} ?hidden=${NO} ?inert=${nothing}>x</button>`,
  'templates in templates, and lists of them': () =>
    html`<ol>
      ${[ONE, 2].map(row)}${row(B)}${[]}
    </ol>`,
  'elements without content': () => html`<p><input type="radio" name=${A} /><br />${B}<img alt="" /></p>`,
  drawings: () =>
    html`<svg viewBox="0 0 ${ONE} 1">
        <path d="M0 0" />
        <g>${nothing}</g>
      </svg>
      <p>${A}</p>`,
  'several elements side by side': () =>
    html`${html`<h2>${A}</h2>`}
      <p>${B}</p>`,
};

describe('what is drawn ahead', () => {
  for (const [what, template] of Object.entries(TEMPLATES)) {
    it(`is what Lit draws: ${what}`, () => {
      expect(plain(drawn(template()))).to.equal(plain(drawnByLit(template())));
    });

    it(`is gone on with by Lit: ${what}`, () => {
      const root = drawn(template());
      const before = [...root.querySelectorAll('*')];
      hydrate(template(), root);
      render(template(), root);
      expect([...root.querySelectorAll('*')]).to.deep.equal(before);
      expect(plain(root)).to.equal(plain(drawnByLit(template())));
    });
  }

  it('takes elements as they are, and sets properties', () => {
    const root = drawn(html`<p>${list}<input type="checkbox" .checked=${YES} /></p>`);
    expect(root.querySelector('ul')).to.equal(list);
    expect(root.querySelector('input')).to.have.property('checked', true);
  });

  it('draws shapes as shapes', () => {
    expect(drawn(html`<svg><path d="M0 0" /></svg>`).querySelector('path')).to.be.instanceOf(SVGPathElement);
  });

  it('listens until somebody else does', () => {
    const listening = new AbortController();
    let clicks = 0;
    const root = drawn(html`<button @click=${() => clicks++}>x</button>`, listening.signal);
    root.querySelector('button')!.click();
    listening.abort();
    root.querySelector('button')!.click();
    expect(clicks).to.equal(1);
  });
});
