/** The document in a body's text as formats want it: JSON as its value, everything else as text. Never throws. */
export function readDocument(text: string | object): unknown {
  if (typeof text !== 'string' || !/^[\s\ufeff]*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text.trim());
  } catch {
    return text;
  }
}
