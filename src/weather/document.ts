import { CivicError } from '../endpoint/errors.ts';

/**
 * The JSON document of a body: text, UTF-8 bytes (with or without a byte order mark), or a document already parsed.
 *
 * @throws {CivicError} `format`
 */
export function document(body: string | ArrayBuffer | Uint8Array | object, url?: string): unknown {
  const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
  if (typeof body !== 'string' && !isBytes) return body;
  try {
    const text = isBytes ? new TextDecoder().decode(body) : body.replace(/^\uFEFF/, '');
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new CivicError('format', 'not JSON', { url, cause });
  }
}
