import type { CSSResult } from 'lit';

/** Lit's own `css` for plain text, without what it does for browsers that have no sheets to share. */
export function css([cssText = '']: TemplateStringsArray): CSSResult {
  let sheet: CSSStyleSheet | undefined;
  const result = {
    cssText,
    get styleSheet() {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(cssText);
      }
      return sheet;
    },
    toString: () => cssText,
  };
  return result as unknown as CSSResult;
}
