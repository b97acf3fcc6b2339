/**
 * `civic-widgets.js`, the script tag: finds the package's tags on the page, also those that come later, and loads only
 * what they need, from beside itself: first what shows their first content, then the elements, which go on from there.
 */
import { isPlain } from './elements/plain.ts';

interface FirstView {
  show(element: HTMLElement): Promise<void>;
  /** Shows the fallback again, where what is drawn is of no use without its element. */
  giveBack?(element: HTMLElement): void;
}

interface Tag {
  first?: () => Promise<FirstView>;
  define: () => Promise<unknown>;
}

const tags: Readonly<Record<string, Tag>> = {
  'civic-settings': { define: () => import('./elements/civic-settings/civic-settings.define.ts') },
  'district-news': {
    first: () => first(import('./elements/district-news/first-view.ts')),
    define: () => element(import('./elements/district-news/district-news.hydrate.ts')),
  },
  'city-weather': {
    first: () => first(import('./elements/city-weather/first-view.ts')),
    define: () => element(import('./elements/city-weather/city-weather.hydrate.ts')),
  },
  'citizen-poll': {
    first: () => first(import('./elements/citizen-poll/first-view.ts')),
    define: () => element(import('./elements/citizen-poll/citizen-poll.hydrate.ts')),
  },
};

/** Milliseconds that the elements wait for answers: then there is a skeleton to be drawn, or a fault to be told. */
const PATIENCE = 400;

/** What a part imports is asked for together with it: on a slow line each round trip counts. */
function first(view: Promise<FirstView>): Promise<FirstView> {
  import('./elements/first-view.ts').catch(ignore);
  return view;
}

function element(definition: Promise<unknown>): Promise<unknown> {
  import('./elements/widget-element.ts').catch(ignore);
  return definition;
}

/** What fails is told of by who waits for it. */
const ignore = (): void => undefined;

let intl: number | undefined;

let reason = '';

const missing = new Set(Object.keys(tags));

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
});
observer.observe(document, { childList: true, subtree: true });
find(document.documentElement);

function find(root: Element): void {
  const found = [...missing].filter((tag) => root.localName === tag || root.querySelector(tag));
  if (found.length) load(found);
}

function load(found: readonly string[]): void {
  for (const tag of found) missing.delete(tag);
  if (missing.size === 0) observer.disconnect();
  // A browser's first use of `Intl` takes as long as all else that a widget does: better while the rest is on its way, and
  // after the page's own first paint; not at all on a page without widgets.
  intl ??= requestAnimationFrame(() => setTimeout(() => new Intl.DateTimeFormat()));
  // What is left to the elements, for whatever reason, waits no longer for the rest.
  void Promise.all(found.map(show))
    .catch(ignore)
    .then(() => define(found));
}

async function show(tag: string): Promise<void> {
  // Its parts are the element's as well.
  const loading = tags[tag]!.first?.();
  if (!loading) return;
  loading.catch(ignore);
  if (!all(tag).every(isPlain)) throw new Error('left to the element');
  const view = await loading;
  const shown = Promise.all(all(tag).map(view.show));
  await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

function define(found: readonly string[]): void {
  for (const tag of found) {
    // The tag keeps its fallback, or what it shows; the page goes on.
    tags[tag]!.define().catch((error: unknown) => {
      // What the tags have in common is refused to all of them for one reason.
      if (reason !== (reason = String(error))) console.error(`<${tag}> could not be loaded:`, error);
      tags[tag]!.first?.().then(({ giveBack }) => giveBack && all(tag).forEach(giveBack), ignore);
    });
  }
}

function all(tag: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(tag)];
}
