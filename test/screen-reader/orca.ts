/** Orca and a browser on a display of their own; everything that is started here ends with `stop()`. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  closeSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { browsers } from '../../scripts/browsers.ts';

const run = promisify(execFile);

/** Debian's packages; the paths tell whether they are there. */
const NEEDED: Readonly<Record<string, string>> = {
  orca: '/usr/bin/orca',
  'speech-dispatcher': '/usr/bin/speech-dispatcher',
  'speech-dispatcher-espeak-ng': '/usr/lib/speech-dispatcher-modules/sd_espeak-ng',
  'at-spi2-core': '/usr/libexec/at-spi-bus-launcher',
  'dbus-daemon': '/usr/bin/dbus-daemon',
  xdotool: '/usr/bin/xdotool',
  xvfb: '/usr/bin/Xvfb',
  openbox: '/usr/bin/openbox',
  'libglib2.0-bin': '/usr/bin/gsettings',
  'dconf-gsettings-backend': '/usr/lib/x86_64-linux-gnu/gio/modules/libdconfsettings.so',
};
const ALONG = ['gir1.2-wnck-3.0', 'python3-pyatspi', 'gsettings-desktop-schemas', 'espeak-ng', 'libglib2.0-bin'];

/** A new page is read from the top otherwise, and every key then means something else. */
const SETTINGS = {
  general: {},
  profiles: { default: { profile: ['Default', 'default'], sayAllOnLoad: false } },
  pronunciations: {},
  keybindings: {},
};

/** No sound card is needed. */
const SPEECH = `AudioOutputMethod "alsa"
AudioALSADevice "null"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
LogLevel 1
LogDir "default"
`;

