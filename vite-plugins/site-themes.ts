import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const THEME = new URL('../src/theme/', import.meta.url);

/** Style sheets that a page links to, as they are: the ready-made themes, and the one that keeps the widgets' room. */
export function siteThemes(): Plugin {
  return {
    name: 'site-themes',
    generateBundle() {
      const themes = readdirSync(new URL('sites/', THEME)).map((file) => [`themes/${file}`, `sites/${file}`] as const);
      for (const [fileName, path] of [...themes, ['civic-widgets.css', 'civic-widgets.css'] as const]) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(new URL(path, THEME), 'utf8') });
      }
    },
  };
}
