/** Every token and part of the widgets, from custom-elements.json, for Storybook's page Theme. */
import manifest from '../custom-elements.json' with { type: 'json' };

interface Named {
  name: string;
  description?: string;
  default?: string;
}

interface Element {
  tagName?: string;
  cssParts?: Named[];
  cssProperties?: Named[];
}

const elements = manifest.modules.flatMap(({ declarations }) => declarations as Element[]);

export const tokens = everywhere(({ cssProperties }) => cssProperties);
export const parts = everywhere(({ cssParts }) => cssParts);

/** One entry for each name and meaning; those of all widgets first. */
function everywhere(items: (element: Element) => Named[] | undefined): (Named & { where: string })[] {
  const widgets = elements.filter((element) => items(element)?.length);
  const found = new Map<string, { item: Named; tags: string[] }>();
  for (const element of widgets)
    for (const item of items(element) ?? []) {
      const key = `${item.name}: ${item.description ?? ''}`;
      const tags = [...(found.get(key)?.tags ?? []), `<${element.tagName ?? ''}>`];
      found.set(key, { item, tags });
    }
  return [...found.values()]
    .sort((a, b) => b.tags.length - a.tags.length)
    .map(({ item, tags }) => ({ ...item, where: tags.length === widgets.length ? 'all' : tags.join(' ') }));
}
