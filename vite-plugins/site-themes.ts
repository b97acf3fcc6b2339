import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const THEME = new URL('../src/theme/', import.meta.url);

/**
 * Copies the style sheets that a page links to: the ready-made themes, civic-widgets.css, which reserves space, and that of
 * the page in a frame.
 */
export function siteThemes(): Plugin {
  return {
    name: 'site-themes',
    generateBundle() {
      const themes = readdirSync(new URL('sites/', THEME)).map((file) => [`themes/${file}`, `sites/${file}`] as const);
      const reserve = ['civic-widgets.css', 'civic-widgets.css'] as const;
      for (const [fileName, path] of [...themes, reserve, ['frame.css', '../iframe/frame.css'] as const]) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(new URL(path, THEME), 'utf8') });
      }
    },
  };
}
