import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

const site = JSON.parse(readFileSync(join(EXAMPLES, 'site.json'), 'utf8')) as {
  polls: { id: string; options: { id: string; title: string }[] }[];
  weather: object;
  alerts: object;
  survey: object;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** One built example as a web site, with the endpoints that it asks. What was asked is kept. */
export class ExampleSite {
  readonly asked: string[] = [];
  #root: string;
  #server: Server = createServer((request, response) => this.#answer(request, response));

  /** @param root the folder to serve */
  constructor(root: string) {
    this.#root = root;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURI(new URL(request.url ?? '/', 'http://site').pathname);
    this.asked.push(`${request.method} ${path}`);
    const json = (value: unknown): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const poll = site.polls.find(({ id }) => path.startsWith(`/polls/${id}`));
    if (path === '/weather') return json(site.weather);
    if (path === '/alerts') return json(site.alerts);
    if (path === '/surveys/tai-quay') return json(site.survey);
    if (path === '/surveys/tai-quay/responses') return json({ id: 1 });
    if (path === '/site.json') return json(site);
    if (poll && request.method === 'GET') return json(poll);
    if (poll) {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { choices } = JSON.parse(body) as { choices: string[] };
        const options = poll.options.map((option) => ({ ...option, votes_count: Number(choices.includes(option.id)) }));
        json({ ...poll, options, voted: true, own_votes: choices, votes_count: 1, voters_count: 1 });
      });
      return;
    }
    const file = join(this.#root, normalize(path.endsWith('/') ? `${path}index.html` : path));
    try {
      const content = readFileSync(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}
