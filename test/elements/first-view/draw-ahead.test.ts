import { expect } from '@open-wc/testing';
import { hydrate } from '@lit-labs/ssr-client';
import { render } from 'lit';
import { addDigests } from '../../../src/elements/digests.ts';
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

const TEMPLATES: Record<string, (a: string, b: string) => unknown> = {
  'text, numbers, nothing and undefined': (_, b) => html`<p>a ${b} c${ONE}${nothing}${NONE}${EMPTY}d</p>`,
  'text that looks like markup': (a) => html`<p title=${a + MARKUP}>${a + MARKUP}</p>`,
  'attributes, whole, in pieces and left out': (a, b) =>
    html`<a hidden class="x ${a} ${b}" href=${a} lang=${nothing} title=${NONE}>${ONE}</a>`,
  'attributes after values': (a, b) =>
    html`<p>${a}</p>
      <p title=${b}>${ONE}</p>`,
  'attributes without quotes': (a) => html`<i dir="ltr" lang=${a}>x</i>`,
  'what is on or off': (a) => html`<button title=${a} ?disabled=${YES} ?hidden=${NO} ?inert=${nothing}>x</button>`,
  'templates in templates, and lists of them': (_, b) =>
    html`<ol>
      ${[ONE, 2].map(row)}${row(b)}${[]}
    </ol>`,
  'elements without content': (a, b) => html`<p><input type="radio" name=${a} /><br />${b}<img alt="" /></p>`,
  drawings: (a) =>
    html`<svg viewBox="0 0 ${ONE} 1">
        <path d="M0 0" />
        <g>${nothing}</g>
      </svg>
      <p>${a}</p>`,
  'several elements side by side': (a, b) =>
    html`${html`<h2>${a}</h2>`}
      <p>${b}</p>`,
};

describe('what is drawn ahead', () => {
  for (const [what, template] of Object.entries(TEMPLATES)) {
    it(`is what Lit draws: ${what}`, () => {
      expect(plain(drawn(template(A, B)))).to.equal(plain(drawnByLit(template(A, B))));
    });

    it(`is gone on with by Lit: ${what}`, () => {
      const root = drawn(template(A, B));
      const before = [...root.querySelectorAll('*')];
      addDigests(root);
      hydrate(template(A, B), root);
      expect([...root.querySelectorAll('*')]).to.deep.equal(before);
      render(template('other', 'words'), root);
      expect(plain(root)).to.equal(plain(drawnByLit(template('other', 'words'))));
      expect([...root.querySelectorAll('*')]).to.deep.equal(before);
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
