/** The ready-made themes keep to what is promised to every site: documented tokens and parts, and nothing fetched. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { THEMES } from '../../builder/snippet.ts';
import manifest from '../../custom-elements.json' with { type: 'json' };

interface Element {
  tagName?: string;
  cssParts?: { name: string }[];
  cssProperties?: { name: string }[];
}

const elements = manifest.modules.flatMap(({ declarations }) => declarations as Element[]);
const tokens = new Set(elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name)));
const partsOf = (tag: string): string[] =>
  elements.find(({ tagName }) => tagName === tag)?.cssParts?.map(({ name }) => name) ?? [];

const FOLDER = 'src/theme/sites';

test('every theme can be chosen in the embed builder', () => {
  assert.deepEqual(THEMES.map((theme) => `${theme}.css`).sort(), readdirSync(FOLDER).sort());
});

for (const file of readdirSync(FOLDER)) {
  const css = readFileSync(`${FOLDER}/${file}`, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');

  test(`${file} sets documented tokens only`, () => {
    const set = [...css.matchAll(/(--(?!bs-|govuk-)[\w-]+)\s*:/g)].map(([, name = '']) => name);
    assert.notDeepEqual(set, []);
    assert.deepEqual(
      set.filter((name) => !tokens.has(name)),
      [],
    );
  });

  test(`${file} styles only parts that its elements have`, () => {
    const named = [...css.matchAll(/(?::is\(([\w, -]+)\)|([\w-]+))::part\(([\w-]+)\)/g)];
    assert.equal(named.length, css.match(/::part/g)?.length);
    for (const [, group, tag, part = ''] of named)
      for (const name of (group ?? tag ?? '').split(', ')) assert(partsOf(name).includes(part), `<${name}>: ${part}`);
  });

  test(`${file} fetches nothing and insists on nothing`, () => {
    assert.doesNotMatch(css, /url\(|@import|!important/);
  });

  test(`${file} is in the package`, () => {
    const built = new URL(import.meta.resolve(`civic-widgets/themes/${file}`));
    assert.equal(readFileSync(built, 'utf8'), readFileSync(`${FOLDER}/${file}`, 'utf8'));
  });
}
