import { createHmac, randomInt } from 'node:crypto';

/** Without 0 O, 1 I L and U: read aloud and typed without mistakes. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** A one-time code as printed: three groups of four, 58 random bits. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept of a code; typed in any case, with or without its hyphens. */
export function codeHash(code: string, secret: Buffer): string {
  const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHmac('sha256', secret).update(letters).digest('base64url').slice(0, 22);
}
