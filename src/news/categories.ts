import type { NewsItem } from './model.ts';

/** Whether an item is of one of the categories, which may be written as addresses have them. */
export function ofCategories(categories: readonly string[]): (item: NewsItem) => boolean {
  const wanted = new Set(categories.map(slug));
  return (item) => item.categories.some((name) => wanted.has(slug(name)));
}

/** `Tin tức` as addresses spell it: `tin-tuc`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
