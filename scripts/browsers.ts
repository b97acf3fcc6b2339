/**
 * Finds the browsers that the tests drive, and installs Debian's packages of them when we are root on a Debian machine.
 * Elsewhere it takes what is installed and says plainly what is missing.
 */
import { execFileSync, type ExecFileSyncOptions, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type BrowserName = 'chromium' | 'firefox' | 'webkit';

export interface Browsers {
  chromium?: string;
  firefox?: string;
  /** WebKitGTK, driven over WebDriver: there is no other WebKit to be had on Linux. */
  webkit?: { driver: string; browser: string; xvfb?: string };
}

const MAC = '/Applications';
const WINDOWS = process.env['PROGRAMFILES'] ?? 'C:/Program Files';
const CHROMIUM = [
  process.env['CHROME_PATH'],
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  `${MAC}/Google Chrome.app/Contents/MacOS/Google Chrome`,
  `${MAC}/Chromium.app/Contents/MacOS/Chromium`,
  `${WINDOWS}/Google/Chrome/Application/chrome.exe`,
];
const FIREFOX = [
  process.env['FIREFOX_PATH'],
  'firefox-esr',
  'firefox',
  `${MAC}/Firefox.app/Contents/MacOS/firefox`,
  `${WINDOWS}/Mozilla Firefox/firefox.exe`,
];
const MINI_BROWSER = ['4.1', '4.0', '6.0'].flatMap((version) =>
  ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
);

const ALL: ReadonlySet<BrowserName> = new Set<BrowserName>(['chromium', 'firefox', 'webkit']);

/** The installed browsers; with `install`, on Debian as root, those that are needed and missing are installed first. */
export function browsers({ install = false, needed = ALL } = {}): Browsers {
  let found = find();
  const missing = packagesFor(found, needed);
  if (install && missing.length > 0 && isDebianRoot()) {
    console.log(`Installing ${missing.join(' ')} (Debian packages; once per machine) …`);
    const quiet: ExecFileSyncOptions = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    try {
      execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=500', 'update'], quiet);
      execFileSync('apt-get', ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=500', 'install', ...missing], quiet);
    } catch (error) {
      console.error(`apt-get failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    found = find();
  }
  return found;
}

/** One sentence for each browser that is needed and missing, with the way to get it. */
export function missingBrowsers(found: Browsers, needed: ReadonlySet<BrowserName>): string[] {
  const packages = packagesFor(found, needed).join(' ');
  const how = process.platform === 'linux' ? `as root: apt-get install ${packages}` : 'install it';
  const sentences: Record<BrowserName, string> = {
    chromium: `Chromium or Chrome was not found (${how}; or set CHROME_PATH).`,
    firefox: `Firefox was not found (${how}; or set FIREFOX_PATH).`,
    webkit: `WebKitGTK was not found; it exists for Linux only (${how}).`,
  };
  return [...needed].filter((name) => !found[name]).map((name) => sentences[name]);
}

/** Starts the driver of WebKitGTK, which ends with this process; resolves with its port. */
export async function startWebKitDriver({ driver, xvfb }: NonNullable<Browsers['webkit']>): Promise<number> {
  const port = await freePort();
  const [command, args] = xvfb ? [xvfb, ['-a', driver]] : [driver, []];
  const child = spawn(command, [...args, '-p', String(port)], { stdio: 'ignore', detached: true });
  process.on('exit', () => {
    // Its process group: Xvfb and the browser, too.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
  });
  for (let tries = 0; tries < 600; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined)) return port;
    await sleep(100);
  }
  throw new Error(`${driver} does not answer`);
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

function find(): Browsers {
  const driver = first(['WebKitWebDriver']);
  const browser = first(MINI_BROWSER);
  const xvfb = first(['xvfb-run']);
  const canShow = xvfb !== undefined || process.env['DISPLAY'] !== undefined;
  return {
    chromium: first(CHROMIUM),
    firefox: first(FIREFOX),
    webkit: driver !== undefined && browser !== undefined && canShow ? { driver, browser, xvfb } : undefined,
  };
}

const PACKAGES: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
};

function packagesFor(found: Browsers, needed: ReadonlySet<BrowserName>): string[] {
  return [...needed].filter((name) => !found[name]).flatMap((name) => PACKAGES[name]);
}

function first(candidates: (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    if (!candidate) continue;
    const path = candidate.includes('/') || candidate.includes('\\') ? candidate : onPath(candidate);
    if (path !== undefined && existsSync(path)) return path;
  }
  return undefined;
}

function onPath(command: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, command);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

function isDebianRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
}
