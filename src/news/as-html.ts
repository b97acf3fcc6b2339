/** Plain text as HTML, paragraph by paragraph. */
export function asHtml(text: string | undefined): string | undefined {
  return text
    ?.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;' })[char] ?? '&gt;')
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}
