/** What a package brings along when it is installed or built, as a CycloneDX list that scanners read. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  /** Flags of our own tree, which say nothing in the reduced one. */
  dev?: boolean;
  devOptional?: boolean;
  peer?: boolean;
}

interface Lock {
  lockfileVersion: number;
  packages: Record<string, Locked>;
}

/**
 * `npm sbom` of the package in `folder` ('' for the root's). It is asked about a lock file with the package's dependencies
 * alone: about the whole tree it refuses to speak, because some tool's own dependencies contradict each other.
 */
export function sbom(folder: '' | 'server'): string {
  const all = (JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock).packages;
  const { name, version, license, description, dependencies } = JSON.parse(
    readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
  ) as Record<string, string> & { dependencies: Record<string, string> };
  const itself = { name, version, license, description, dependencies };

  const packages: Record<string, Locked> = { '': itself };
  const add = (owner: string, its: Locked): void => {
    for (const each of Object.keys({ ...its.dependencies, ...its.optionalDependencies })) {
      const path = pathOf(all, owner, each);
      const inReduced = folder === '' ? path : path?.replace(new RegExp(`^${folder}/`), '');
      if (path === undefined || inReduced === undefined || inReduced in packages) continue;
      const { dev: _dev, devOptional: _devOptional, peer: _peer, ...locked } = all[path]!;
      packages[inReduced] = locked;
      add(path, locked);
    }
  };
  add(folder, itself);

  const place = mkdtempSync(join(tmpdir(), 'civic-sbom-'));
  try {
    writeFileSync(join(place, 'package.json'), JSON.stringify(itself));
    writeFileSync(join(place, 'package-lock.json'), JSON.stringify({ name, version, lockfileVersion: 3, packages }));
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const told = execFileSync(npm, ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
      cwd: place,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const list = JSON.parse(told) as { metadata: { component: { name: string } } };
    // npm names it after the folder that it lies in.
    list.metadata.component.name = name!;
    return JSON.stringify(list, null, 2);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Where Node would find a package that `owner` asks for: beside it, or in a folder above. */
function pathOf(all: Lock['packages'], owner: string, name: string): string | undefined {
  for (let folder = owner; ; folder = folder.replace(/\/?(?:node_modules\/)?(?:@[^/]+\/)?[^/]+$/, '')) {
    const path = `${folder}${folder && '/'}node_modules/${name}`;
    if (path in all) return path;
    if (folder === '') return undefined;
  }
}
