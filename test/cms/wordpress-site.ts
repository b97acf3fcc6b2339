/**
 * A WordPress of Debian's package, or of the folder that the environment variable WORDPRESS names: a copy of its own, its own
 * MariaDB, PHP's own web server; all gone when it stops.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { wordpressFiles } from '../../scripts/integrations.ts';

const DEBIAN = '/usr/share/wordpress';
const CORE = process.env['WORDPRESS'] ?? DEBIAN;
const SEED = fileURLToPath(new URL('seed.php', import.meta.url));

export interface Article {
  title: string;
  url: string;
  published: string;
  categories: string[];
  image: string | false;
  pinned: boolean;
  protected: boolean;
}

/** What a reader of the site may know of its posts, as WordPress' own functions tell it. */
const ARTICLES = `
echo wp_json_encode( array_map( static function ( $post ) {
  return array(
    'title'      => $post->post_title,
    'url'        => get_permalink( $post ),
    'published'  => get_post_time( DATE_ATOM, true, $post ),
    'categories' => wp_get_post_categories( $post->ID, array( 'fields' => 'names' ) ),
    'image'      => get_the_post_thumbnail_url( $post, 'full' ),
    'pinned'     => is_sticky( $post->ID ),
    'protected'  => '' !== $post->post_password,
  );
}, get_posts( array( 'numberposts' => -1 ) ) ) );`;

export type Theme = 'twentytwentyone' | 'twentytwentythree';

