/** The JSON of a body: text, UTF-8 bytes (with or without a byte order mark), or a document already parsed. @throws */
export function readJson(body: string | ArrayBuffer | Uint8Array | object): unknown {
  const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
  if (typeof body !== 'string' && !isBytes) return body;
  return JSON.parse(isBytes ? new TextDecoder().decode(body) : body.replace(/^\uFEFF/, ''));
}
