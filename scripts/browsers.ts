/**
 * Finds the browsers that the tests drive, and installs Debian's packages of them when we are root on a Debian machine.
 * Elsewhere it takes what is installed and says plainly what is missing.
 */
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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

/** The installed browsers; on Debian as root, missing ones are installed first. */
export function browsers({ install = true } = {}): Browsers {
  let found = find();
  const missing = packagesFor(found);
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

/** One sentence for each browser that is missing, with the way to get it. */
export function missingBrowsers(found: Browsers): string[] {
  const how = process.platform === 'linux' ? `as root: apt-get install ${packagesFor(found).join(' ')}` : 'install it';
  return [
    !found.chromium && `Chromium or Chrome was not found (${how}; or set CHROME_PATH).`,
    !found.firefox && `Firefox was not found (${how}; or set FIREFOX_PATH).`,
    !found.webkit && process.platform === 'linux' && `WebKitGTK was not found (${how}).`,
  ].filter((sentence) => typeof sentence === 'string');
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

function packagesFor(found: Browsers): string[] {
  return [
    ...(found.chromium ? [] : ['chromium']),
    ...(found.firefox ? [] : ['firefox-esr']),
    ...(found.webkit ? [] : ['webkit2gtk-driver', 'xvfb', 'xauth']),
  ];
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
