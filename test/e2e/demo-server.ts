import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../server/src/cli.ts', import.meta.url));

/**
 * The companion server on a free port, as the demo unless it has a `site`, with polls in a folder that lives as long as it
 * does. It can be killed and started again.
 */
export class DemoServer {
  readonly #data = mkdtempSync(join(tmpdir(), 'civic-demo-'));
  #port = 0;
  #process?: ChildProcess;
  readonly #site: object | undefined;

  readonly #env: Readonly<Record<string, string>>;

  constructor(site?: object, env: Readonly<Record<string, string>> = {}) {
    this.#site = site;
    this.#env = env;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    const options = ['--port', String(this.#port), '--data', this.#data];
    if (this.#site) {
      const config = join(this.#data, 'site.json');
      writeFileSync(config, JSON.stringify(this.#site));
      options.push('--config', config);
    }
    const child = spawn(process.execPath, [CLI, ...options], {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        if (said.includes('is listening')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child?.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
