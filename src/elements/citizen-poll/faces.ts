import { html, type TemplateResult } from 'lit';

/** A rating has three to seven steps: more faces could not be told apart. */
export const canHaveFaces = ({ length }: readonly unknown[]): boolean => length >= 3 && length <= 7;

/**
 * The mood of each step, at equal distances: the first is the best, unless the titles are rising numbers or with
 * `worstFirst`.
 */
export function moodsOf(options: readonly { title: string }[], worstFirst = false): number[] {
  const last = options.length - 1;
  const sign = worstFirst || Number(options[0]?.title) < Number(options[last]?.title) ? -1 : 1;
  return options.map((_, index) => sign * (1 - (2 * index) / last));
}

/** A face in the text's colour, from −1 (worst) to 1 (best): the mouth differs, not the colour. */
export function renderFace(mood: number): TemplateResult {
  const corners = 16 - 1.5 * mood;
  return html`<svg class="face" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="10.5" />
    <path d="M8.5 8.5v1.5m7-1.5v1.5M7.5 ${corners}Q12 ${16 + 4 * mood} 16.5 ${corners}" />
  </svg>`;
}
