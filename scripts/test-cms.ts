/**
 * `npm run test:cms`: the packages, and the plugin in a real WordPress of Debian's package. Needs Debian (as root, to install
 * packages once) and the build; elsewhere it says in words what it leaves out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browsers } from './browsers.ts';

const PACKAGES = [
  ...['wordpress', 'wordpress-theme-twentytwentyone', 'wordpress-theme-twentytwentythree', 'mariadb-server'],
  ...['php-cli', 'php-mysql', 'php-gd', 'php-mbstring', 'php-xml'],
];

const NEEDED = [
  ...['/usr/share/wordpress/wp-settings.php', '/usr/share/wordpress/wp-content/themes/twentytwentyone/style.css'],
  ...['/usr/share/wordpress/wp-content/themes/twentytwentythree/style.css', '/usr/sbin/mariadbd', '/usr/bin/php'],
];

if (!existsSync('dist/embed/civic-widgets.css')) {
  console.error('The widgets are not built: npm run build');
  process.exit(1);
}
const reason = missing();
if (reason !== undefined) {
  console.log(`Skipped: the plugin is not tried in WordPress here. ${reason}`);
  process.exit(0);
}
const { chromium } = browsers();
if (chromium === undefined) {
  console.log('Skipped: there is no Chromium here.');
  process.exit(0);
}
const failed = [
  ['--test', 'test/cms/packages.test.ts'],
  [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'test/cms/playwright.config.ts',
    ...process.argv.slice(2),
  ],
].filter((args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0);
process.exit(failed.length > 0 ? 1 : 0);

/** Why there is no WordPress to be had, in a sentence; undefined when there is one. */
function missing(): string | undefined {
  if (NEEDED.every((path) => existsSync(path))) return undefined;
  if (!existsSync('/etc/debian_version')) return 'It is installed from Debian’s packages, and this is no Debian.';
  if (process.getuid?.() !== 0) return `As root: apt-get install ${PACKAGES.join(' ')}`;
  console.log(`Installing ${PACKAGES.join(' ')} (Debian packages; once per machine) …`);
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  const wait = ['-o', 'DPkg::Lock::Timeout=500'];
  try {
    execFileSync('apt-get', ['-qq', ...wait, 'update'], quiet);
    execFileSync('apt-get', ['-qq', '-y', '--no-install-recommends', ...wait, 'install', ...PACKAGES], quiet);
  } catch {
    return 'Debian’s packages can’t be had: apt-get failed.';
  }
  return NEEDED.every((path) => existsSync(path)) ? undefined : 'Debian’s packages have another layout than expected.';
}
