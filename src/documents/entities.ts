/** XML's own names and the one that everybody uses. */
const COMMON = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\xa0'],
]);

type Named = (name: string) => string | undefined;

let others: Named | undefined;

/** From now on all of HTML's names are read: see entity-names.ts, which is larger than what most documents need. */
export function knowNames(named: Named): void {
  others = named;
}

let characterAt: ((code: number) => string) | undefined;

/** From now on numeric references from 128 to 159 mean what they do in HTML: see c1.ts. */
export function knowC1(at: (code: number) => string): void {
  characterAt = at;
}

/** `text` with its character references read once; unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(?:x([\da-f]{1,9})|(\d{1,9}))|([a-z]\w{1,15}));/gi,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name) return COMMON.get(name) ?? others?.(name) ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      if (characterAt && code >= 128 && code < 160) return characterAt(code);
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}
