/** Many widgets, long lists, memory, refreshes and reading, beside the same by hand and with libraries. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { HostSite, NOW } from '../test/embed/host-site.ts';
import { openMeteoAnswer } from '../test/fixtures/weather/open-meteo.ts';
import { brotli } from './demo.ts';
import { inPage, median, type Row, spread } from './measure.ts';
import { feed, RIVALS, type Rival, Site, tagOf } from './site.ts';

/** Brotli bytes and files of a page with one tag, or all three, until it is quiet. */
export async function sizes(browser: Browser): Promise<Row[]> {
  const host = new HostSite();
  await host.start();
  const forecast = '/v1/forecast?latitude=21.03&longitude=105.85&timezone=auto&current=temperature_2m,weather_code';
  const answer = JSON.stringify(openMeteoAnswer(forecast));
  host.pages.set('/endpoints/weather', { body: answer, headers: { 'content-type': 'application/json' } });
  const news = '<district-news src="/endpoints/news"></district-news>';
  const weather = '<city-weather src="/endpoints/weather" places="ha-noi"></city-weather>';
  const poll = '<citizen-poll src="/endpoints/polls/p"></citizen-poll>';
  try {
    const rows: Row[] = [];
    for (const [name, tags, kilobytes, files] of [
      ['the loader', '', 1, 1],
      ['<district-news>', news, 25, 3],
      ['<city-weather>', weather, 36, 4],
      ['<citizen-poll>', poll, 24, 4],
      ['all three', news + weather + poll, 56, 7],
    ] as const) {
      const bodies = await scriptsOf(browser, host, tags);
      const bytes = bodies.reduce((sum, body) => sum + brotli(body), 0);
      rows.push({ name: `${name}: scripts, brotli`, value: bytes / 1000, unit: 'kB', bar: kilobytes });
      // The loader is a file of its own.
      rows.push({ name: `${name}: files`, value: bodies.length - (tags ? 1 : 0), unit: '', bar: files });
    }
    return rows;
  } finally {
    host.stop();
  }
}

function scriptsOf(browser: Browser, host: HostSite, tags: string): Promise<Buffer[]> {
  return inPage(browser, async (page) => {
    await page.clock.setFixedTime(NOW);
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url())) bodies.push(response.body());
    });
    host.pages.set(
      '/',
      `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
        <script type="module" src="/civic-widgets/civic-widgets.js"></script>${tags}`,
    );
    await page.goto(host.url, { waitUntil: 'networkidle' });
    return Promise.all(bodies);
  });
}

interface Work {
  /** Widgets on the page. */
  count: number;
  items: number;
  limit: number;
  kind?: 'feed' | 'brief';
}

