/** What axe looks at in every story: WCAG 2.2 A and AA, and its best practices. */
export const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules about whole pages; a story is a piece of one. */
export const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main'];
