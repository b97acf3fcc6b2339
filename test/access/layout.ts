import type { Page } from '@playwright/test';

/**
 * What makes a page scroll sideways, cuts text off or lays it over other text, and what is not drawn at all. A summary may be clamped, since its link
 * leads to all of it; a box that scrolls by itself may be wider inside (tables are exempt from 1.4.10).
 */
export function troubles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    const lines: { box: DOMRect; text: string }[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (element.matches(':is(path, rect, line, circle) > *'))
          found.push(`not drawn, inside another shape: ${element.outerHTML.slice(0, 60)}`);
        const style = getComputedStyle(element);
        // What scrolls by itself, such as a row of tabs, may be longer than its box.
        if (
          !element.checkVisibility() ||
          element.closest('.visually-hidden, [aria-hidden=true] > .bone, svg, .scroll, [role=tablist]')
        )
          continue;
        const text = element.textContent?.trim().replace(/\s+/g, ' ') ?? '';
        const isHiding = /hidden|clip/.test(style.overflowX + style.overflowY);
        if (isHiding && text && element.clientWidth > 1 && style.webkitLineClamp === 'none') {
          if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
            found.push(`cut off: ${element.className} ${text.slice(0, 60)}`);
        }
        // What only a screen reader reads is a pixel large.
        if (element.clientWidth <= 1 && isHiding) continue;
        for (const node of element.childNodes) {
          if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const box of range.getClientRects()) {
            // Lines that a clamp leaves out are not to be seen.
            if (box.width < 2 || (isHiding && box.bottom > element.getBoundingClientRect().bottom + 2)) continue;
            if (box.right > clientWidth + 1 || box.left < -1) found.push(`outside the page: ${text.slice(0, 60)}`);
            lines.push({ box, text });
          }
        }
      }
    };
    walk(document.querySelector('.stage')!);
    const dialog = [...document.querySelectorAll('*')].flatMap(
      (element) => element.shadowRoot?.querySelector('dialog[open]') ?? [],
    )[0];
    if (!dialog) {
      lines.forEach(({ box, text }, index) => {
        for (const other of lines.slice(index + 1)) {
          if (other.text === text) continue;
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          // Boxes of large text reach a little over their line.
          if (across > 2 && down > 0.4 * Math.min(box.height, other.box.height))
            found.push(`“${text}” lies on “${other.text}”`);
        }
      });
    }
    return [...new Set(found)];
  });
}
