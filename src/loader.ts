/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those that come later, and loads only
 * what they need, from beside itself. It imports nothing, so that it is there after one round trip; what a tag's
 * attributes name is asked for at once, while the element's code is on its way.
 */
const elements: Readonly<Record<string, () => Promise<unknown>>> = {
  'civic-settings': () => import('./elements/civic-settings/civic-settings.define.ts'),
  'district-news': () => import('./elements/district-news/district-news.define.ts'),
  'city-weather': () => import('./elements/city-weather/city-weather.define.ts'),
  'citizen-poll': () => import('./elements/citizen-poll/citizen-poll.define.ts'),
};

/**
 * What elements import, asked for together with them: on a slow line each round trip counts. The first is everybody's,
 * the second draws articles. The build puts the addresses here.
 */
const CHUNKS = ['chunk:base', 'chunk:article-reader'];

/** As `<district-news>` asks: see district-news.ts. */
const NEWS_ACCEPT =
  'application/json;odata=nometadata,*/*;q=0.8';

/** The tags whose elements have not been asked for yet. */
const missing = new Set(Object.keys(elements));

/** Requests under way, by address, for endpoint/http.ts to take. */
const prefetched = ((globalThis as unknown as Record<symbol, Map<string, object>>)[
  Symbol.for('civic-widgets.prefetched')
] ??= new Map());

/** One reason is told once, whatever the number of tags. */
let lastFailure = '';
let isIntlWarm = false;

new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
}).observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  const all = (selector: string): Element[] => [
    ...(root.matches(selector) ? [root] : []),
    ...root.querySelectorAll(selector),
  ];
  if (all('[data-civic]').length > 0) {
    import('./placeholders.ts').then(({ replace }) => all('[data-civic]').forEach(replace)).catch(console.error);
  }
  const tags = Object.keys(elements).filter((tag) => !customElements.get(tag) && all(tag).length > 0);
  if (tags.length === 0) return;
  for (const tag of all('district-news, citizen-poll')) prefetch(tag as HTMLElement);
  warmIntl();
  for (const chunk of all('district-news[layout=article]').length > 0 ? CHUNKS : CHUNKS.slice(0, 1)) {
    import(/* @vite-ignore */ chunk).catch(() => undefined);
  }
  const isDrawnByServer = tags.some((tag) => all(tag).some(({ shadowRoot }) => shadowRoot));
  const ready = isDrawnByServer ? import('./elements/hydrate.ts') : Promise.resolve();
  for (const tag of tags.filter((tag) => missing.delete(tag))) {
    ready.then(elements[tag]).catch((error: unknown) => {
      // The tag keeps its fallback; the page goes on. The next one that is inserted tries again.
      missing.add(tag);
      if (lastFailure !== (lastFailure = String(error))) console.error(`<${tag}> could not be loaded:`, error);
    });
  }
}

/** Starts the requests that the element will make, where its attributes alone say which. */
function prefetch(tag: HTMLElement): void {
  const setting = (name: string): string | null | undefined =>
    tag.getAttribute(name) ?? tag.closest(`civic-settings[${name}]`)?.getAttribute(name);
  const isNews = tag.localName === 'district-news';
  const poll = tag.getAttribute('poll');
  const path = isNews ? 'news' : poll && `polls/${encodeURIComponent(poll)}`;
  const endpoint = setting('endpoint');
  const src = tag.getAttribute('src')?.trim() || (endpoint && path && `${endpoint.replace(/\/$/, '')}/${path}`);
  if (
    !src ||
    customElements.get(tag.localName) ||
    document.readyState === 'loading' ||
    setting('loading') === 'lazy' ||
    tag.shadowRoot ||
    Object.hasOwn(tag, 'data') ||
    tag.querySelector(':scope > script[type="application/json"]') ||
    [...document.querySelectorAll('civic-settings')].some((settings) => Object.hasOwn(settings, 'fetch'))
  )
    return;
  const credentials = (setting('credentials') ?? 'same-origin') as RequestCredentials;
  for (const part of isNews ? src.split(/\s+/) : [src]) {
    const url = URL.canParse(part, document.baseURI) ? new URL(part, document.baseURI).href : '';
    // Nothing that endpoint/http.ts would refuse.
    if (!/^https?:\/\/[^/@]+\//.test(url) || (location.protocol === 'https:' && !url.startsWith('https'))) continue;
    if (prefetched.has(url)) continue;
    const abort = new AbortController();
    const headers = isNews ? { accept: NEWS_ACCEPT } : undefined;
    const response = fetch(url, { credentials, headers, signal: abort.signal });
    // Whoever takes it hears of the failure.
    response.catch(() => undefined);
    prefetched.set(url, { response, abort, credentials, time: Date.now() });
  }
}

/** A browser's first use of `Intl` takes some 45 ms: better while the rest is on its way, after the page's first paint. */
function warmIntl(): void {
  if (isIntlWarm) return;
  isIntlWarm = true;
  requestAnimationFrame(() => setTimeout(() => new Intl.DateTimeFormat()));
}
