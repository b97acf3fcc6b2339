/**
 * For systems that strip unknown tags: `<div data-civic="district-news" data-src="/rss">…</div>` becomes
 * `<district-news src="/rss">…</district-news>`. Its children become the fallback. The element keeps the `data-*`
 * attributes; changing one changes the element.
 */
const TAGS = ['civic-settings', 'district-news', 'city-weather', 'citizen-poll', 'public-alerts', 'weather-place'];

const observer = new MutationObserver((records) => {
  for (const { target, attributeName } of records) {
    const element = elements.get(target);
    if (element && attributeName) copy(target as Element, element, attributeName);
  }
});

/** The element of each placeholder, and of itself. */
const elements = new WeakMap<Node, Element>();

new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
}).observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  if (root.matches('[data-civic]')) replace(root);
  root.querySelectorAll('[data-civic]').forEach(replace);
}

/** Replaces a placeholder by its element. A placeholder with another name is left alone. */
function replace(placeholder: Element): void {
  const tag = placeholder.getAttribute('data-civic') ?? '';
  if (!TAGS.includes(tag) || elements.has(placeholder)) return;
  const element = document.createElement(tag);
  for (const name of placeholder.getAttributeNames()) copy(placeholder, element, name);
  element.append(...placeholder.childNodes);
  for (const source of [placeholder, element]) {
    elements.set(source, element);
    observer.observe(source, { attributes: true });
  }
  placeholder.replaceWith(element);
}

/** `data-page-size` as `page-size`; other attributes (`id`, `class`, `lang`) as they are. */
function copy(from: Element, to: Element, name: string): void {
  const own = /^data-(?!civic$)(.+)/.exec(name)?.[1];
  for (const target of own ? [name, own] : from === to ? [] : [name]) {
    const value = from.getAttribute(name);
    if (value === null) to.removeAttribute(target);
    else if (to.getAttribute(target) !== value) to.setAttribute(target, value);
  }
}
