/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those added later, and loads the elements
 * that they need from its own folder. It imports nothing, so that it runs after one round trip. It requests the URLs that
 * the tags' attributes name at once, while the elements load.
 */

/** The tags whose elements have not been requested yet, and the chunks that define them. */
const waiting = new Map(
  [
    'chunk:civic-settings',
    'chunk:district-news',
    'chunk:city-weather',
    'chunk:citizen-poll',
    'chunk:public-alerts',
  ].map((chunk) => [/\w+-\w+/.exec(chunk)![0], chunk]),
);

/** The `Accept` header of `<district-news>`: see district-news.ts. */
const NEWS_ACCEPT = 'application/json;odata=nometadata,*/*;q=0.8';

/** Requests under way, by URL; endpoint/http.ts takes them. */
const prefetched = ((globalThis as unknown as Record<symbol, Map<string, object>>)[
  Symbol.for('civic-widgets.prefetched')
] ??= new Map());

/** The last reason on the console: each is written once, whatever the number of tags. */
let lastFailure = '';

new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
}).observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  const all = (selector: string): Element[] => [...(root.parentNode ?? root).querySelectorAll(selector)];
  if (all('[data-civic]').length) load('chunk:placeholders').catch(tell);
  const found = [...waiting].filter(([tag]) => all(tag).length);
  if (!found.length) return;
  all('district-news,citizen-poll').forEach(prefetch);
  // A browser's first use of `Intl` takes about 45 ms: do it while chunks load, after the page's first paint.
  requestAnimationFrame(() => setTimeout(Intl.DateTimeFormat));
  // The base is imported by the elements; load it together with them to save a round trip.
  load('chunk:base').catch(() => undefined);
  if (all('[layout=article]').length) load('chunk:article-reader').catch(() => undefined);
  const isDrawnByServer = found.some(([tag]) => all(tag).some(({ shadowRoot }) => shadowRoot));
  const ready = isDrawnByServer ? load('chunk:hydrate') : Promise.resolve();
  for (const [tag, chunk] of found) {
    waiting.delete(tag);
    ready
      .then(() => load(chunk))
      .catch((error: unknown) => {
        // The tag keeps its fallback. The next tag that is inserted tries again.
        waiting.set(tag, chunk);
        tell(error);
      });
  }
}

/** The build replaces a chunk's name by its URL: see vite-plugins/chunk-urls.ts. */
function load(chunk: string): Promise<unknown> {
  return import(/* @vite-ignore */ chunk);
}

function tell(error: unknown): void {
  if (lastFailure !== (lastFailure = String(error))) console.error('civic-widgets', error);
}

/** Starts the requests that the element will make, where the attributes alone determine them. */
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
    // Skip what endpoint/http.ts would refuse.
    if (prefetched.has(url) || !/^\w+:\/\/[^/@]+\/[^#]*$/.test(url) || !url.startsWith(location.protocol)) continue;
    const abort = new AbortController();
    const { signal } = abort;
    const response = fetch(url, { credentials, signal, headers: { accept: path === 'news' ? NEWS_ACCEPT : '*/*' } });
    // The element that takes the response handles the failure.
    response.catch(() => undefined);
    prefetched.set(url, { response, abort, credentials, time: Date.now() });
  }
}
