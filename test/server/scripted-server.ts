/**
 * A real HTTP server that misbehaves on purpose. A test posts a script, one step for each coming request, and gets a URL
 * that plays it; the last step repeats. What was asked is kept and can be read back.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/** One answer. Times in milliseconds. */
export interface Step {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** The body as base64, for other encodings than UTF-8. */
  base64?: string;
  /** The body is repeated this often, without being held in memory. */
  times?: number;
  /** Before the first byte. */
  delay?: number;
  /** Between the body's parts. */
  pause?: number;
  /** The body is sent in this many parts. */
  parts?: number;
  gzip?: boolean;
  /** How it ends: properly, with the connection cut, or never. */
  end?: 'close' | 'cut' | 'never';
}

export interface Asked {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Since the epoch, in ms. */
  time: number;
  /** Whether the client went away before the answer was complete. */
  aborted: boolean;
  /** Whether the connection's part in this request is over. */
  closed: boolean;
  /** Bytes of the body that the client has taken (before compression). */
  sent: number;
}

interface Scene {
  steps: Step[];
  /** Requests before these steps were given. */
  before: number;
  asked: Asked[];
}

const scenes = new Map<string, Scene>();

/** Handles `/scripted…`; false for every other path. */
export async function play(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const match = /^\/scripted(?:\/(\w+))?/.exec(request.url ?? '');
  if (!match) return false;
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'content-type, idempotency-key');
  response.setHeader('cache-control', 'no-store');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return true;
  }
  const scene = scenes.get(match[1] ?? '');
  if (!match[1]) {
    const id = Math.random().toString(36).slice(2);
    scenes.set(id, { steps: JSON.parse(await text(request)) as Step[], before: 0, asked: [] });
    response.end(id);
  } else if (!scene) {
    response.writeHead(404).end();
  } else if (request.method === 'PUT') {
    scene.steps = JSON.parse(await text(request)) as Step[];
    scene.before = scene.asked.length;
    response.end();
  } else if (request.url?.endsWith('?asked')) {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(scene.asked));
  } else {
    await perform(scene, request, response);
  }
  return true;
}

async function perform(scene: Scene, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const step = scene.steps[Math.min(scene.asked.length - scene.before, scene.steps.length - 1)] ?? {};
  const { method = '', url = '', headers } = request;
  const asked: Asked = { method, url, headers, body: '', time: Date.now(), aborted: false, closed: false, sent: 0 };
  scene.asked.push(asked);
  response.on('close', () => {
    asked.closed = true;
    asked.aborted = !response.writableFinished;
  });
  asked.body = (await buffer(request)).toString();
  await sleep(step.delay);
  if (response.destroyed) return;
  if (step.end === 'cut' && step.body === undefined) return void response.destroy();
  response.writeHead(step.status ?? 200, { ...step.headers, ...(step.gzip && { 'content-encoding': 'gzip' }) });
  response.flushHeaders();
  const body = step.base64 === undefined ? Buffer.from(step.body ?? '') : Buffer.from(step.base64, 'base64');
  if (step.gzip)
    return void (await pipeline(Readable.from(counted(asked, repeated(body, step))), createGzip(), response).catch(
      () => undefined,
    ));
  for await (const part of counted(asked, repeated(body, step))) {
    if (response.destroyed) return;
    if (part.length > 0 && !response.write(part)) await room(response);
  }
  if (step.end === 'cut') response.destroy();
  else if (step.end !== 'never') response.end();
}

async function* repeated(body: Buffer, { times = 1, parts = 1, pause }: Step): AsyncGenerator<Buffer> {
  const size = Math.ceil(body.length / parts);
  for (let time = 0; time < times; time++) {
    for (let part = 0; part < parts; part++) {
      yield body.subarray(part * size, (part + 1) * size);
      await sleep(pause);
    }
  }
}

async function* counted(asked: Asked, parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    asked.sent += part.length;
    yield part;
  }
}

/** Waits until the client has taken what was sent, or has gone away. */
function room(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

function sleep(ms?: number): Promise<void> | undefined {
  return ms ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;
}