const FIREFOX = {
  'accessibility.force_disabled': -1,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.translations.enable': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** How long (ms) something that has to be said may take, on a machine that is busy with other tests. */
const PATIENCE = 60_000;
/** Silence (ms) after which an answer to a key counts as complete. */
const SILENCE = 1000;
/** A key that moves nothing says nothing. */
const NO_ANSWER = 6000;

interface Utterance {
  text: string;
  languages: string[];
}

/** One sentence when Orca can't be had here, with the way to get it. */
export function whyNot({ install = false } = {}): string | undefined {
  const missing = () => Object.entries(NEEDED).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
  if (process.platform !== 'linux') return 'Orca exists for Linux only.';
  const isRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (install && isRoot && missing().length > 0) {
    const packages = [...new Set([...Object.keys(NEEDED), ...ALONG])];
    console.log(`Installing ${packages.join(' ')} (Debian packages; once per machine) …`);
    const lock = ['-qq', '-o', 'DPkg::Lock::Timeout=500'];
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      execFileSync('apt-get', [...lock, 'update'], { stdio: 'ignore', env });
      execFileSync('apt-get', [...lock, '-y', '--no-install-recommends', 'install', ...packages], {
        stdio: 'ignore',
        env,
      });
    } catch (error) {
      console.error(`apt-get failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const left = missing();
  return left.length
    ? `It is not installed (as root on Debian: apt-get install ${[...left, ...ALONG].join(' ')}).`
    : undefined;
}

export class ScreenReader {
  readonly #home = mkdtempSync(join(tmpdir(), 'civic-heard-'));
  readonly #heard = join(this.#home, 'heard.jsonl');
  readonly #children: ChildProcess[] = [];
  #env: NodeJS.ProcessEnv = {};
  /** Bytes of the file that were read. */
  #read = 0;

  async start(url: string, browser: 'firefox' | 'chromium' = 'firefox'): Promise<void> {
    this.#writeSettings();
    const runtime = join(this.#home, 'run');
    const {
      DBUS_SESSION_BUS_ADDRESS: _bus,
      WAYLAND_DISPLAY: _wayland,
      XDG_CONFIG_HOME: _config,
      ...rest
    } = process.env;
    this.#env = {
      ...rest,
      HOME: this.#home,
      XDG_RUNTIME_DIR: runtime,
      HEARD: this.#heard,
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
    };
    const number = await this.#line('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
    this.#env['DISPLAY'] = `:${number}`;
    this.#env['DBUS_SESSION_BUS_ADDRESS'] = await this.#line('dbus-daemon', [
      '--session',
      '--nofork',
      '--print-address',
    ]);
    this.#spawn('openbox', []);
    this.#spawn('/usr/libexec/at-spi-bus-launcher', ['--launch-immediately']);
    for (const key of ['interface toolkit-accessibility', 'a11y.applications screen-reader-enabled']) {
      await run('gsettings', ['set', ...`org.gnome.desktop.${key} true`.split(' ')], { env: this.#env });
    }
    const socket = join(runtime, 'speech-dispatcher/speechd.sock');
    const method = ['--communication-method', 'unix_socket', '--socket-path', socket];
    this.#spawn('speech-dispatcher', ['--run-single', '--timeout', '0', ...method]);
    await until(() => existsSync(socket), 'speech-dispatcher doesn’t start');
    this.#spawn('orca', ['--disable', 'braille']);
    await this.hear([/Screen reader on/]);
    const { firefox = 'firefox-esr', chromium = 'chromium' } = browsers();
    const profile = join(this.#home, 'profile');
    if (browser === 'firefox')
      this.#spawn(firefox, ['--no-remote', '--profile', profile, url], { GNOME_ACCESSIBILITY: '1' });
    else {
      const flags = ['--no-sandbox', '--no-first-run', '--force-renderer-accessibility', '--disable-gpu', '--lang=en'];
      this.#spawn(chromium, [...flags, `--user-data-dir=${profile}`, url], { ACCESSIBILITY_ENABLED: '1' });
    }
    await this.hear([/Finished loading/]);
  }

  /** Goes to another page; resolves with what is said until it has loaded. */
  async open(go: () => void, title: string): Promise<Utterance[]> {
    this.#more();
    go();
    return this.hear([new RegExp(`Finished loading ${title}`)]);
  }

  /** Presses a key; resolves with what is said then: all of `wanted`, and what comes with it. */
  async press(key: string, wanted: readonly RegExp[] = []): Promise<Utterance[]> {
    await this.#press(key);
    return this.hear(wanted, wanted.length ? PATIENCE : NO_ANSWER);
  }

  /** Presses a key on the way to somewhere. */
  async pass(key: string): Promise<Utterance[]> {
    await this.#press(key);
    return this.hear([], NO_ANSWER, undefined, 400);
  }

  /** What is said from now on until all of `wanted` was said and nothing more comes. */
  async hear(
    wanted: readonly RegExp[],
    patience = PATIENCE,
    isOver = (): boolean => true,
    silence = SILENCE,
  ): Promise<Utterance[]> {
    const said: Utterance[] = [];
    const begun = Date.now();
    let last = begun;
    for (;;) {
      const more = this.#more();
      if (more.length) last = Date.now();
      said.push(...more);
      const text = textOf(said);
      const isEnough = said.length > 0 && wanted.every((one) => one.test(text)) && isOver();
      if ((isEnough && Date.now() - last >= silence) || Date.now() - begun >= patience) return said;
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      const isOver = await Promise.race([ended.then(() => true), sleep(3000, false)]);
      if (!isOver) child.kill('SIGKILL');
    }
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  #press(key: string): Promise<unknown> {
    return run('xdotool', ['key', '--clearmodifiers', key], { env: this.#env });
  }

  #more(): Utterance[] {
    const file = openSync(this.#heard, 'r');
    const buffer = Buffer.alloc(1_000_000);
    const length = readSync(file, buffer, 0, buffer.length, this.#read);
    closeSync(file);
    const end = buffer.subarray(0, length).lastIndexOf(10) + 1;
    this.#read += end;
    return buffer
      .toString('utf8', 0, end)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Utterance);
  }

  #writeSettings(): void {
    const write = (path: string, text: string) => {
      mkdirSync(join(this.#home, path, '..'), { recursive: true });
      writeFileSync(join(this.#home, path), text);
    };
    mkdirSync(join(this.#home, 'run'), { mode: 0o700 });
    write('heard.jsonl', '');
    write('.config/speech-dispatcher/speechd.conf', SPEECH);
    mkdirSync(join(this.#home, '.config/speech-dispatcher/modules'));
    copyFileSync(
      '/etc/speech-dispatcher/modules/espeak-ng.conf',
      join(this.#home, '.config/speech-dispatcher/modules/espeak-ng.conf'),
    );
    write('.local/share/orca/user-settings.conf', JSON.stringify(SETTINGS));
    copyFileSync(
      fileURLToPath(new URL('orca-customizations.py', import.meta.url)),
      join(this.#home, '.local/share/orca/orca-customizations.py'),
    );
    const prefs = Object.entries(FIREFOX).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    write('profile/user.js', prefs.join(''));
  }

  #spawn(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(command, args, { env: { ...this.#env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout?.resume();
    child.on('error', (error) => console.error(`${command}: ${error.message}`));
    this.#children.push(child);
    return child;
  }

  /** Starts a program; resolves with the first line that it prints. */
  #line(command: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      let text = '';
      const child = this.#spawn(command, args);
      child.stdout!.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(text.trim());
      });
      child.on('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    });
  }
}

export function textOf(said: readonly Utterance[]): string {
  return said.map(({ text }) => text).join(' | ');
}

export async function until(isTrue: () => boolean, complaint: string, patience = PATIENCE): Promise<void> {
  for (const end = Date.now() + patience; !isTrue(); await sleep(50)) {
    if (Date.now() > end) throw new Error(complaint);
  }
}
