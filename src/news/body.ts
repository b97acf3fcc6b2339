import { decode } from '../documents/encoding.ts';

/** A document of any kind: bytes and text are told apart by their content; an object is JSON already parsed, or the model. */
export type NewsBody = string | ArrayBuffer | Uint8Array | object;

/** The body as text in whatever encoding it is; an object stays as it is. Never throws. */
export function readText(body: NewsBody, contentType?: string): string | object {
  return isBuffer(body) ? decode(bytesOf(body), contentType) : body;
}

function isBuffer(body: NewsBody): body is ArrayBuffer | ArrayBufferView {
  // An ArrayBuffer of another window is one as well.
  return ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';
}

function bytesOf(body: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(body)
    ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
    : new Uint8Array(body);
}
