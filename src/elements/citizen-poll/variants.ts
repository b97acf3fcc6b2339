import { html, nothing, type TemplateResult } from 'lit';
import { pollVariants as en } from '../../i18n/en/poll-variants.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import { pollVariants as vi } from '../../i18n/vi/poll-variants.ts';
import type { Poll } from '../../poll/model.ts';
import type { CitizenPoll } from './citizen-poll.ts';
import { face, moods } from './face.ts';

export { styles } from './variants.styles.ts';

/** What a ballot has besides one choice from a list: several choices, faces, buttons that vote, and a kiosk's size. */
export class Variants {
  #host: CitizenPoll;
  #texts: TextsController<typeof en>;

  constructor(host: CitizenPoll) {
    this.#host = host;
    this.#texts = host.texts.add('poll', { en, vi });
  }

  /** What is wrong with that many choices. */
  faultOf({ min_choices: least, max_choices: most }: Poll, chosen: number): string | undefined {
    if (chosen < least) return this.#texts.get('fault.few', { count: least, chosen });
    return chosen > most ? this.#texts.get('fault.many', { count: most, chosen }) : undefined;
  }

  /** How many may be chosen, where it isn't one. */
  hintOf({ kind, min_choices: least, max_choices: most, options: { length } }: Poll): string | undefined {
    const texts = this.#texts;
    if (kind !== 'multiple') return undefined;
    if (least === most) return texts.get('choose.exactly', { count: least });
    if (most >= length) return texts.get('choose.least', { count: least });
    return least === 1 ? texts.get('choose.most', { count: most }) : texts.get('choose.between', { least, most });
  }

  /** How many are chosen, read out as it changes. */
  counterOf({ kind, max_choices: most }: Poll): TemplateResult | undefined {
    if (kind !== 'multiple') return undefined;
    return html`<p class="quiet" role="status">
      ${this.#texts.get('chosen.of', { chosen: this.#host.chosen.length, most })}
    </p>`;
  }

  /** A face for each step of a rating. */
  facesOf(poll: Poll): TemplateResult[] {
    const layout = layoutOf(this.#host, poll);
    if (layout !== 'rating' && !(layout === 'buttons' && poll.kind === 'rating')) return [];
    return moods(
      poll.options.map(({ title }) => title),
      this.#host.worstFirst,
    ).map(face);
  }

  /** Options that vote when they are pressed, in the layout that has them. */
  buttonsOf(poll: Poll, locked: boolean, faces: readonly TemplateResult[]): TemplateResult[] | undefined {
    const host = this.#host;
    if (layoutOf(host, poll) !== 'buttons') return undefined;
    return poll.options.map(
      ({ id, title }, index) =>
        html`<button
          class="row option ${locked && host.chosen.includes(id) ? 'chosen' : ''}"
          part="option"
          value=${id}
          @click=${host.onSubmit}
          aria-disabled=${locked || !host.endpoint ? 'true' : nothing}
        >
          ${faces[index]}<span class="title"><bdi>${title}</bdi></span>
        </button>`,
    );
  }
}

/** A rating has three to seven steps: fewer are a choice, more are no faces that could be told apart. */
function layoutOf({ layout }: CitizenPoll, { kind, options: { length } }: Poll): string {
  const wanted = layout ?? (kind === 'rating' ? 'rating' : 'choices');
  const fits = kind !== 'multiple' && (wanted === 'buttons' || (wanted === 'rating' && length >= 3 && length <= 7));
  return fits ? wanted : 'choices';
}
