import { html, type TemplateResult } from 'lit';

/** A face in the text's colour, from −1 (as bad as it gets) to 1: the mouth carries it, no colour does. */
export function face(mood: number): TemplateResult {
  const corners = 16 - 1.5 * mood;
  return html`<svg class="face" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="10.5" />
    <path d="M8.5 8.5v1.5m7-1.5v1.5M7.5 ${corners}Q12 ${16 + 4 * mood} 16.5 ${corners}" />
  </svg>`;
}

/** The mood of each step, evenly: the first is the best, unless the titles are rising numbers or `worstFirst`. */
export function moods(titles: readonly string[], worstFirst: boolean): number[] {
  const last = titles.length - 1;
  const sign = worstFirst || Number(titles[0]) < Number(titles[last]) ? -1 : 1;
  return titles.map((_, index) => sign * (1 - (2 * index) / last));
}
