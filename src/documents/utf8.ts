/** Bytes as text in an encoding; undefined where they are none in it and `fatal` asks. */
export function decodeAs(encoding: string, bytes: Uint8Array, fatal = false): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal });
    let text = '';
    // All at once takes Chromium two to three times as long.
    for (let at = 0; at < bytes.length; at += 65_536) {
      text += decoder.decode(bytes.subarray(at, at + 65_536), { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return undefined;
  }
}

/** Bytes that are UTF-8 without a word against it; undefined for all others, which encoding.ts reads. */
export function decodeUtf8(bytes: Uint8Array, contentType = ''): string | undefined {
  const text = decodeAs('utf-8', bytes, true);
  return text === undefined || /(?:charset|encoding)\s*=\s*(?!["']?utf-?8)|\0/i.test(contentType + text.slice(0, 400))
    ? undefined
    : text;
}

/** The bytes of a body, undefined for anything else. An ArrayBuffer of another window is one as well. */
export function bytesOf(body: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const isBuffer = Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  return isBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}
