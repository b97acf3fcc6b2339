/**
 * `npm run bench`: district-news beside the same thing by hand (the floor) and on libraries, in Chromium, one after the
 * other in each round so that whatever else the machine does is done to all. Writes results.json and the table in README.md.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browsers } from '../scripts/browsers.ts';
import { verdict, writeTable } from './report.ts';
import { feed, RIVALS, Site, tagOf, type Rival } from './site.ts';

/** `--quick` says whether something is far off, and keeps the table of the last whole run. */
const isQuick = process.argv.includes('--quick');
const ROUNDS = isQuick ? 1 : Number(process.env['ROUNDS'] ?? 9);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Result {
  name: string;
  /** Median of the ratios to the floor of each round, and their quartiles; or one number. */
  value: number;
  low?: number;
  high?: number;
  /** Of the floor and of ours, where they are times. */
  ms?: Partial<Record<Rival, number>>;
  bar?: number;
  holds?: boolean;
  unit?: string;
}

const site = new Site();
const url = await site.start();
const browser = await chromium.launch({
  executablePath: browsers().chromium,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--js-flags=--expose-gc',
    '--enable-precise-memory-info',
  ],
});
const results: Result[] = [];
try {
  for (const [count, bar] of [
    [1, 1.75],
    [10, undefined],
    [100, 1.1],
    [1000, 0.3],
  ] as const) {
    await compare(`${count} widget${count > 1 ? 's' : ''}`, { count, items: 20, limit: 5 }, bar);
  }
  for (const [items, bar] of [
    [100, undefined],
    [1000, 1.1],
  ] as const) {
    await compare(`list of ${items}`, { count: 1, items, limit: items }, bar);
  }
  await heap(100, 6);
  await refresh(5);
  await parsing(0.25);
  await firstView(3);
} finally {
  await browser.close();
  site.stop();
}
if (!isQuick) await write();

interface Times {
  /** Milliseconds from the insertion of the script to the content of all widgets, drawn. */
  content: number;
  /** The same until their elements, which come after it, have taken over; rivals have no such stage. */
  alive: number;
}

/** In a fresh page. */
async function timesOf(
  rival: Rival,
  { count, items, limit, kind = 'feed' }: { count: number; items: number; limit: number; kind?: 'feed' | 'brief' },
): Promise<Times> {
  return inPage(browser, async (page) => {
    await page.goto(url);
    return page.evaluate(
      async ({ tag, script, count, feed, limit }) => {
        const main = document.querySelector('main')!;
        // Warm: what is compared is work, not the network.
        await (await fetch(feed)).text();
        for (let i = 0; i < count; i++) {
          const element = document.createElement(tag);
          element.setAttribute('src', feed);
          element.setAttribute('limit', String(limit));
          main.append(element);
        }
        // Rivals say when they have drawn; ours draws before there is an element that could say so.
        const { attachShadow } = Element.prototype;
        Element.prototype.attachShadow = function (options) {
          const root = attachShadow.call(this, options);
          const observer = new MutationObserver(() => {
            if (!root.querySelector('[part=summary]')) return;
            observer.disconnect();
            this.dispatchEvent(new Event('shown', { bubbles: true }));
          });
          if (tag === 'district-news') observer.observe(root, { childList: true, subtree: true });
          return root;
        };
        const start = performance.now();
        const all = async (event: string): Promise<number> => {
          await new Promise<void>((resolve, reject) => {
            main.addEventListener('civic-error', ({ detail }) => reject(detail.error));
            let left = count;
            main.addEventListener(event, () => --left || resolve());
          });
          // Layout and paint are part of showing.
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          return performance.now() - start;
        };
        const times = [all('shown'), tag === 'district-news' ? all('civic-load') : Promise.resolve(0)];
        const element = document.createElement('script');
        element.type = 'module';
        element.src = script;
        document.head.append(element);
        const [content = 0, alive = 0] = await Promise.all(times);
        return { content, alive };
      },
      { tag: tagOf(rival), script: scriptOf(rival), count, feed: `/${kind}/${items}`, limit },
    );
  });
}

