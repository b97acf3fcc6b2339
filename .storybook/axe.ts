/** The rules of axe that every story is checked with: WCAG 2.2 A and AA, and best practices. */
export const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules for whole pages, which a story isn't. */
export const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main'];
