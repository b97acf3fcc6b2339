import { Words } from '../builder/i18n/texts.ts';
import type { Manifest } from './manifest.ts';

const WORDS = { vi: new Words('vi'), en: new Words('en') };

/** src/tags.ts, written from the manifest: what frames, placeholders, the builder and the packages know of the elements. */
export function tags(manifest: Manifest): string {
  const elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ tagName, attributes = [] }) =>
      tagName === undefined ? [] : [{ tag: tagName, attributes: attributes.map(({ name }) => name) }],
    );
  // What has an endpoint stands alone; the others are parts.
  const widgets = elements.filter(({ attributes }) => attributes.includes('src'));
  const names = (tag: string): object => ({
    vi: WORDS.vi.find(`widget.${tag}`) ?? tag,
    en: WORDS.en.find(`widget.${tag}`) ?? tag,
  });
  return `/** Written by scripts/analyze.ts from custom-elements.json: an element that is added there is here. */

/** Every element. */
export const TAGS: readonly string[] = ${JSON.stringify(elements.map(({ tag }) => tag))};

/** The elements that stand alone, with their names and attributes. */
export const WIDGETS = ${JSON.stringify(
    Object.fromEntries(widgets.map(({ tag, attributes }) => [tag, { names: names(tag), attributes }])),
  )} as const;
`;
}
