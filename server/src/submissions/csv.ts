/** Cells for a spreadsheet (RFC 4180). */

/** By the byte order mark Excel knows UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Stands for a text that was taken out. */
export const REDACTED = '[redacted]';

/** `;` where Excel's list separator is one, as under a Vietnamese Windows. */
export type Separator = ',' | ';';

export function csvLine(cells: readonly (string | number | undefined)[], separator: Separator): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : (cell ?? ''))).join(separator)}\r\n`;
}

/** Control characters, which break readers of CSV; a tab and the end of a line are none. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** A text that starts like a formula would be run as one (OWASP, CSV injection), also in full-width signs. */
export function quoted(cell: string): string {
  const plain = cell.replace(CONTROL, '');
  const safe = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(plain) ? `'${plain}` : plain;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Few large writes instead of many small ones. */
export async function* inBlocks(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length > 65_536) {
      yield block;
      block = '';
    }
  }
  if (block !== '') yield block;
}
