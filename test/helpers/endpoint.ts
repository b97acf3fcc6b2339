import type { Asked, Step } from '../server/scripted-server.ts';

/** An endpoint of the test server that plays the steps, one a request; the last repeats. */
export interface ScriptedEndpoint {
  url: string;
  /** What has been asked so far. */
  asked(): Promise<Asked[]>;
  /** From now on the server plays these. */
  becomes(...steps: Step[]): Promise<unknown>;
}

/** A fresh endpoint that answers as the steps say. */
export async function endpoint(...steps: Step[]): Promise<ScriptedEndpoint> {
  const id = await (await fetch('/scripted', { method: 'POST', body: JSON.stringify(steps) })).text();
  const url = new URL(`/scripted/${id}`, location.href).href;
  return {
    url,
    asked: async () => (await fetch(`${url}?asked`)).json() as Promise<Asked[]>,
    becomes: (...steps) => fetch(url, { method: 'PUT', body: JSON.stringify(steps) }),
  };
}

/** A step that answers with JSON. */
export function json(value: unknown, step: Step = {}): Step {
  return { ...step, body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...step.headers } };
}

/** A port where nobody listens. */
export const REFUSED = 'http://127.0.0.1:9/';

/** How long {@link until} waits; shorter where most waits are in vain, under mutation. */
export const patience = { ms: 10_000 };

/** Waits until the condition holds; says what was waited for when it never does. */
export async function until(condition: () => unknown, what: string, ms = patience.ms): Promise<void> {
  const end = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
