/** `npm start`: starts the demo's server and opens the browser where there is a desktop. Arguments such as `--live` are passed on. */
import { spawn } from 'node:child_process';
import open from 'open';

const { env, platform } = process;
const hasDesktop = platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
const mayOpen = process.stdout.isTTY && hasDesktop && env['CI'] === undefined;

const server = spawn(process.execPath, ['server/src/cli.ts', ...process.argv.slice(2)], {
  stdio: ['inherit', 'pipe', 'inherit'],
});
server.stdout.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk);
  const url = /is listening at (\S+)/.exec(chunk.toString())?.[1];
  // The address is printed as well, so a desktop without a browser is not an error.
  if (url !== undefined && mayOpen) open(url).catch(() => undefined);
});
server.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
