import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

export interface Source {
  port: number;
  url: string;
  /** What it was asked, in order. */
  requests: { url: string; headers: IncomingMessage['headers'] }[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  stop(): Promise<void>;
}

/** A source on all local addresses that answers as a test wants it to, well or badly. */
export async function startSource(answer: Source['answer'] = (_, response) => response.end('ok')): Promise<Source> {
  const server = createServer((request, response) => {
    source.requests.push({ url: request.url ?? '', headers: request.headers });
    source.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  const { port } = server.address() as AddressInfo;
  const source: Source = {
    port,
    url: `http://127.0.0.1:${port}`,
    requests: [],
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  after(() => source.stop());
  return source;
}

export function rss(...items: string[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Phường</title>${items.join('')}</channel></rss>`;
}

export function item(title: string, link: string, date = 'Tue, 13 Jul 2021 14:21:00 +0700'): string {
  return `<item><title>${title}</title><link>${link}</link><pubDate>${date}</pubDate></item>`;
}
