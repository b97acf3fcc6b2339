/** The demo's server behind a proxy that can be told to answer late or with an error, and pages with one widget each. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoServer } from '../e2e/demo-server.ts';

/** By the page's name: its title, and its widget. */
export const PAGES: Readonly<Record<string, [title: string, widget: string]>> = {
  news: ['Trang tin', '<district-news src="/news?feed=ward" open="dialog" limit="3"></district-news>'],
  refreshed: ['Trang tin mới', '<district-news src="/news?feed=ward" limit="3" refresh="2"></district-news>'],
  weather: ['Trang thời tiết', '<city-weather places="ha-noi da-nang"></city-weather>'],
  poll: ['Trang bình chọn', '<citizen-poll poll="mot-cua"></citizen-poll>'],
  survey: ['Trang khảo sát', '<citizen-survey survey="cho-doi"></citizen-survey>'],
  alerts: ['Trang cảnh báo', '<public-alerts src="/canh-bao" refresh="2"></public-alerts>'],
};

const SURVEY = {
  id: 'cho-doi',
  title: 'Phiếu khảo sát nơi chờ',
  questions: [
    {
      id: 'seats',
      title: 'Nơi chờ có đủ chỗ ngồi không?',
      required: true,
      kind: 'single',
      options: [
        { id: 'yes', title: 'Đủ chỗ' },
        { id: 'no', title: 'Thiếu chỗ' },
      ],
    },
    { id: 'comment', title: 'Góp ý khác', required: false, kind: 'text', max_length: 200 },
  ],
};

export interface Fault {
  status?: number;
  /** ms before the answer */
  delay?: number;
}

export interface Warning {
  headline: string;
  severity: string;
}

export class Site {
  readonly #demo = new DemoServer();
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();
  #warnings: readonly Warning[] = [];
  #fault?: Fault & { path: RegExp };
  /** Requests for warnings since they changed. */
  asked = 0;
  /** Requests that met the fault. */
  failed = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  }

  async start(): Promise<void> {
    await this.#demo.start();
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#demo.remove();
  }

  /** From now on, these warnings are in force. */
  warn(...warnings: readonly Warning[]): void {
    this.#warnings = warnings;
    this.asked = 0;
  }

  /** Sends the page that is open to another. What is typed into an address bar gets into the page when a machine is slow. */
  go(page: string): void {
    for (const listener of this.#listeners) listener.write(`data: /page/${page}\n\n`);
  }

  /** From now on, requests like this (`POST /polls`) go wrong, until `heal()`. */
  fail(path: RegExp, fault: Fault): void {
    this.#fault = { ...fault, path };
    this.failed = 0;
  }

  heal(): void {
    this.#fault = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const page = PAGES[/^\/page\/(\w+)$/.exec(url)?.[1] ?? ''];
    if (page) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html(...page));
      return;
    }
    if (url === '/go') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      this.#listeners.add(response);
      response.on('close', () => this.#listeners.delete(response));
      return;
    }
    if (url === '/canh-bao') {
      this.asked++;
      const alerts = this.#warnings.map((warning) => ({ id: warning.headline, language: 'vi', ...warning }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ alerts }));
      return;
    }
    const body = await buffer(request);
    const fault = this.#fault;
    if (fault?.path.test(`${method} ${url}`)) {
      this.failed++;
      await sleep(fault.delay ?? 0);
      if (fault.status) {
        response.statusCode = fault.status;
        response.end();
        return;
      }
    }
    if (url.startsWith(`/surveys/${SURVEY.id}`)) {
      response.statusCode = method === 'POST' ? 201 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(method === 'POST' ? { id: 'r1' } : SURVEY));
      return;
    }
    // The demo takes the page for its own.
    const { host: _host, connection: _connection, origin: _origin, referer: _referer, ...kept } = headers;
    const answer = await fetch(new URL(url, this.#demo.url), {
      method,
      headers: { ...(kept as Record<string, string>), 'accept-encoding': 'identity' },
      ...(body.length && { body: new Uint8Array(body) }),
    });
    response.statusCode = answer.status;
    response.setHeader('cache-control', 'no-store');
    for (const name of ['content-type', 'set-cookie', 'retry-after']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.end(Buffer.from(await answer.arrayBuffer()));
  }
}

function html(title: string, widget: string): string {
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>${title}</title>
<script type="module" src="/civic-widgets/civic-widgets.js"></script>
<script>
  addEventListener('load', () => {
    new EventSource('/go').onmessage = ({ data }) => { location.href = data; };
  });
</script>
<h1>${title}</h1>
<civic-settings endpoint="/" time-zone="Asia/Ho_Chi_Minh">${widget}</civic-settings>
<p>Hết trang.</p>
`;
}
