import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface LoadVote {
  key: string;
  choice: string;
}

export interface LoadOptions {
  port: number;
  /** `polls` or `surveys`, and the id. */
  to: readonly ['polls' | 'surveys', string];
  votes: readonly LoadVote[];
  connections: number;
  /** Share of votes that are sent once more after their answer, as by a browser that missed it. */
  resent?: number;
  onAnswer?(): void;
}

export interface LoadResult {
  seconds: number;
  /** Tries that got no answer: the server was killed under them. */
  unanswered: number;
  /** Answers with another status than 200 or 201. */
  refusals: Map<number, number>;
}

/**
 * Casts all votes from this many keep-alive connections, one at a time on each, again with the same key until the
 * answer is 200 (201). Plain sockets: at thousands of votes a second an HTTP client would be what is measured.
 */
export async function castVotes({
  port,
  to,
  votes,
  connections,
  resent = 0,
  onAnswer,
}: LoadOptions): Promise<LoadResult> {
  const result: LoadResult = { seconds: 0, unanswered: 0, refusals: new Map() };
  const waiting = [...votes].reverse();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      let line: Line | undefined;
      for (let vote = waiting.pop(); vote; vote = waiting.pop()) {
        const times = Math.random() < resent ? 2 : 1;
        for (let answered = 0; answered < times;) {
          try {
            line ??= await Line.open(port);
            const status = await line.request(requestOf(to, vote));
            if (status === 200 || status === 201) {
              answered++;
              onAnswer?.();
            } else {
              result.refusals.set(status, (result.refusals.get(status) ?? 0) + 1);
              await delay(50);
            }
          } catch {
            result.unanswered++;
            line = undefined;
            await delay(20 + Math.random() * 80);
          }
        }
      }
      line?.close();
    }),
  );
  result.seconds = (performance.now() - start) / 1000;
  return result;
}

/** Sends so many requests from this many keep-alive connections, one at a time on each; all have to be answered with 200. */
export async function send(
  port: number,
  requestAt: (index: number) => string,
  connections: number,
  count: number,
): Promise<void> {
  let index = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await Line.open(port);
      while (index < count) {
        const request = requestAt(index++);
        const status = await line.request(request);
        if (status !== 200) throw new Error(`the answer to ${request.split(' ', 2).join(' ')} was ${status}`);
      }
      line.close();
    }),
  );
}

/** Reads a poll for so many ms from this many keep-alive connections; resolves with the answers in a second. */
export async function readPoll(port: number, id: string, connections: number, duration: number): Promise<number> {
  const request = `GET /polls/${id} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const start = performance.now();
  let answers = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await Line.open(port);
      while (performance.now() - start < duration) {
        const status = await line.request(request);
        if (status !== 200) throw new Error(`the answer was ${status}`);
        answers++;
      }
      line.close();
    }),
  );
  return answers / ((performance.now() - start) / 1000);
}

export function makeVotes(count: number, choices: readonly string[]): LoadVote[] {
  return Array.from({ length: count }, (_, index) => ({
    key: crypto.randomUUID(),
    choice: choices[index % choices.length]!,
  }));
}

function requestOf([kind, id]: LoadOptions['to'], { key, choice }: LoadVote): string {
  const body = kind === 'polls' ? `{"choices":["${choice}"]}` : `{"answers":{"lan":${choice}},"context":"Q"}`;
  return `POST /${kind}/${id}/${kind === 'polls' ? 'votes' : 'responses'} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: ${key}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** One connection with one request on its way at a time. */
class Line {
  readonly #socket: Socket;
  #received = '';
  #settle: { resolve(status: number): void; reject(error: unknown): void } | undefined;

  constructor(socket: Socket) {
    this.#socket = socket.setEncoding('latin1').setNoDelay();
    socket.on('data', (text: string) => this.#onData(text));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('closed')));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject).once('connect', () => resolve(new Line(socket.off('error', reject))));
    });
  }

  request(text: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      if (this.#socket.destroyed) reject(new Error('closed'));
      else this.#socket.write(text, 'latin1');
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #onData(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = '';
    this.#settle?.resolve(status);
  }
}
