import { type CDPSession, type Page, expect, test } from '@playwright/test';
import { openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { HostSite } from './host-site.ts';

/** Each is a life of all three widgets; `npm run soak` has 10,000. */
const { SOAK_CYCLES, npm_lifecycle_event: script } = process.env;
const CYCLES = Number(SOAK_CYCLES ?? (script === 'soak' ? 10_000 : 360));
/** Enough to meet every layout once, so that what is loaded and cached for good is there before anything is counted. */
const WARM_UP = 120;
/** What the browser itself may come to hold, whatever the number of lives: far less than one leak in a life of a kind. */
const SLACK = 5;
/** Bytes: what compiled code and the like grow by until all is warm, and far less than a life's smallest object. */
const HEAP_UNTIL_WARM = 800_000;
const HEAP_PER_CYCLE = 64;

const TAGS = ['district-news', 'city-weather', 'citizen-poll', 'civic-settings'];

const site = new HostSite();
// A trace keeps copies of the page in the page.
test.use({ trace: 'off' });
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

declare global {
  interface Window {
    live: { timers: Set<unknown>; observed: Map<object, Set<unknown>>; requests: number };
  }
}

test(`${CYCLES} lives of the widgets leave no element, listener, timer or observer behind`, async ({ page }) => {
  test.setTimeout(120_000 + CYCLES * 400);
  await open(page);
  const client = await page.context().newCDPSession(page);

  await page.evaluate(live, { from: 0, to: WARM_UP });
  const before = await settled(page, client);
  await page.evaluate(live, { from: WARM_UP, to: WARM_UP + CYCLES });
  const after = await settled(page, client);
  console.log(JSON.stringify({ cycles: CYCLES, before, after }));

  expect(after.held).toEqual({ 'district-news': 0, 'city-weather': 0, 'citizen-poll': 0, 'civic-settings': 0 });
  // The loader's own, which looks for tags and placeholders that come later.
  expect(after.observers).toBe(before.observers);
  expect(after.documents).toBe(before.documents);
  expect(after.nodes - before.nodes).toBeLessThanOrEqual(SLACK);
  expect(after.listeners - before.listeners).toBeLessThanOrEqual(SLACK);
  expect(after.heap - before.heap).toBeLessThan(HEAP_UNTIL_WARM + CYCLES * HEAP_PER_CYCLE);
});

async function open(page: Page): Promise<void> {
  const items = Array.from(
    { length: 6 },
    (_, i) => `<item><title>Tin ${i}</title><link>https://phuong.example/${i}</link>
      <pubDate>${new Date(Date.now() - (i + 1) * 3_600_000).toUTCString()}</pubDate>
      <enclosure url="${site.url}/no-${i}.png" type="image/png" length="1"/>
      <description>&lt;p&gt;Từ 8 giờ &lt;img src="/none.png"&gt; đến 11 giờ 30.&lt;/p&gt;</description></item>`,
  );
  const feed = `<rss version="2.0"><channel><title>Phường</title>${items.join('')}</channel></rss>`;
  site.pages.set('/endpoints/recent', { body: feed, headers: { 'content-type': 'application/rss+xml' } });
  const asked = '/v1/forecast?latitude=21.03&longitude=105.85&timezone=auto&current=temperature_2m,weather_code';
  const forecast = JSON.stringify(openMeteoAnswer(asked));
  site.pages.set('/endpoints/weather', { body: forecast, headers: { 'content-type': 'application/json' } });
  site.pages.set(
    '/',
    `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
     <script type="module" src="/civic-widgets/civic-widgets.js"></script><main></main><aside></aside>`,
  );
  await page.addInitScript(countWhatLives);
  await page.goto(site.url);
}

/** Runs before anything else in the page: keeps account of timers, observers and requests. */
function countWhatLives(): void {
  const live = { timers: new Set<unknown>(), observed: new Map<object, Set<unknown>>(), requests: 0 };
  window.live = live;
  const { setTimeout: start, setInterval: repeat, clearTimeout: stop, fetch: ask } = window;
  window.setTimeout = ((run: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
    const timer = start(() => {
      live.timers.delete(timer);
      run(...values);
    }, ms);
    live.timers.add(timer);
    return timer;
  }) as typeof setTimeout;
  window.setInterval = ((run: () => void, ms?: number) => {
    const timer = repeat(run, ms);
    live.timers.add(timer);
    return timer;
  }) as typeof setInterval;
  window.clearTimeout = window.clearInterval = (timer) => {
    live.timers.delete(timer);
    stop(timer);
  };
  window.fetch = (...request) => {
    live.requests++;
    return ask(...request).finally(() => live.requests--);
  };
  for (const { prototype } of [MutationObserver, IntersectionObserver, ResizeObserver]) {
    const methods = prototype as unknown as Record<string, (this: object, ...values: unknown[]) => void>;
    const also = (name: string, then: (observer: object, target: unknown) => void): void => {
      const original = methods[name];
      if (!original) return;
      methods[name] = function (...values) {
        original.apply(this, values);
        then(this, values[0]);
        if (live.observed.get(this)?.size === 0) live.observed.delete(this);
      };
    };
    also('observe', (observer, target) => {
      live.observed.set(observer, (live.observed.get(observer) ?? new Set()).add(target));
    });
    also('unobserve', (observer, target) => live.observed.get(observer)?.delete(target));
    also('disconnect', (observer) => live.observed.get(observer)?.clear());
  }
}

/** In the page: lives of the three widgets, one after the other, in all layouts and six ways. */
async function live({ from, to }: { from: number; to: number }): Promise<void> {
  type Widget = HTMLElement & { updateComplete: Promise<unknown>; reload(): Promise<void>; state: string };
  const main = document.querySelector('main')!;
  const aside = document.querySelector('aside')!;
  const pick = (values: string[], n: number): string => values[n % values.length]!;
  const make = (tag: string, attributes: Record<string, string>): Widget => {
    const element = document.createElement(tag) as Widget;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const event = (target: EventTarget, name: string): Promise<unknown> =>
    new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
  const complete = (widgets: Widget[]) => Promise.all(widgets.map((widget) => widget.updateComplete));

  for (let i = from; i < to; i++) {
    const way = i % 6;
    const kind = Math.floor(i / 6);
    const shared = { refresh: pick(['0', '300'], kind), loading: pick(['eager', 'lazy', 'eager'], kind) };
    // Chromium refuses history entries of pages that make many.
    const openings = i % 24 === 2 ? ['dialog'] : ['link', 'inline'];
    const widgets = [
      make('district-news', {
        ...{ ...shared, src: '/endpoints/recent', show: 'date summary image', 'page-size': pick(['0', '2'], kind) },
        layout: pick(['list', 'cards', 'featured', 'headline', 'article'], i % 24 === 2 ? 0 : kind),
        ...{ dates: pick(['absolute', 'relative'], kind), open: pick(openings, kind) },
      }),
      make('city-weather', {
        ...{ ...shared, src: '/endpoints/weather', places: 'ha-noi' },
        layout: pick(['tabs', 'list', 'cards', 'compact'], kind),
      }),
      make('citizen-poll', {
        ...{ ...shared, src: '/endpoints/polls/p' },
        ...(kind % 5 === 4 && { kiosk: '' }),
      }),
    ];
    const home = kind % 4 === 3 ? make('civic-settings', { 'time-zone': 'Asia/Ho_Chi_Minh' }) : make('div', {});
    home.lang = pick(['vi', 'en'], kind);
    const loads = () => Promise.all(widgets.map((widget) => event(widget, 'civic-load')));
    let loaded = loads();
    home.append(...widgets);
    main.append(home);
    if (way === 0) {
      // Gone before anything has come.
      home.remove();
      continue;
    }
    await loaded;
    await complete(widgets);
    if (way === 1) {
      // Moved, and changed there.
      aside.append(home);
      home.lang = pick(['en', 'vi'], kind);
      for (const widget of widgets) widget.setAttribute('heading', 'Khác');
      widgets[0]!.setAttribute('layout', pick(['cards', 'list', 'article'], kind));
      widgets[1]!.setAttribute('layout', pick(['list', 'compact', 'tabs'], kind));
      await complete(widgets);
    } else if (way === 2) {
      // Read in place or in a dialog, and a ballot begun.
      const root = widgets[0]!.shadowRoot!;
      root
        .querySelector<HTMLElement>('button.link, a.link[role=button], a.link')
        ?.addEventListener('click', (event) => {
          event.preventDefault();
        });
      root.querySelector<HTMLElement>('.link')?.click();
      if (widgets[0]!.getAttribute('open') === 'dialog') {
        while (!root.querySelector('dialog[open]')) await new Promise(requestAnimationFrame);
        const back = event(window, 'popstate');
        root.querySelector<HTMLElement>('[part=close]')!.click();
        await back;
      }
      widgets[2]!.shadowRoot!.querySelector('input')?.click();
      await complete(widgets);
    } else if (way === 3) {
      // Asked again, twice, the second time without waiting.
      await Promise.all(widgets.map((widget) => widget.reload()));
      for (const widget of widgets) void widget.reload();
    } else if (way === 4) {
      // Given another address in the moment that it goes.
      for (const widget of widgets) widget.setAttribute('src', `${widget.getAttribute('src')}?other`);
      loaded = loads();
      home.remove();
      await Promise.race([loaded, complete(widgets)]);
    } else {
      // Changed and asked while it is nowhere, then back, then gone for good.
      home.remove();
      for (const widget of widgets) widget.setAttribute('timeout', '9');
      await Promise.all(widgets.map((widget) => widget.reload()));
      main.append(home);
      await complete(widgets);
    }
    home.remove();
  }
}

interface Left {
  nodes: number;
  listeners: number;
  documents: number;
  heap: number;
  observers: number;
  held: Record<string, number>;
}

/** What is left when no request and no timer is. */
async function settled(page: Page, client: CDPSession): Promise<Left> {
  const pending = () => page.evaluate(() => window.live.timers.size + window.live.requests);
  await expect.poll(pending).toBe(0);
  // What is finalized in one collection may free more in the next.
  for (let times = 0; times < 3; times++) await client.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners, documents } = await client.send('Memory.getDOMCounters');
  const { usedSize: heap } = await client.send('Runtime.getHeapUsage');
  const observers = await page.evaluate(() => window.live.observed.size);
  const held: Record<string, number> = {};
  for (const tag of TAGS) held[tag] = await instances(client, tag);
  return { nodes, listeners, documents, heap, observers, held };
}

async function instances(client: CDPSession, tag: string): Promise<number> {
  const objectGroup = 'soak';
  const expression = `customElements.get('${tag}').prototype`;
  const { result } = await client.send('Runtime.evaluate', { expression, objectGroup });
  const { objects } = await client.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup });
  const { result: length } = await client.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length }',
  });
  await client.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(length.value);
}
