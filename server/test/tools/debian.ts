/** Programs that tests need, from Debian's packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs packages as root on Debian, once per machine. False where that can't be. */
export function installPackages(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.log(`Installing ${packages.join(', ')} (Debian packages; once per machine) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return [['update'], ['-y', '--no-install-recommends', 'install', ...packages]].every(
    (command) =>
      spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=500', ...command], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      }).status === 0,
  );
}
