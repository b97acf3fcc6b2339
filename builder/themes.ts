/** The ready-made themes in the preview: the same style sheets, limited to the stage. */
import bootstrap from '../src/theme/sites/bootstrap.css?raw';
import govuk from '../src/theme/sites/govuk.css?raw';
import uswds from '../src/theme/sites/uswds.css?raw';
import vietnam from '../src/theme/sites/vietnam.css?raw';
import type { Theme } from './snippet.ts';

const STYLES: Readonly<Record<Theme, string>> = { govuk, uswds, bootstrap, vietnam };

/** `:root` becomes the stage. A constructed sheet, because the builder's own policy allows no `<style>`. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  Object.entries(STYLES)
    .map(([theme, css]) => `.builder .stage.${theme} { ${css.replace(/:root\b/g, '&')} }`)
    .join('\n'),
);
document.adoptedStyleSheets.push(sheet);

/** The value of a token in a theme on a light page: `#1a65a6` of `light-dark(#1a65a6, #8eb8dc)`; undefined if unset. */
export function tokenOf(theme: Theme, name: string): string | undefined {
  const value = new RegExp(`${name}:([^;]+);`).exec(STYLES[theme])?.[1];
  return value && /#[\da-f]+|[\d.]+(?:em)?/i.exec(value)?.[0];
}
