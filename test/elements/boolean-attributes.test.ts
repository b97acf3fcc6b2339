import { expect } from '@open-wc/testing';
import type { Manifest } from '../../scripts/manifest.ts';
import '../../src/define.ts';

const { modules } = (await (await fetch('/custom-elements.json')).json()) as Manifest;
const booleans = modules
  .flatMap(({ declarations }) => declarations)
  .flatMap(({ tagName = '', attributes = [] }) =>
    attributes
      .filter(({ type }) => type?.text === 'boolean')
      .map(({ name, fieldName = name }) => ({ tag: tagName, name, fieldName })),
  );

// Some frameworks write what is false as a value.
const VALUES: readonly [value: string | null, is: boolean][] = [
  ['', true],
  ['true', true],
  ['false', false],
  ['', true],
  [null, false],
];

describe('a boolean attribute', () => {
  it('is in the manifest', () => expect(booleans.length).to.be.above(4));

  for (const { tag, name, fieldName } of booleans)
    it(`is read: ${tag} ${name}`, () => {
      const element = document.createElement(tag);
      const read = VALUES.map(([value]) => {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
        return (element as unknown as Record<string, unknown>)[fieldName];
      });
      expect(read).to.deep.equal(VALUES.map(([, is]) => is));
    });
});
