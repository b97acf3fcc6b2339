/** The pages that are measured, the rivals' bundles, the built widgets, and feeds of any length. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const RIVALS = ['vanilla', 'civic', 'lit', 'preact', 'shoelace'] as const;
export type Rival = (typeof RIVALS)[number];
export const tagOf = (rival: Rival): string => (rival === 'civic' ? 'district-news' : `${rival}-news`);

/** `count` items as newspapers send them, two paragraphs in the description: some 2.9 kB each, or 0.9 kB with less to say. */
export function feed(count: number, first = 0, sentences = 10): string {
  const paragraph = 'Ủy ban nhân dân phường thông báo lịch tiếp công dân định kỳ tại trụ sở, mời người dân đến dự. ';
  const items = Array.from({ length: count }, (_, i) => {
    const n = first + i;
    const date = new Date(Date.UTC(2026, 0, 5, 8) - n * 3_600_000).toUTCString();
    return `<item><title>Thông báo số ${n}: lịch tiếp công dân</title><link>https://phuong.example/tin/${n}</link><guid>${n}</guid><pubDate>${date}</pubDate><description><![CDATA[<p>${paragraph.repeat(sentences)}</p><p>${paragraph.repeat(sentences)}</p>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Phường</title><link>https://phuong.example/</link>${items.join('')}</channel></rss>`;
}

export class Site {
  #server?: Server;
  #bundles = new Map<string, string>();
  /** Replaces what /refreshed gives. */
  refreshed = feed(1000);

  async start(): Promise<string> {
    for (const rival of RIVALS.filter((rival) => rival !== 'civic')) {
      const { outputFiles } = await build({
        entryPoints: [here(`rivals/${rival}.ts`)],
        bundle: true,
        minify: true,
        format: 'esm',
        write: false,
        target: 'es2022',
        tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
        define: { 'process.env.NODE_ENV': '"production"' },
      });
      this.#bundles.set(`/${rival}.js`, outputFiles[0]!.text);
    }
    const feeds = new Map<string, string>();
    const server = (this.#server = createServer(({ url = '/' }, response) => {
      const path = url.replace(/\?.*/, '');
      const [, kind, count] = /^\/(feed|brief)\/(\d+)/.exec(path) ?? [];
      const send = (type: string, body: string | Buffer, cache = false): void =>
        void response
          .writeHead(200, {
            'content-type': `${type}; charset=utf-8`,
            'cache-control': cache ? 'max-age=600' : 'no-store',
          })
          .end(body);
      if (count) {
        if (!feeds.has(path)) feeds.set(path, feed(Number(count), 0, kind === 'brief' ? 3 : undefined));
        return send('application/rss+xml', feeds.get(path)!, true);
      }
      if (path === '/refreshed') return send('application/rss+xml', this.refreshed);
      const bundle = this.#bundles.get(path);
      if (bundle) return send('text/javascript', bundle, true);
      if (path.startsWith('/embed/')) {
        return send('text/javascript', readFileSync(here(`../dist${path}`)), true);
      }
      send(
        'text/html',
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><main></main>',
      );
    }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}
