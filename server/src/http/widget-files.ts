import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './log.ts';
import { StaticFiles } from './static-files.ts';

/** Versions of the widgets that stay reachable, the running one included. */
const VERSIONS_KEPT = 6;
const VERSION = /^\d+\.\d+\.\d+[\w.-]*$/;

export interface WidgetFilesOptions {
  /** Folder of the built widgets. */
  widgets: string;
  version: string;
  /** Where earlier versions are kept; without it there are none. */
  archive?: string;
  log: Log;
}

const FOR_GOOD = 'public, max-age=31536000, immutable';
const FOR_A_WHILE = 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800';

// Module scripts of other origins are always fetched with CORS.
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * `/civic-widgets/…` and `/civic-widgets/<version>/…`. Each version that ran here is kept in the data folder, so that a
 * page which was cached before an upgrade still finds the chunks that its loader names.
 */
export class WidgetFiles {
  readonly #current: StaticFiles;
  readonly #versions = new Map<string, StaticFiles>();

  constructor({ widgets, version, archive, log }: WidgetFilesOptions) {
    this.#current = new StaticFiles(widgets, HEADERS);
    if (archive !== undefined) {
      try {
        keepVersion(widgets, archive, version);
        for (const name of versionsIn(archive)) {
          if (name !== version) this.#versions.set(name, new StaticFiles(join(archive, name), HEADERS));
        }
      } catch (error) {
        log.warn('earlier versions of the widgets are not kept', { error });
      }
    }
    this.#versions.set(version, this.#current);
  }

  /** `path` is what stands after `/civic-widgets/`. */
  answer(request: Request, path: string): Response | undefined {
    const [version = '', ...rest] = path.split('/');
    if (VERSION.test(version)) return this.#versions.get(version)?.answer(request, rest.join('/'), FOR_GOOD);
    if (!path.startsWith('chunks/')) return this.#current.answer(request, path, FOR_A_WHILE);
    for (const files of [this.#current, ...this.#versions.values()]) {
      const answer = files.answer(request, path, FOR_GOOD);
      if (answer) return answer;
    }
    return undefined;
  }
}

/** Copies the running version beside the others, in one step, and lets the oldest go. */
function keepVersion(widgets: string, archive: string, version: string): void {
  const target = join(archive, version);
  if (!existsSync(widgets)) return;
  if (!existsSync(target)) {
    cpSync(widgets, `${target}.new`, { recursive: true });
    renameSync(`${target}.new`, target);
  }
  for (const name of versionsIn(archive).slice(0, -VERSIONS_KEPT)) {
    if (name !== version) rmSync(join(archive, name), { recursive: true, force: true });
  }
}

/** Oldest first. */
function versionsIn(archive: string): string[] {
  if (!existsSync(archive)) return [];
  return readdirSync(archive)
    .filter((name) => VERSION.test(name) && !name.endsWith('.new'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
