import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Be Vietnam Pro (SIL Open Font License) in place of every font, so that pictures hold on any machine. */
export function fontFaces(): string {
  const files = [400, 500, 600, 700].flatMap((weight) =>
    Object.entries(RANGES).map(([subset, range]) => {
      const path = `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`;
      const data = readFileSync(fileURLToPath(import.meta.resolve(path))).toString('base64');
      return { weight, range, data };
    }),
  );
  // The second is what a theme names for its headings, which no rule of the page's outranks.
  const faces = ['Be Vietnam Pro', 'Merriweather'].flatMap((family) =>
    files.map(
      ({ weight, range, data }) =>
        `@font-face { font-family: '${family}'; font-weight: ${weight}; unicode-range: ${range};
          src: url(data:font/woff2;base64,${data}) format('woff2'); }`,
    ),
  );
  return `${faces.join('\n')} body, body * { font-family: 'Be Vietnam Pro' !important; }`;
}

const RANGES: Readonly<Record<string, string>> = {
  vietnamese:
    'U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB',
  'latin-ext':
    'U+0100-0101, U+0104-010F, U+0112-0127, U+012A-0167, U+016A-019F, U+01A2-01AE, U+01B1-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AA, U+20AC-20C0, U+2113',
  latin:
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
};
