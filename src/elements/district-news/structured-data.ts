import type { NewsItem } from '../../news/model.ts';

/**
 * Keeps the JSON-LD child of `host` up to date with the news that are shown (https://schema.org/NewsArticle), because search
 * engines read light DOM only. Without news the child is removed.
 */
export function describe(host: Element, items: readonly NewsItem[]): void {
  const old = host.querySelector(':scope > script[type="application/ld+json"]');
  if (!items.length) return old?.remove();
  const graph = items.map(({ title, url, summary, published, updated, image, authors, source }) => ({
    '@type': 'NewsArticle',
    headline: title.slice(0, 110),
    url,
    description: summary,
    datePublished: published?.toISOString(),
    dateModified: (updated ?? published)?.toISOString(),
    image: image?.url,
    author: authors.map((name) => ({ '@type': 'Person', name })),
    publisher: source ? { '@type': 'Organization', name: source } : undefined,
  }));
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c');
  if (old?.textContent === json) return;
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  // A text node: Trusted Types guard `textContent` of a script.
  script.append(json);
  if (old) old.replaceWith(script);
  else host.append(script);
}
