/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those that come later, and loads only
 * what they need, from beside itself. It imports nothing, so that it is there after one round trip; what a tag's
 * attributes name is asked for at once, while the element's code is on its way.
 */
const elements: Readonly<Record<string, string>> = {
  'civic-settings': 'chunk:civic-settings',
  'district-news': 'chunk:district-news',
  'city-weather': 'chunk:city-weather',
  'citizen-poll': 'chunk:citizen-poll',
};

/** As `<district-news>` asks: see district-news.ts. */
const NEWS_ACCEPT = 'application/json;odata=nometadata,*/*;q=0.8';

/** The tags whose elements have not been asked for yet. */
const missing = new Set(Object.keys(elements));

/** Requests under way, by address, for endpoint/http.ts to take. */
const prefetched = ((globalThis as unknown as Record<symbol, Map<string, object>>)[
  Symbol.for('civic-widgets.prefetched')
] ??= new Map());

/** One reason is told once, whatever the number of tags. */
let lastFailure = '';

new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
}).observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  const all = (selector: string): Element[] => [...(root.parentNode ?? root).querySelectorAll(selector)];
  if (all('[data-civic]').length) load('chunk:placeholders').catch(tell);
  const tags = [...missing].filter((tag) => all(tag).length);
  if (!tags.length) return;
  all('district-news,citizen-poll').forEach(prefetch);
  // A browser's first use of `Intl` takes some 45 ms: better while the rest is on its way, after the page's first paint.
  requestAnimationFrame(() => setTimeout(() => new Intl.DateTimeFormat()));
  // What the elements import, together with them: on a slow line each round trip counts.
  load('chunk:base').catch(() => undefined);
  if (all('[layout=article]').length) load('chunk:article-reader').catch(() => undefined);
  const isDrawnByServer = all(`${tags}`).some(({ shadowRoot }) => shadowRoot);
  const ready = isDrawnByServer ? load('chunk:hydrate') : Promise.resolve();
  for (const tag of tags) {
    missing.delete(tag);
    ready
      .then(() => load(elements[tag]!))
      .catch((error: unknown) => {
        // The tag keeps its fallback; the page goes on. The next one that is inserted tries again.
        missing.add(tag);
        tell(error);
      });
  }
}

/** The build puts a chunk's address in place of its name: see vite-plugins/chunk-urls.ts. */
function load(chunk: string): Promise<unknown> {
  return import(/* @vite-ignore */ chunk);
}

function tell(error: unknown): void {
  if (lastFailure !== (lastFailure = String(error))) console.error('civic-widgets:', error);
}

/** Starts the requests that the element will make, where its attributes alone say which. */
function prefetch(tag: Element): void {
  const setting = (name: string): string | null | undefined =>
    (tag.hasAttribute(name) ? tag : tag.closest(`civic-settings[${name}]`))?.getAttribute(name);
  const poll = setting('poll');
  const path = tag.localName === 'district-news' ? 'news' : poll && `polls/${encodeURIComponent(poll)}`;
  const endpoint = setting('endpoint');
  const src = setting('src')?.trim() || (endpoint && path && `${endpoint.replace(/\/$/, '')}/${path}`);
  if (
    !src ||
    document.readyState === 'loading' ||
    setting('loading') === 'lazy' ||
    tag.shadowRoot ||
    'data' in tag ||
    tag.querySelector('script') ||
    [...document.querySelectorAll('civic-settings')].some((settings) => 'fetch' in settings)
  )
    return;
  const credentials = (setting('credentials') ?? 'same-origin') as RequestCredentials;
  for (const part of src.split(/\s+/)) {
    const url = URL.canParse(part, document.baseURI) ? new URL(part, document.baseURI).href : '';
    // Nothing that endpoint/http.ts would refuse.
    if (prefetched.has(url) || !/^https?:\/\/[^/@]+\//.test(url) || !url.startsWith(location.protocol)) continue;
    const abort = new AbortController();
    const { signal } = abort;
    const response = fetch(url, { credentials, signal, headers: { accept: path === 'news' ? NEWS_ACCEPT : '*/*' } });
    // Whoever takes it hears of the failure.
    response.catch(() => undefined);
    prefetched.set(url, { response, abort, credentials, time: Date.now() });
  }
}
