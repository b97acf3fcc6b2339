import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ITEM = (n: number): string =>
  `<item><title>Tin số ${n}</title><link>https://phuong.example/${n}</link><pubDate>Mon, 0${n} Jan 2026 08:00:00 +0700</pubDate><description>Tóm tắt của tin số ${n}, dài vừa đủ để chiếm hai dòng trên điện thoại.</description></item>`;

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Phường</title><link>https://phuong.example/</link>${[1, 2, 3, 4, 5, 6].map(ITEM).join('')}</channel></rss>`;

const POLL = {
  ...{ id: 'mot-cua', question: 'Ông/bà có hài lòng không?', kind: 'single', min_choices: 1, max_choices: 1 },
  options: ['Có', 'Không'].map((title, i) => ({ id: String(i), title, votes_count: null })),
  ...{ opens_at: null, expires_at: null, expired: false, results: 'after-vote' },
  ...{ votes_count: null, voters_count: null, voted: false, own_votes: [] },
};

/** Somebody's web server of another origin, with endpoints of all kinds; what was asked is kept. */
export class OtherSite {
  readonly asked: string[] = [];
  #server: Server = createServer((request, response) => {
    const url = request.url ?? '/';
    this.asked.push(`${request.method} ${url}`);
    if (url !== '/closed') response.setHeader('access-control-allow-origin', '*');
    const answer = (type: string, body: string): void =>
      void response.writeHead(200, { 'content-type': type }).end(body);
    if (url === '/rss' || url === '/closed') answer('application/rss+xml', FEED);
    else if (url === '/polls/mot-cua') answer('application/json', JSON.stringify(POLL));
    else if (url === '/page')
      answer(
        'text/html; charset=utf-8',
        '<!doctype html><title>Trang chủ</title><link rel="alternate" type="application/rss+xml" href="/rss">',
      );
    else response.writeHead(404).end();
  });

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
}
