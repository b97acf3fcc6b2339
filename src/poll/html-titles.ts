/** Reads titles that a poll's document gives as HTML only. A module of its own, because it is rarely needed. */
export { plainText } from '../documents/html-text.ts';
