import { css, html, nothing } from 'lit';
import { form as formEn } from '../../i18n/en/form.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import { form as formVi } from '../../i18n/vi/form.ts';
import type { SharedTexts } from '../../i18n/texts-controller.ts';
import type { PollTexts, PollView } from './ballot-form.ts';

export interface CommentOptions extends PollView {
  texts: ReadTexts<PollTexts & SharedTexts & typeof formEn>;
  value: string;
  /** A vote is on its way: the comment can't be changed. */
  isLocked: boolean;
  onInput: (comment: string) => void;
}

/** The field for the comment that a poll asks for. Few polls do: loaded with them. */
export function renderComment({ texts, poll, value, isLocked, onInput }: CommentOptions): unknown {
  const { comment } = poll;
  if (!comment) return nothing;
  const input = (event: Event): void => onInput((event.target as HTMLTextAreaElement).value);
  return html`<p class="comment" part="comment">
    <label for="comment"><bdi>${comment.title ?? texts.get('comment')}</bdi> ${texts.get('optional')}</label>
    <span class="quiet" id="privacy">${texts.get('privacy')}</span>
    <textarea
      id="comment"
      rows="3"
      maxlength=${comment.max_length}
      .value=${value}
      ?disabled=${isLocked}
      aria-describedby="privacy left"
      @input=${input}
    ></textarea>
    <span class="quiet" id="left">
      ${texts.get('characters-left', { count: Math.max(0, comment.max_length - value.length) })}
    </span>
  </p>`;
}

export const texts = { en: formEn, vi: formVi };

export const styles = css`
  .comment {
    display: grid;
    gap: var(--_space);
  }
  .comment label {
    font-weight: 600;
  }
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    resize: vertical;
  }
  textarea:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  textarea:disabled {
    opacity: 0.7;
  }
`;
