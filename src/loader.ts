/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those added later, and loads the elements
 * that they need from its own folder. It imports nothing, so that it runs after one round trip. It requests the URLs that
 * the tags' attributes name at once, while the elements load.
 */

/** The chunks that define elements and have not been requested yet. A chunk is named after its tag. */
const waiting = new Set([
  'chunk:civic-settings',
  'chunk:district-news',
  'chunk:city-weather',
  'chunk:citizen-poll',
  'chunk:public-alerts',
]);

/** Requests under way, by URL; endpoint/http.ts takes them. */
const prefetched = ((globalThis as unknown as Record<symbol, Map<string, object>>)[
  Symbol.for('civic-widgets.prefetched')
] ??= new Map());

/** The last reason on the console: each is written once, whatever the number of tags. */
let lastFailure = '';

new MutationObserver((records) => {
  for (const { addedNodes } of records)
    addedNodes.forEach((node) => (node as Element).localName && find(node as Element));
}).observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  const all = (selector: string): Element[] => [...(root.parentNode ?? root).querySelectorAll(selector)];
  if (all('[data-civic]')[0]) load('chunk:placeholders').catch(tell);
  const found = [...waiting].filter((chunk) => all(tagOf(chunk))[0]);
  if (!found[0]) return;
  const tags = all(found.map(tagOf).join());
  tags.forEach(prefetch);
  // A browser's first use of `Intl` takes about 45 ms: do it while chunks load, after the page's first paint.
  requestAnimationFrame(() => setTimeout(Intl.DateTimeFormat));
  // The base is imported by the elements; load it together with them to save a round trip.
  load('chunk:base').catch(() => undefined);
  if (all('[layout=article]')[0]) load('chunk:article-reader').catch(() => undefined);
  void found.map(async (chunk) => {
    waiting.delete(chunk);
    try {
      if (tags.some(({ shadowRoot }) => shadowRoot)) await load('chunk:hydrate');
      await load(chunk);
    } catch (error) {
      // The tag keeps its fallback. The next tag that is inserted tries again.
      waiting.add(chunk);
      tell(error);
    }
  });
}

function tagOf(chunk: string): string {
  return /\w+-\w+/.exec(chunk)![0];
}

/** The build replaces a chunk's name by its URL: see vite-plugins/chunk-urls.ts. */
function load(chunk: string): Promise<unknown> {
  return import(/* @vite-ignore */ chunk);
}

function tell(error: unknown): void {
  if (lastFailure !== (lastFailure = String(error))) console.error('civic-widgets:', error);
}

/** Starts the requests that the element will make, where the attributes alone determine them. */
function prefetch(tag: Element): void {
  const setting = (name: string): string | null | undefined =>
    (tag.hasAttribute(name) ? tag : tag.closest(`civic-settings[${name}]`))?.getAttribute(name);
  // The weather's question depends on more than its address.
  const [name] = /news|alerts|poll/.exec(tag.localName) ?? [];
  const id = name && setting(name);
  const path = id ? `${name}s/${encodeURIComponent(id)}` : name !== 'poll' && name;
  const endpoint = setting('endpoint');
  const src = name && (setting('src') || (endpoint && path && endpoint.replace(/\/?$/, `/${path}`)));
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
  for (const part of src.match(/\S+/g) ?? []) {
    const url = Object.assign(document.createElement('a'), { href: part }).href;
    // Skip what endpoint/http.ts would refuse.
    if (prefetched.has(url) || !/^\w+:\/\/[^/@]+\/[^#]*$/.test(url) || !url.startsWith(location.protocol)) continue;
    const abort = new AbortController();
    // News have the `Accept` header of district-news.ts.
    const response = fetch(url, {
      credentials,
      signal: abort.signal,
      headers: { accept: name === 'news' ? 'application/json;odata=nometadata,*/*;q=0.8' : '*/*' },
    });
    // The element that takes the response handles the failure.
    response.catch(() => undefined);
    prefetched.set(url, { response, abort, credentials, time: Date.now() });
  }
}
