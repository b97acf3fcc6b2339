import { html, nothing, type TemplateResult } from 'lit';
import type { QuestionResult, ResultGroup } from '../src/admin/wire.ts';
import { renderBars } from './bars.ts';
import type { Words } from './i18n/texts.ts';

/** Results of a survey: of all, or a part that can be opened for each place or month. */
export function renderGroups(groups: readonly ResultGroup[], words: Words): TemplateResult {
  const [first] = groups;
  if (!first || groups.every(({ responses }) => responses === 0))
    return html`<p class="quiet">${words.get('results.none')}</p>`;
  if (first.group === undefined) return renderQuestions(first.questions, words);
  return html`${groups.map(
    ({ group, responses, questions }, index) =>
      html`<details class="group" ?open=${index === 0}>
        <summary>
          <bdi>${group || words.get('results.no-context')}</bdi>
          <span class="quiet">${words.get('item.responses', { count: responses })}</span>
        </summary>
        ${renderQuestions(questions, words)}
      </details>`,
  )}`;
}

function renderQuestions(questions: readonly QuestionResult[], words: Words): TemplateResult {
  return html`${questions.map(
    (question) =>
      html`<section class="question">
        <h3><bdi>${question.title}</bdi></h3>
        <p class="quiet">${summaryOf(question, words)}</p>
        ${
          question.options
            ? renderBars(
                question.options.map((option) => ({ ...option, title: option.title || words.get('results.other') })),
                words,
              )
            : nothing
        }
      </section>`,
  )}`;
}

function summaryOf({ answered, options, mean, min, max }: QuestionResult, words: Words): string {
  const count = words.get('results.answered', { count: answered });
  if (mean === undefined) return count;
  const values = { mean: words.number(mean), min: min ?? 0, max: max ?? 0, steps: options?.length ?? 0 };
  return `${count}, ${words.get(options ? 'results.mean' : 'results.number', values)}`;
}
