/** XML's own names and the one that everybody uses. */
const COMMON = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\xa0'],
]);

/** What windows-1252 has at 128–159: numeric references mean these (HTML §13.2.5.80). */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** `text` with its character references read once; unknown names stay as they are (entity-names.ts makes numbers of HTML's). */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(?:x([\da-f]{1,9})|(\d{1,9}))|([a-z]\w{1,15}));/gi,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name) return COMMON.get(name) ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      if (code >= 128 && code < 160) return C1[code - 128]!;
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}
