/** From a body to a document, whatever its encoding. */
import { decode } from '../documents/encoding.ts';
import { CivicError } from '../errors.ts';
import type { AlertBody, ParseAlertsOptions } from './messages.ts';

/** Text, or parsed JSON. @throws {CivicError} `format` */
export function documentOf(body: AlertBody, { contentType, url }: ParseAlertsOptions): unknown {
  const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
  if (typeof body !== 'string' && !isBytes) return body;
  const text = isBytes ? decode(new Uint8Array(body as ArrayBuffer), contentType) : body;
  const written = text.replace(/^\uFEFF/, '');
  if (!/^\s*[[{]/.test(written)) return written;
  try {
    return JSON.parse(written);
  } catch (cause) {
    throw new CivicError('format', 'not JSON', { url, cause });
  }
}
