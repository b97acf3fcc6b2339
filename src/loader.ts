/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those added later, and loads the elements
 * that they need from its own folder. It imports nothing, so that it runs after one round trip. It requests the URLs that
 * the tags' attributes name at once, while the elements load.
 */

/** The chunks of elements that have not been requested yet. */
const waiting = new Set([
  'chunk:civic-settings',
  'chunk:district-news',
  'chunk:city-weather',
  'chunk:citizen-poll',
  'chunk:citizen-survey',
  'chunk:public-alerts',
]);

/** The tag that a chunk defines: `./chunks/<tag>-<hash>.js`, with six characters of hash. */
const tagOf = (chunk: string): string => chunk.slice(9, -10);

/** The `Accept` header of `<district-news>`: see district-news.ts. */
const NEWS_ACCEPT = 'application/json;odata=nometadata,*/*;q=0.8';

/** Requests under way, by URL; endpoint/http.ts takes them. */
const prefetched = ((globalThis as unknown as Record<symbol, Map<string, object>>)[
  Symbol.for('civic-widgets.prefetched')
] ??= new Map());

/** The last reason on the console: each is written once, whatever the number of tags. */
let lastFailure = '';

new MutationObserver((records) =>
  records.forEach(({ addedNodes }) => addedNodes.forEach((node) => node instanceof Element && find(node))),
).observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  const all = (selector: string): Element[] => [...(root.parentNode ?? root).querySelectorAll(selector)];
  if (all('[data-civic]')[0]) load('chunk:placeholders').catch(tell);
  const found = [...waiting].filter((chunk) => all(tagOf(chunk))[0]);
  if (!found[0]) return;
  found.forEach((chunk) => all(tagOf(chunk)).forEach(prefetch));
  // A browser's first use of `Intl` takes about 45 ms: do it while chunks load, after the page's first paint.
  requestAnimationFrame(() => setTimeout(Intl.DateTimeFormat));
  // The base is imported by the elements; load it together with them to save a round trip.
  load('chunk:base').catch(ignore);
  if (all('[layout=article]')[0]) load('chunk:article-reader').catch(ignore);
  const ready = found.some((chunk) => all(tagOf(chunk)).some(({ shadowRoot }) => shadowRoot)) && load('chunk:hydrate');
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- it never rejects
  found.forEach(async (chunk) => {
    waiting.delete(chunk);
    try {
      await ready;
      await load(chunk);
    } catch (error) {
      // The tag keeps its fallback. The next tag that is inserted tries again.
      waiting.add(chunk);
      tell(error);
    }
  });
}

/** The build replaces a chunk's name by its URL: see vite-plugins/chunk-urls.ts. */
function load(chunk: string): Promise<unknown> {
  return import(/* @vite-ignore */ chunk);
}

// eslint-disable-next-line @typescript-eslint/no-empty-function
function ignore(): void {}

function tell(error: unknown): void {
  if (lastFailure !== (lastFailure = String(error))) console.error('civic-widgets:', error);
}

/** Starts the requests that the element will make, where the attributes alone determine them. */
function prefetch(tag: Element): void {
  const setting = (name: string): string | null | undefined =>
    (tag.hasAttribute(name) ? tag : tag.closest(`civic-settings[${name}]`))?.getAttribute(name);
  // `poll` or `survey`, which is also the attribute with the id; `ther` of the weather, whose question takes code.
  const kind = tag.localName.slice(8);
  const id = setting(kind);
  const path = kind === '-news' ? 'news' : id && `${kind}s/${encodeURIComponent(id)}`;
  const endpoint = setting('endpoint');
  const src = setting('src') || (endpoint && path && endpoint.replace(/\/?$/, `/${path}`));
  if (
    kind === 'ther' ||
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
  for (const part of src.match(/\S+/g) ?? []) {
    try {
      const url = new URL(part, document.baseURI).href;
      // Skip what endpoint/http.ts would refuse.
      if (prefetched.has(url) || !/^\w+:\/\/[^/@]+\/[^#]*$/.test(url) || !url.startsWith(location.protocol)) continue;
      const abort = new AbortController();
      const { signal } = abort;
      const response = fetch(url, { credentials, signal, headers: { accept: path === 'news' ? NEWS_ACCEPT : '*/*' } });
      // The element that takes the response handles the failure.
      response.catch(ignore);
      prefetched.set(url, { response, abort, credentials, time: Date.now() });
    } catch {
      // No URL: the element says so.
    }
  }
}
