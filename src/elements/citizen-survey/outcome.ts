import { html, nothing, type TemplateResult } from 'lit';
import type { formFound } from '../../i18n/en/form-found.ts';
import type { surveyOutcome } from '../../i18n/en/survey-outcome.ts';
import { numberFormat } from '../../i18n/format.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { SharedTexts } from '../../i18n/texts-controller.ts';
import type { PersonalHint, SurveyFault } from '../../survey/faults.ts';
import { answerTo, chosenIds, otherText, type SurveyAnswers, type SurveyQuestion } from '../../survey/model.ts';
import { shownQuestions } from '../../survey/rules.ts';
import { renderHeading } from '../widget-frame.ts';
import type { SurveyTexts, SurveyView } from './survey-form.ts';

/** How a survey is drawn after the button was pressed. */
export interface OutcomeView extends SurveyView {
  texts: ReadTexts<SurveyTexts & typeof formFound & typeof surveyOutcome & SharedTexts>;
}

/** What is wrong with an answer; `refused`: the server says so. */
export type ShownFault = Omit<SurveyFault, 'code'> & { code: SurveyFault['code'] | 'refused' };

/** The faults in one place, each with a link to its question. */
export function renderSummary(
  view: OutcomeView,
  faults: readonly ShownFault[],
  answers: SurveyAnswers,
  onJump: (question: string) => void,
): unknown {
  if (faults.length === 0) return nothing;
  const { texts, survey } = view;
  const jump = (event: Event, question: string): void => {
    event.preventDefault();
    onJump(question);
  };
  const isRefused = faults.every(({ code }) => code === 'refused');
  const title = isRefused ? texts.get('refused.invalid') : texts.get('faults', { count: faults.length });
  return html`<div class="message error summary" part="summary" role="alert" tabindex="-1">
    ${renderHeading(title, view.level + 1, 'summary-title')}
    <ul>
      ${faults.map((fault) => {
        const question = survey.questions.find(({ id }) => id === fault.question);
        return question
          ? html`<li>
              <a href="#" @click=${(event: Event) => jump(event, question.id)}><bdi>${question.title}</bdi></a>
              ${isRefused ? nothing : html`<span>${faultText(view, fault, question, answers)}</span>`}
            </li>`
          : nothing;
      })}
    </ul>
  </div>`;
}

/** What is wrong with an answer, in words. */
export function faultText(
  { texts }: OutcomeView,
  { code, min = 0, max = 0, step = 1 }: ShownFault,
  question: SurveyQuestion,
  answers: SurveyAnswers,
): string {
  const answer = answerTo(answers, question.id);
  const chosen = chosenIds(answer).length + Number(otherText(answer) !== undefined);
  switch (code) {
    case 'required':
    case 'unknown-choice':
      return texts.get('fault.required');
    case 'rows-missing':
      return texts.get('fault.rows');
    case 'other-empty':
      return texts.get('fault.other');
    case 'too-few':
      return texts.get('fault.few', { count: min, chosen });
    case 'too-many':
      return texts.get('fault.many', { count: max, chosen });
    case 'too-long':
      return texts.get('fault.long', { count: max });
    case 'not-a-number':
      return texts.get('fault.number');
    case 'too-small':
      return texts.get('fault.small', { min });
    case 'too-large':
      return texts.get('fault.large', { max });
    case 'off-step': {
      const from = (question as { min?: number }).min ?? 0;
      const value = Number(String(answer as string | number).replace(',', '.'));
      const low = from + Math.floor((value - from) / step) * step;
      return texts.get('fault.step', { low: round(low), high: round(low + step) });
    }
    case 'refused':
      return texts.get('refused.invalid');
  }
}

/** The question whether to send what seems to name a person. */
export function renderFound(
  { texts }: OutcomeView,
  hint: PersonalHint,
  onSend: () => void,
  onEdit: () => void,
): unknown {
  const sentence = hint === 'identity-number' ? 'found.identity' : (`found.${hint}` as const);
  return html`<div class="message found" part="message" role="alert" tabindex="-1">
    <p>${texts.get(sentence)} ${texts.get('found.ask')}</p>
    <div class="actions">
      <button class="button" type="button" @click=${onEdit}>${texts.get('edit')}</button>
      <button class="button" type="button" @click=${onSend}>${texts.get('send-anyway')}</button>
    </div>
  </div>`;
}

/** Sums of decimal steps end in …0000004. */
const round = (value: number): number => Number(value.toPrecision(12));

/** One's own answers, to read and to print. */
export function renderAnswers(view: OutcomeView, answers: SurveyAnswers): TemplateResult {
  const { texts, survey, level } = view;
  return html`<div class="sent" tabindex="-1">
    ${renderHeading(texts.get('your-answers'), level + 1, 'section')}
    <dl part="answers">
      ${shownQuestions(survey, answers).map((question) => {
        const lines = linesOf(view, question, answers);
        return html`<dt><bdi>${question.title}</bdi></dt>
          ${
            lines.length > 0
              ? lines.map((line) => html`<dd><bdi>${line}</bdi></dd>`)
              : html`<dd class="quiet">${texts.get('not-answered')}</dd>`
          }`;
      })}
    </dl>
    <button class="button" part="print" type="button" @click=${() => print()}>${texts.get('print')}</button>
  </div>`;
}

function linesOf({ texts }: OutcomeView, question: SurveyQuestion, answers: SurveyAnswers): string[] {
  const answer = answerTo(answers, question.id);
  if (typeof answer === 'number') return [numberFormat(texts.locale).format(answer)];
  if (question.kind === 'text' || question.kind === 'number') return typeof answer === 'string' ? [answer] : [];
  const titleOf = (chosen: string): string => question.options.find(({ id }) => id === chosen)?.title ?? chosen;
  if (question.kind === 'grid') {
    const chosen = (answer ?? {}) as Readonly<Record<string, string>>;
    return question.rows.flatMap(({ id, title }) =>
      Object.hasOwn(chosen, id) ? `${title}: ${titleOf(chosen[id]!)}` : [],
    );
  }
  const own = otherText(answer);
  return [...chosenIds(answer).map(titleOf), ...(own === undefined ? [] : [`${texts.get('other')}: ${own}`])];
}
