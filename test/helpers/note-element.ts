import { html } from 'lit';
import { CivicError } from '../../src/errors.ts';
import { type Body, WidgetElement } from '../../src/elements/widget-element.ts';
import { TextsController } from '../../src/i18n/texts-controller.ts';

const en = { heading: 'Note', empty: 'There is no note.' };
const vi = { heading: 'Ghi chú', empty: 'Chưa có ghi chú.' };

export interface Note {
  text: string;
}

/** The smallest widget: what the base does is tested on it, free of any real widget's matters. */
export class NoteElement extends WidgetElement<Note> {
  protected override texts = new TextsController<typeof en>(this, { name: 'note', en, vi });
  protected override path = 'note';

  protected override read(body: Body): Note {
    if (typeof body === 'object' && !(body instanceof Uint8Array)) return body as Note;
    try {
      return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as Note;
    } catch (cause) {
      throw new CivicError('format', 'not a note', { cause });
    }
  }

  protected override isEmpty({ text }: Note): boolean {
    return text === '';
  }

  protected override renderContent({ text }: Note): unknown {
    return html`<p class="note">${text}</p>`;
  }

  protected override renderSkeleton(): unknown {
    return html`<span class="bone"></span>`;
  }
}

customElements.define('civic-note', NoteElement);

declare global {
  interface HTMLElementTagNameMap {
    'civic-note': NoteElement;
  }
}
