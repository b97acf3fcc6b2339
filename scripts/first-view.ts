/**
 * The files of dist/embed that a page transfers until the first content of its widgets shows. test/e2e holds this
 * against what Chromium really asks for; .size-limit.ts holds it against the budgets.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const EMBED = fileURLToPath(new URL('../dist/embed', import.meta.url));
export const LOADER = 'civic-widgets.js';

/** The chunks that a widget on a Vietnamese page loads by `import()` before its first content, by the names in vite.config.ts. */
export const FIRST_VIEWS = {
  'district-news': ['news-first'],
  'city-weather': ['weather-first', 'texts-vi-weather'],
  'citizen-poll': ['poll-first', 'texts-vi-poll'],
} as const;

export type Widget = keyof typeof FIRST_VIEWS;

/** Paths under dist/embed: the loader, the widgets' chunks, and all that these import. */
export function firstView(widgets: readonly Widget[]): string[] {
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const imported of importsOf(file)) add(imported);
  };
  add(LOADER);
  for (const widget of widgets) for (const name of FIRST_VIEWS[widget]) add(chunk(name));
  return [...files];
}

function chunk(name: string): string {
  const folder = join(EMBED, 'chunks');
  const file = existsSync(folder) && readdirSync(folder).find((file) => file.replace(/-.{8}\.js$/, '') === name);
  if (!file)
    throw new Error(`dist/embed/chunks has no ${name}: build first, or mend FIRST_VIEWS in scripts/first-view.ts`);
  return `chunks/${file}`;
}

/** The static imports, which Vite writes as `from"./name.js"` and `import"./name.js"`. */
function importsOf(file: string): string[] {
  const code = readFileSync(join(EMBED, file), 'utf8');
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+\.js)"/g)].map(([, path = '']) =>
    join(dirname(file), path).replaceAll('\\', '/'),
  );
}

/** `chunks/name-hash.js` → `name`. */
export function nameOf(file: string): string {
  return basename(file).replace(/-.{8}\.js$/, '');
}
