/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those that come later, and loads only
 * what they need, from beside itself.
 */
const elements: Readonly<Record<string, () => Promise<unknown>>> = {
  'civic-settings': () => import('./elements/civic-settings/civic-settings.define.ts'),
  'district-news': () => soon(import('./endpoint/xml.ts'), import('./elements/district-news/district-news.define.ts')),
  'city-weather': () => soon(import('./elements/city-weather/city-weather.define.ts')),
  'citizen-poll': () => soon(import('./i18n/en/offline.ts'), import('./elements/citizen-poll/citizen-poll.define.ts')),
};

/** What a widget imports is asked for together with it: on a slow line each round trip counts. */
function soon(...parts: Promise<unknown>[]): Promise<unknown> {
  // A browser's first use of `Intl` takes as long as all else that a widget does: better while the rest is on its way, and
  // after the page's own first paint; not at all on a page without widgets.
  intl ??= requestAnimationFrame(() => setTimeout(() => new Intl.DateTimeFormat()));
  return Promise.all([import('./elements/widget-element.ts'), ...parts]);
}

let intl: number | undefined;

let reason = '';

const missing = new Set(Object.keys(elements));

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
});
observer.observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  for (const tag of missing) {
    if (root.localName !== tag && !root.querySelector(tag)) continue;
    missing.delete(tag);
    // The tag keeps its fallback; the page goes on.
    elements[tag]?.().catch((error: unknown) => {
      // What the tags have in common is refused to all of them for one reason.
      if (reason !== (reason = String(error))) console.error(`<${tag}> could not be loaded:`, error);
    });
  }
  if (missing.size === 0) observer.disconnect();
}

export {};