export class WordPressSite {
  readonly url: string;
  /** What WordPress says of its published posts, newest first. */
  articles: Article[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'civic-wordpress-'));
  readonly #port: number;
  readonly #servers: ChildProcess[] = [];

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<WordPressSite> {
    const site = new WordPressSite(await freePort());
    try {
      site.#copy();
      await site.#startDatabase();
      site.php(SEED, site.#root, site.url);
      site.articles = JSON.parse(site.run(ARTICLES)) as Article[];
      await site.#startServer();
      return site;
    } catch (error) {
      await site.stop();
      throw error;
    }
  }

  get version(): string {
    return /\$wp_version = '([^']+)'/.exec(readFileSync(join(this.#root, 'wp-includes/version.php'), 'utf8'))![1]!;
  }

  /** Lines of PHP's log that name the plugin. */
  get complaints(): string[] {
    return this.#log.split('\n').filter((line) => line.includes('civic-widgets'));
  }

  /** Runs PHP code inside WordPress, as an administrator. */
  run(code: string): string {
    const file = join(this.#folder, 'run.php');
    writeFileSync(
      file,
      `<?php $_SERVER['HTTP_HOST'] = '127.0.0.1:${this.#port}'; require '${this.#root}/wp-load.php'; wp_set_current_user( 1 ); require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${code}`,
    );
    return this.php(file);
  }

  php(...args: string[]): string {
    try {
      return execFileSync('php', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    } catch (error) {
      throw new Error(`PHP: ${this.#log}`, { cause: error });
    }
  }

  async stop(): Promise<void> {
    for (const server of this.#servers.reverse()) {
      if (server.exitCode !== null || server.pid === undefined) continue;
      const gone = new Promise((resolve) => server.once('exit', resolve));
      // With its workers, which PHP leaves alone.
      process.kill(-server.pid, 'SIGTERM');
      await Promise.race([gone, sleep(10_000)]);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #root(): string {
    return join(this.#folder, 'site');
  }

  get #log(): string {
    try {
      return readFileSync(join(this.#folder, 'php.log'), 'utf8');
    } catch {
      return '';
    }
  }

  #copy(): void {
    // Debian's folder has links to JavaScript elsewhere.
    execFileSync('cp', ['-rL', `${CORE}/.`, this.#root]);
    for (const theme of ['twentytwentyone', 'twentytwentythree']) {
      const folder = `wp-content/themes/${theme}`;
      if (!existsSync(join(this.#root, folder)))
        cpSync(join(DEBIAN, folder), join(this.#root, folder), { recursive: true, dereference: true });
    }
    mkdirSync(join(this.#root, 'wp-content/uploads'), { recursive: true });
    for (const [path, content] of wordpressFiles('0.0.0-test')) {
      const file = join(this.#root, 'wp-content/plugins', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    // Servers of a test listen at ports that WordPress fetches nothing from.
    mkdirSync(join(this.#root, 'wp-content/mu-plugins'), { recursive: true });
    writeFileSync(
      join(this.#root, 'wp-content/mu-plugins/ports.php'),
      `<?php add_filter( 'http_allowed_safe_ports', static function ( $ports, $host, $url ) { $ports[] = parse_url( $url, PHP_URL_PORT ); return $ports; }, 10, 3 );`,
    );
    const constants = {
      ...{
        DB_NAME: 'wordpress',
        DB_USER: 'root',
        DB_PASSWORD: '',
        DB_HOST: `localhost:${this.#socket}`,
        DB_CHARSET: 'utf8mb4',
      },
      ...{
        WP_HOME: this.url,
        WP_SITEURL: this.url,
        WP_CONTENT_URL: `${this.url}/wp-content`,
        FS_METHOD: 'direct',
        WP_DEBUG: true,
        WP_DEBUG_DISPLAY: false,
      },
      ...{ WP_DEBUG_LOG: join(this.#folder, 'php.log'), DISABLE_WP_CRON: true, AUTOMATIC_UPDATER_DISABLED: true },
      ...{
        WP_HTTP_BLOCK_EXTERNAL: true,
        CONCATENATE_SCRIPTS: false,
        AUTH_KEY: 'a',
        SECURE_AUTH_KEY: 'b',
        LOGGED_IN_KEY: 'c',
      },
      ...{ NONCE_KEY: 'd', AUTH_SALT: 'e', SECURE_AUTH_SALT: 'f', LOGGED_IN_SALT: 'g', NONCE_SALT: 'h' },
    };
    writeFileSync(
      join(this.#root, 'wp-config.php'),
      `<?php
foreach (json_decode('${JSON.stringify(constants)}', true) as $name => $value) define($name, $value);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`,
    );
    writeFileSync(
      join(this.#folder, 'router.php'),
      `<?php
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if (is_file($file)) return false;
$index = is_dir($file) && is_file("$file/index.php") ? rtrim($path, '/') . '/index.php' : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $index;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $index;
chdir(dirname($_SERVER['SCRIPT_FILENAME']));
require $_SERVER['SCRIPT_FILENAME'];
`,
    );
  }

  get #socket(): string {
    return join(this.#folder, 'db.sock');
  }

  async #startDatabase(): Promise<void> {
    const data = join(this.#folder, 'data');
    const common = ['--no-defaults', `--datadir=${data}`, '--user=root'];
    execFileSync('mariadb-install-db', [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], {
      stdio: 'ignore',
    });
    const quick = [
      '--skip-networking',
      `--socket=${this.#socket}`,
      '--innodb-flush-log-at-trx-commit=0',
      '--skip-log-bin',
    ];
    this.#serve('mariadbd', [...common, ...quick], {});
    await until(() => {
      execFileSync(
        'mariadb',
        ['--no-defaults', '-uroot', `--socket=${this.#socket}`, '-e', 'CREATE DATABASE wordpress'],
        { stdio: 'ignore' },
      );
      return true;
    });
  }

  async #startServer(): Promise<void> {
    // With compiled files kept in memory, a page of the editor takes a third of the time.
    const quick = ['-d', 'opcache.enable_cli=1'];
    const router = join(this.#folder, 'router.php');
    this.#serve('php', [...quick, '-S', `127.0.0.1:${this.#port}`, '-t', this.#root, router], {
      PHP_CLI_SERVER_WORKERS: '4',
    });
    await until(async () => (await fetch(`${this.url}/wp-login.php`)).ok);
  }

  #serve(command: string, args: string[], env: Record<string, string>): void {
    this.#servers.push(spawn(command, args, { stdio: 'ignore', detached: true, env: { ...process.env, ...env } }));
  }
}

async function until(isReady: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      if (await isReady()) return;
    } catch (error) {
      if (tries >= 120) throw error;
    }
    await sleep(250);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