export async function widgets(browser: Browser, rounds: number): Promise<Row[]> {
  const site = new Site();
  const url = await site.start();
  try {
    return [
      ...(await compare('1 widget', { count: 1, items: 20, limit: 5 })),
      ...(await compare('100 widgets', { count: 100, items: 20, limit: 5 }, 1.1)),
      ...(await compare('list of 100', { count: 1, items: 100, limit: 100 }, 2)),
      await memory(100, 1),
      await refresh(5),
      await reading(0.4),
      await fewOfMany(3),
    ];
  } finally {
    site.stop();
  }

  async function compare(name: string, work: Work, bar?: number): Promise<Row[]> {
    const times = Object.fromEntries(RIVALS.map((rival) => [rival, []])) as unknown as Record<Rival, number[]>;
    for (let round = 0; round < rounds; round++)
      for (const rival of RIVALS) times[rival].push(await timeOf(rival, work));
    const floor = times.vanilla;
    return RIVALS.slice(1).map((rival) => ({
      name: `${name}: ${rival === 'civic' ? '<district-news>' : rival}`,
      ...spread(times[rival].map((time, round) => time / floor[round]!)),
      unit: '×',
      ...(rival === 'civic' && bar !== undefined && { bar }),
      of: [median(floor), median(times[rival])],
    }));
  }

  /** Milliseconds from the insertion of the script to the content of all widgets, drawn. */
  function timeOf(rival: Rival, { count, items, limit, kind = 'feed' }: Work): Promise<number> {
    return inPage(browser, async (page) => {
      await page.goto(url);
      // Warm: what is compared is work, not the network.
      await page.evaluate((path) => fetch(path).then((answer) => answer.text()), `/${kind}/${items}`);
      return insert(page, rival, { count, src: `/${kind}/${items}`, limit });
    });
  }

  /** What widgets on show keep in both heaps, scripts' and DOM's, to the floor's. */
  async function memory(count: number, bar: number): Promise<Row> {
    const shares: number[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round++)
      shares.push((await bytesOf('civic', count)) / (await bytesOf('vanilla', count)));
    return { name: `memory of ${count} widgets more, scripts and DOM`, ...spread(shares), unit: '×', bar };
  }

  function bytesOf(rival: Rival, count: number): Promise<number> {
    return inPage(browser, async (page) => {
      await page.goto(url);
      const client = await page.context().newCDPSession(page);
      const used = async (): Promise<number> => {
        // What one collection frees of the DOM, the next frees of the scripts.
        for (let i = 0; i < 3; i++) await client.send('HeapProfiler.collectGarbage');
        const { usedSize, embedderHeapUsedSize } = await client.send('Runtime.getHeapUsage');
        return usedSize + embedderHeapUsedSize;
      };
      await insert(page, rival, { count: 1, src: '/feed/20', limit: 5 });
      const one = await used();
      await insert(page, rival, { count, src: '/feed/20', limit: 5 });
      return (await used()) - one;
    });
  }

  /** Changes of the document when one new item comes on top of a list of 1,000. */
  async function refresh(bar: number): Promise<Row> {
    const value = await inPage(browser, async (page) => {
      site.refreshed = feed(1000, 1);
      await page.goto(url);
      await insert(page, 'civic', { count: 1, src: '/refreshed', limit: 1000 });
      site.refreshed = feed(1000, 0);
      return page.evaluate(async () => {
        const element = document.querySelector('district-news')!;
        let changes = 0;
        const observer = new MutationObserver((records) => (changes += records.length));
        const options = { childList: true, subtree: true, attributes: true, characterData: true };
        observer.observe(element.shadowRoot!, options);
        await element.reload();
        await element.updateComplete;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return changes;
      });
    });
    return { name: 'refresh of one in 1,000: changes of the document', value, unit: '', bar };
  }

  /** Five of 2,000 items to five of 20: what isn't shown should cost little. Briefer ones, since 5 MB is the most that is read. */
  async function fewOfMany(bar: number): Promise<Row> {
    const shares: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const many = await timeOf('civic', { count: 1, items: 2000, limit: 5, kind: 'brief' });
      shares.push(many / (await timeOf('civic', { count: 1, items: 20, limit: 5, kind: 'brief' })));
    }
    return { name: '5 of 2,000 items to 5 of 20', ...spread(shares), unit: '×', bar };
  }

  /** Reading 200 items with every field of the model, to DOMParser and a walk that gets the same. */
  async function reading(bar: number): Promise<Row> {
    const script = await readerScript();
    const shares = await inPage(browser, async (page) => {
      await page.goto(url);
      await page.addScriptTag({ content: script });
      return page.evaluate(readBoth, feed(200));
    });
    return { name: 'reading 200 items, to DOMParser and a walk', ...spread(shares), unit: '×', bar };
  }
}

interface Inserted {
  count: number;
  src: string;
  limit: number;
}

/** Inserts widgets, and the script if it isn't there; milliseconds until all are drawn, layout and paint included. */
function insert(page: Page, rival: Rival, { count, src, limit }: Inserted): Promise<number> {
  return page.evaluate(
    async ({ tag, script, event, count, src, limit }) => {
      const main = document.querySelector('main')!;
      const start = performance.now();
      const drawn = new Promise<void>((resolve, reject) => {
        let left = count;
        main.addEventListener(event, () => --left || resolve());
        main.addEventListener('civic-error', ({ detail }) => reject(detail.error));
      });
      for (let i = 0; i < count; i++) {
        const element = document.createElement(tag);
        element.setAttribute('src', src);
        element.setAttribute('limit', String(limit));
        main.append(element);
      }
      if (!document.querySelector(`script[src="${script}"]`)) {
        const element = document.createElement('script');
        element.type = 'module';
        element.src = script;
        document.head.append(element);
      }
      await drawn;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    {
      tag: tagOf(rival),
      script: rival === 'civic' ? '/embed/civic-widgets.js' : `/${rival}.js`,
      event: rival === 'civic' ? 'civic-load' : 'shown',
      ...{ count, src, limit },
    },
  );
}

/** The parser of the npm build, as a global. */
async function readerScript(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../dist/news/index.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'reader',
    write: false,
  });
  return outputFiles[0]!.text;
}

/** In the page: ratios of our time to that of the straightforward way. */
function readBoth(body: string): number[] {
  const { parseNews } = (globalThis as unknown as { reader: typeof import('../src/news/index.ts') }).reader;
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
  // A string that was put together from pieces is made whole when a letter of it is read.
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
}
