import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const EMBED = fileURLToPath(new URL('../../dist/embed/', import.meta.url));

const FEED = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Phường</title>
<item><title>Lịch tiếp công dân</title><link>https://phuong.example/1</link><pubDate>Mon, 05 Jan 2026 08:00:00 +0700</pubDate>
<description>Từ 8 giờ đến 11 giờ 30.</description></item></channel></rss>`;

const POLL = {
  ...{ id: 'p', question: 'Ông/bà có hài lòng không?', kind: 'single', min_choices: 1, max_choices: 1 },
  options: ['Có', 'Không'].map((title, i) => ({ id: String(i), title, votes_count: null })),
  ...{ opens_at: null, expires_at: null, expired: false, results: 'after-vote' },
  ...{ votes_count: null, voters_count: null, voted: false, own_votes: [] },
};

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  ...{ time: `2026-01-05T${String(hour).padStart(2, '0')}:00:00+07:00`, condition: hour < 12 ? 2 : 61, isDay: true },
  ...{ temperature: 18 + (hour % 12), rain: hour < 12 ? 0 : 0.6, rainChance: hour < 12 ? 5 : 70, windSpeed: 3 },
}));

const WEATHER = {
  reports: [
    {
      place: { name: 'Hà Nội', latitude: 21.03, longitude: 105.85, timeZone: 'Asia/Ho_Chi_Minh' },
      current: { ...HOURS[9], humidity: 81, feelsLike: 28, windFrom: 90 },
      hours: HOURS,
      days: ['2026-01-05', '2026-01-06', '2026-01-07'].map((date, i) => ({
        date,
        condition: 61,
        high: 29 - i,
        low: 18,
      })),
      issued: '2026-01-05T09:00:00+07:00',
    },
  ],
};

/** The body of a page, or all that its answer has. */
export type Page = string | { body: string; headers?: Record<string, string> };

/** What a page of a site that asks for all three widgets gets: the moment that their weather is of. */
export const NOW = new Date('2026-01-05T09:20:00+07:00');

/** What a page of a site gets at `/endpoints/news` and `/endpoints/polls/p`. */
export const WIDGETS = `
  <district-news src="/endpoints/news" show="date"><a href="/tin-tuc">Tin tức</a></district-news>
  <citizen-poll src="/endpoints/polls/p"><a href="/gop-y">Góp ý</a></citizen-poll>`;

/**
 * Somebody's web site: pages that a test writes, the built files under any path that ends in `/civic-widgets/`, and
 * endpoints. What was asked is kept.
 */
export class HostSite {
  readonly pages = new Map<string, Page>();
  readonly asked: string[] = [];
  /** The votes at `/endpoints/polls/p`, by their Idempotency-Key: its choices, and the origin of the page that sent it. */
  readonly votes = new Map<string, { choices: string[]; origin: string | undefined }>();
  #server: Server = createServer((request, response) => this.#answer(request, response));

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The paths of the widgets' files that were asked for since the last call. */
  files(): string[] {
    return this.asked.splice(0).filter((path) => path.endsWith('.js'));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { url = '/', method } = request;
    const path = url.replace(/\?.*/, '');
    this.asked.push(url);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    const page = this.pages.get(path);
    if (page !== undefined) {
      const { body, headers } = typeof page === 'string' ? { body: page, headers: {} } : page;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
    } else if (path === '/endpoints/news') {
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(FEED);
    } else if (path === '/endpoints/polls/p') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(POLL));
    } else if (path === '/endpoints/polls/p/votes' && method === 'POST') {
      void this.#count(request, response);
    } else if (path === '/endpoints/weather') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(WEATHER));
    } else {
      const file = /\/civic-widgets\/(.+\.(?:js|css))$/.exec(path)?.[1] ?? '';
      try {
        const content = readFileSync(`${EMBED}${file}`);
        const type = file.endsWith('.css') ? 'text/css' : 'text/javascript';
        response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(content);
      } catch {
        response.writeHead(404).end();
      }
    }
  }

  async #count(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { 'idempotency-key': key, origin } = request.headers;
    const { choices } = (await json(request)) as { choices: string[] };
    this.votes.set(String(key), { choices, origin });
    const all = [...this.votes.values()].flatMap((vote) => vote.choices);
    const options = POLL.options.map((option) => ({
      ...option,
      votes_count: all.filter((choice) => choice === option.id).length,
    }));
    const counted = { ...POLL, options, votes_count: all.length, voters_count: this.votes.size };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...counted, voted: true, own_votes: choices }));
  }
}