async function compare(
  name: string,
  work: { count: number; items: number; limit: number },
  bar?: number,
): Promise<void> {
  const times: Record<Rival, Times[]> = { vanilla: [], civic: [], lit: [], preact: [], shoelace: [] };
  // A thousand of the others take minutes to say what a hundred say.
  const measured = work.count >= 1000 ? RIVALS.slice(0, 2) : RIVALS;
  const rounds = work.count >= 1000 ? Math.min(ROUNDS, 3) : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    for (const rival of measured) times[rival].push(await timesOf(rival, work));
  }
  const row = (rival: Rival, stage: keyof Times): Omit<Result, 'name'> => {
    const ratios = times[rival].map((time, i) => time[stage] / times.vanilla[i]!.content);
    const ms = {
      vanilla: median(times.vanilla.map(({ content }) => content)),
      [rival]: median(times[rival].map((time) => time[stage])),
    };
    return { ...spread(ratios), ms };
  };
  for (const rival of measured.slice(1)) {
    add({ name: `${name}: ${rival}`, ...row(rival, 'content'), ...(rival === 'civic' && { bar }) });
    if (rival === 'civic') add({ name: `${name}: civic, elements too`, ...row(rival, 'alive') });
  }
}

/** What widgets on show keep in memory, scripts' heap and DOM's, in relation to the floor's; and of scripts' alone. */
async function heap(count: number, bar: number): Promise<void> {
  const whole: number[] = [];
  const scripts: number[] = [];
  for (let round = 0; round < 3; round++) {
    const floor = await bytesOf('vanilla', count);
    const ours = await bytesOf('civic', count);
    whole.push((ours.usedSize + ours.embedderHeapUsedSize) / (floor.usedSize + floor.embedderHeapUsedSize));
    scripts.push(ours.usedSize / floor.usedSize);
  }
  add({ name: `memory of ${count} widgets more, scripts and DOM`, ...spread(whole), bar });
  add({ name: `memory of ${count} widgets more, scripts alone`, ...spread(scripts), bar });
}

/** Bytes that `count` widgets more than one keep: of V8's heap, and of Blink's, where elements and their layout are. */
async function bytesOf(rival: Rival, count: number): Promise<{ usedSize: number; embedderHeapUsedSize: number }> {
  return inPage(browser, async (page) => {
    await page.goto(url);
    const client = await page.context().newCDPSession(page);
    const used = async () => {
      // What one collection frees of the DOM, the next frees of the scripts.
      for (let i = 0; i < 3; i++) await client.send('HeapProfiler.collectGarbage');
      return client.send('Runtime.getHeapUsage');
    };
    await show(page, rival, 1, 20, 5);
    const one = await used();
    await page.evaluate(
      async ({ tag, count }) => {
        const main = document.querySelector('main')!;
        const shown = new Promise<void>((resolve) => {
          let left = count;
          for (const event of ['shown', 'civic-load']) main.addEventListener(event, () => --left || resolve());
        });
        for (let i = 0; i < count; i++) {
          const element = document.createElement(tag);
          element.setAttribute('src', '/feed/20');
          main.append(element);
        }
        await shown;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      },
      { tag: tagOf(rival), count },
    );
    const many = await used();
    return {
      usedSize: many.usedSize - one.usedSize,
      embedderHeapUsedSize: many.embedderHeapUsedSize - one.embedderHeapUsedSize,
    };
  });
}

/** Changes of the document when one new item comes on top of a list of 1,000. */
async function refresh(bar: number): Promise<void> {
  const value = await inPage(browser, async (page) => {
    site.refreshed = feed(1000, 1);
    await page.goto(url);
    await page.evaluate((script) => {
      const element = document.createElement('district-news');
      element.setAttribute('src', '/refreshed');
      element.setAttribute('limit', '1000');
      document.querySelector('main')!.append(element);
      const loader = document.createElement('script');
      loader.type = 'module';
      loader.src = script;
      document.head.append(loader);
      return new Promise((resolve) => element.addEventListener('civic-load', resolve));
    }, scriptOf('civic'));
    site.refreshed = feed(1000, 0);
    return page.evaluate(async () => {
      const element = document.querySelector('district-news')!;
      let changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      const options = { childList: true, subtree: true, attributes: true, characterData: true };
      observer.observe(element.shadowRoot!, options);
      await element.reload();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return changes;
    });
  });
  add({ name: 'refresh of one in 1,000: changes of the document', value, bar, unit: '' });
}

