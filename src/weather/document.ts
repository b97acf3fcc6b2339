import { CivicError } from '../errors.ts';
import { readJson } from '../documents/json.ts';

/**
 * The JSON document of a body.
 *
 * @throws {CivicError} `format`
 */
export function document(body: string | ArrayBuffer | Uint8Array | object, url?: string): unknown {
  try {
    return readJson(body);
  } catch (cause) {
    throw new CivicError('format', 'not JSON', { url, cause });
  }
}
