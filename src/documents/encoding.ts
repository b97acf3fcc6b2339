import { decodeAs } from './utf8.ts';

/**
 * Bytes to text: BOM, then UTF-16 told from its zeros (XML 1.0 appendix F), then the charset of the Content-Type, the XML
 * declaration, UTF-8 and at last windows-1252. Bytes that are UTF-8 beyond doubt are read so whatever the labels say.
 */
export function decode(bytes: Uint8Array, contentType = ''): string {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return read(bytes, 'utf-8')!;
  if (a === 0xfe && b === 0xff) return read(bytes, 'utf-16be')!;
  if (a === 0xff && b === 0xfe) return read(bytes, 'utf-16le')!;
  if (a === 0 && b && c === 0 && d) return read(bytes, 'utf-16be')!;
  if (a && b === 0 && c && d === 0) return read(bytes, 'utf-16le')!;
  const head = String.fromCharCode(...bytes.subarray(0, 400));
  const labels = [
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1],
    /<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1],
  ].map(canonical);
  // Latin-1 is what servers say who were never told; the author of the declaration knew better.
  if (labels[0] === 'windows-1252') labels.reverse();
  const utf8 = read(bytes, 'utf-8', true);
  const other = labels.find((label) => label && !label.startsWith('utf-'));
  if (utf8 !== undefined && !(other && isAscii(utf8))) return utf8;
  for (const label of labels) {
    const text = label && !label.startsWith('utf-') ? read(bytes, label, true) : undefined;
    if (text !== undefined) return text;
  }
  if (other && !labels.includes('utf-8')) return read(bytes, other)!;
  // A few broken bytes in UTF-8 (a file cut in the middle of a letter) or not UTF-8 at all?
  const loose = read(bytes, 'utf-8')!;
  const broken = loose.split('\ufffd').length - 1;
  const letters = (loose.match(/[^\0-\x7f\ufffd]/g) ?? []).length;
  return broken > letters ? read(bytes, 'windows-1252')! : loose;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** The encoding's own name (Encoding Standard §4.2), undefined when nobody knows the label. */
function canonical(label: string | undefined): string | undefined {
  try {
    return label && new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function read(bytes: Uint8Array, encoding: string, fatal = false): string | undefined {
  const text = decodeAs(encoding, bytes, fatal);
  // windows-1258 writes tones as letters of their own: ế is ê and U+0301.
  return encoding === 'windows-1258' ? text?.normalize('NFC') : text;
}