/** Reading 200 items and every field that the model has of them, in relation to DOMParser and a walk that gets the same. */
async function parsing(bar: number): Promise<void> {
  const ratios = await withReader(({ parseNews }, body) => {
    const walk = (): unknown[] => {
      const feed = new DOMParser().parseFromString(body, 'text/xml');
      return [...feed.getElementsByTagName('item')].map((item) => {
        const texts = (name: string): string[] => [...item.getElementsByTagName(name)].map((one) => one.textContent);
        const [html = ''] = texts('description');
        const content = new DOMParser().parseFromString(html, 'text/html');
        const image = content.querySelector('img');
        return {
          id: texts('guid')[0],
          title: texts('title')[0],
          url: new URL(texts('link')[0] ?? '').href,
          summary: content.body.textContent.slice(0, 500),
          html,
          published: new Date(texts('pubDate')[0] ?? ''),
          image: image && { url: image.src, alt: image.alt },
          authors: texts('author'),
          categories: texts('category'),
        };
      });
    };
    // Text that is put together from pieces is made whole when a letter of it is read.
    const lastLetters = (value: unknown): number => {
      if (typeof value === 'string') return value.charCodeAt(value.length - 1) || 0;
      if (typeof value !== 'object' || value === null) return 0;
      return Object.values(value).reduce<number>((sum, one) => sum + lastLetters(one), 0);
    };
    const time = (read: () => unknown[]): number => {
      const start = performance.now();
      lastLetters(read());
      return performance.now() - start;
    };
    const ratio = (): number => time(() => parseNews(body).items) / time(walk);
    for (let i = 0; i < 5; i++) ratio();
    return Array.from({ length: 25 }, ratio);
  }, feed(200));
  add({ name: 'reading 200 items, to DOMParser and a walk', ...spread(ratios), bar });
}

/** Five of 2,000 items against five of 20: what isn't shown should cost little. Briefer ones: 5 MB is the most that is read. */
async function firstView(bar: number): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const many = await timesOf('civic', { count: 1, items: 2000, limit: 5, kind: 'brief' });
    const few = await timesOf('civic', { count: 1, items: 20, limit: 5, kind: 'brief' });
    ratios.push(many.content / few.content);
  }
  add({ name: 'first view, 5 of 2,000 items to 5 of 20', ...spread(ratios), bar });
}

type Reader = typeof import('../src/news/index.ts');

/** Runs in a page that has the parser, bundled from the npm build. */
async function withReader<T>(run: (reader: Reader, body: string) => T, body: string): Promise<T> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [here('../dist/news/index.js')],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'reader',
    write: false,
  });
  return inPage(browser, async (page) => {
    await page.goto(url);
    await page.addScriptTag({ content: outputFiles[0]!.text });
    return page.evaluate(`(${run.toString()})(reader, ${JSON.stringify(body)})`) as Promise<T>;
  });
}

async function show(page: Page, rival: Rival, count: number, items: number, limit: number): Promise<void> {
  await page.evaluate(
    ({ tag, script, count, items, limit }) => {
      const main = document.querySelector('main')!;
      for (let i = 0; i < count; i++) {
        const element = document.createElement(tag);
        element.setAttribute('src', `/feed/${items}`);
        element.setAttribute('limit', String(limit));
        main.append(element);
      }
      const loader = document.createElement('script');
      loader.type = 'module';
      loader.src = script;
      document.head.append(loader);
      return new Promise<void>((resolve) => {
        for (const event of ['shown', 'civic-load']) main.addEventListener(event, () => resolve());
      });
    },
    { tag: tagOf(rival), script: scriptOf(rival), count, items, limit },
  );
}

function scriptOf(rival: Rival): string {
  return rival === 'civic' ? '/embed/civic-widgets.js' : `/${rival}.js`;
}

async function inPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi' });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function spread(values: readonly number[]): { value: number; low: number; high: number } {
  return { value: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

function add(result: Result): void {
  const holds = result.bar === undefined ? undefined : result.value <= result.bar;
  results.push({ ...result, holds });
  console.log(cells({ ...result, holds }).join('  '));
}

function cells({ name, value, low, high, bar, holds, ms, unit = '×' }: Result): string[] {
  const number = (value: number): string => (unit === '×' ? `${value.toFixed(2)}×` : String(value));
  return [
    name,
    number(value),
    low === undefined || high === undefined ? '' : `${low.toFixed(2)}–${high.toFixed(2)}`,
    Object.values(ms ?? {})
      .map((time) => time.toFixed(0))
      .join(' → '),
    bar === undefined ? '' : `≤ ${number(bar)}`,
    verdict(holds),
  ];
}

async function write(): Promise<void> {
  writeFileSync(
    here('results.json'),
    `${JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 2)}\n`,
  );
  await writeTable('table', [
    ['what', 'ratio to the floor', 'quartiles', 'ms, floor → it', 'bar', ''],
    ...results.map(cells),
  ]);
}
