import { css } from 'lit';

/** Messages, old data, skeletons. */
export const states = css`
  .message {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: calc(3 * var(--_space));
    padding: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_border-strong);
    border-radius: var(--_radius);
  }
  .message p {
    margin: 0;
  }
  .message.error {
    border-inline-start-color: var(--_danger);
  }
  .stale {
    margin: calc(2 * var(--_space)) 0 0;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .stale::before {
    content: '';
    display: inline-block;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.5em;
    border: 2px solid var(--_warning);
    border-radius: 50%;
  }
  /* A line of a skeleton: as high as a line of text, so that nothing moves when the text replaces it. */
  .bone {
    display: block;
    block-size: 1lh;
    border-block: 0.3em solid transparent;
    border-radius: calc(0.3em + var(--_radius));
    background: var(--_border) padding-box;
  }
  .bone.title {
    inline-size: 80%;
  }
  /* Extra lines that a text needs in a narrow column. */
  @container widget (inline-size >= 32em) {
    .skeleton .narrow {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bone {
      background: GrayText padding-box;
      forced-color-adjust: none;
    }
  }
`;
