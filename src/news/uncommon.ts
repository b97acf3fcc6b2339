/** What reads the less common documents: Atom, other encodings, HTML's names of characters, dates of any shape. */
export { decode } from '../documents/encoding.ts';
export { numericReferences, numericReferencesIn } from '../documents/entity-names.ts';
export { parseDate } from './date-shapes.ts';
export { atom } from './formats/atom.ts';
