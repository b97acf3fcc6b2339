import { html, nothing, type TemplateResult } from 'lit';
import type { WrittenPage } from '../src/admin/wire.ts';
import type { Words } from './i18n/texts.ts';

/** What is taken out: of a vote its words, of a response the answer to one question. */
export interface Take {
  id: string;
  question?: string;
}

export interface WrittenOptions {
  /** Reads the texts, or those after an id. */
  onMore: (after?: string) => void;
  onTake: (take: Take) => void;
}

/** Texts of citizens, shown when they are asked for: plain text, whatever is in them. */
export function renderWritten(
  page: WrittenPage | undefined,
  words: Words,
  { onMore, onTake }: WrittenOptions,
): TemplateResult {
  let number = 0;
  return html`<section aria-labelledby="written">
    <h2 id="written" tabindex="-1">${words.get('written')}</h2>
    <p class="quiet">${words.get('written.about')}</p>
    ${
      page === undefined
        ? html`<button type="button" @click=${() => onMore()}>${words.get('written.show')}</button>`
        : page.written.length === 0
          ? html`<p class="quiet">${words.get('written.none')}</p>`
          : html`<ul class="written" role="list">
              ${page.written.map(
                ({ id, at, context, texts }) =>
                  html`<li>
                    <p class="quiet">${words.time(at)}${context ? html` · <bdi>${context}</bdi>` : nothing}</p>
                    ${texts.map(({ question, title, text, redacted }) => {
                      number++;
                      return html`${title ? html`<p class="asked"><bdi>${title}</bdi></p>` : nothing}
                        <div class="text">
                          <p><bdi>${redacted ? html`<em>${words.get('written.redacted')}</em>` : text}</bdi></p>
                          ${
                            redacted
                              ? nothing
                              : html`<button
                                  type="button"
                                  class="plain"
                                  aria-label=${words.get('redact.label', { number })}
                                  @click=${() => onTake({ id, ...(question && { question }) })}
                                >
                                  ${words.get('redact')}
                                </button>`
                          }
                        </div>`;
                    })}
                  </li>`,
              )}
            </ul>`
    }
    ${
      page?.next === undefined
        ? nothing
        : html`<button type="button" @click=${() => onMore(page.next)}>${words.get('written.more')}</button>`
    }
  </section>`;
}
