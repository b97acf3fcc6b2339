import { html, nothing, type TemplateResult } from 'lit';
import type { form } from '../../i18n/en/form.ts';
import type { choices } from '../../i18n/en/choices.ts';
import type { survey } from '../../i18n/en/survey.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { SharedTexts } from '../../i18n/texts-controller.ts';
import {
  chosenIds,
  otherText,
  type SurveyAnswer,
  type SurveyChoice,
  type SurveyOption,
  type SurveyQuestion,
} from '../../survey/model.ts';
import { canHaveFaces, moodsOf, renderFace } from '../citizen-poll/faces.ts';

export type SurveyTexts = typeof survey & typeof form & typeof choices;

/** How one question is drawn. */
export interface QuestionView<Question extends SurveyQuestion = SurveyQuestion> {
  texts: ReadTexts<SurveyTexts & SharedTexts>;
  question: Question;
  /** Prefix of the ids and names of its fields. */
  name: string;
  answer: SurveyAnswer | undefined;
  /** What is wrong with the answer. */
  fault: string | undefined;
  /** Whether an answer is required, or optional, where that has to be said. */
  mark: 'required' | 'optional' | undefined;
  /** There is room for a table. */
  isWide: boolean;
  /** Asked once before an answer is sent that seems to name a person. */
  found: unknown;
}

type Choices = Extract<SurveyQuestion, { kind: 'single' | 'multiple' | 'rating' }>;
type Grid = Extract<SurveyQuestion, { kind: 'grid' }>;
type Field = Extract<SurveyQuestion, { kind: 'text' | 'number' }>;

/** The most columns of a grid that is drawn as a table. */
const MOST_COLUMNS = 7;

/** A question with its fields: a fieldset, or a label for a single field. */
export function renderQuestion(view: QuestionView): TemplateResult {
  const { question } = view;
  const { kind, required } = question;
  if (kind === 'text' || kind === 'number') return renderField({ ...view, question });
  const isRadios = kind === 'single' || kind === 'rating';
  return html`<fieldset
    class="block"
    id=${view.name}
    data-question=${question.id}
    role=${isRadios ? 'radiogroup' : nothing}
    aria-describedby=${`${view.name}-hint`}
    aria-invalid=${isRadios && view.fault ? 'true' : nothing}
    aria-required=${isRadios && required ? 'true' : nothing}
  >
    <legend class="question" part="question">${renderTitle(view)}</legend>
    ${renderHints(view)} ${kind === 'grid' ? renderGrid({ ...view, question }) : renderChoices({ ...view, question })}
    ${view.found ?? nothing}
  </fieldset>`;
}

/** The answer in a question's fields. */
export function readAnswer(block: Element, { kind }: SurveyQuestion): SurveyAnswer | undefined {
  if (kind === 'text' || kind === 'number')
    return block.querySelector<HTMLInputElement | HTMLTextAreaElement>('.field')!.value;
  const checked = [...block.querySelectorAll('input')].filter((input) => input.checked);
  if (kind === 'grid') return Object.fromEntries(checked.map(({ dataset, value }) => [dataset['row']!, value]));
  const own = block.querySelector<HTMLInputElement>('.field')?.value ?? '';
  const choices: SurveyChoice[] = checked.map(({ value }) => value || { other: own });
  return kind === 'multiple' ? choices : choices[0];
}

function renderTitle({ texts, question, mark }: QuestionView): TemplateResult {
  // The build trims the ends of a template: the space must not be at one.
  return html`<bdi>${question.title}</bdi> ${mark ? html`<span class="mark">${texts.get(mark)}</span>` : nothing}`;
}

/** Ids of what is said beside the question's title. */
const describedBy = ({ name }: QuestionView): string => `${name}-hint ${name}-fault`;

function renderHints(view: QuestionView): TemplateResult {
  const { texts, question, name, fault } = view;
  const { description, kind } = question;
  return html`<div id=${`${name}-hint`} class="hint">
      ${description ? html`<p part="description"><bdi>${description}</bdi></p>` : nothing}
      ${kind === 'multiple' ? html`<p class="quiet">${amountOf({ ...view, question })}</p>` : nothing}
      ${kind === 'text' ? html`<p class="quiet">${texts.get('privacy')}</p>` : nothing}
    </div>
    <p class="fault" part="fault" id=${`${name}-fault`}>${fault ?? nothing}</p>`;
}

/** How many may be chosen. */
function amountOf({
  texts,
  question,
}: QuestionView<Extract<SurveyQuestion, { kind: 'single' | 'multiple' }>>): unknown {
  const length = question.options.length + Number(question.other ?? false);
  const { min_choices: least = question.required ? 1 : 0, max_choices: most = length } = question;
  if (least === most) return texts.get('choose.exactly', { count: least });
  if (most >= length) return least ? texts.get('choose.least', { count: least }) : nothing;
  return least < 2 ? texts.get('choose.most', { count: most }) : texts.get('choose.between', { least, most });
}

function renderChoices(view: QuestionView<Choices>): TemplateResult {
  const { texts, question, name, answer, fault } = view;
  const { kind, options } = question;
  const type = kind === 'multiple' ? 'checkbox' : 'radio';
  const chosen = chosenIds(answer);
  const own = otherText(answer);
  const hasFaces = kind === 'rating' && canHaveFaces(options);
  const moods = hasFaces ? moodsOf(options) : [];
  const row = (value: string, title: string, isChosen: boolean, mood?: number): TemplateResult =>
    html`<label class="row option" part="option">
      <input
        type=${type}
        name=${name}
        value=${value}
        .checked=${isChosen}
        aria-describedby=${fault ? `${name}-fault` : nothing}
        aria-invalid=${fault && type === 'checkbox' ? 'true' : nothing}
      />${mood === undefined ? nothing : renderFace(mood)}<span class="title"><bdi>${title}</bdi></span>
    </label>`;
  const hasOther = kind !== 'rating' && question.other;
  return html`<div class="rows ${hasFaces ? 'faces' : ''} ${options.length > 5 ? 'many' : ''}" part="options">
    ${options.map(({ id, title }, index) => row(id, title, chosen.includes(id), moods[index]))}
    ${hasOther ? row('', texts.get('other'), own !== undefined) : nothing}
    ${
      hasOther && own !== undefined
        ? html`<div class="specify">
            <label for=${`${name}-field`}>${texts.get('specify')}</label>
            <p class="quiet" id=${`${name}-note`}>${texts.get('privacy')}</p>
            <input
              class="field"
              part="field"
              type="text"
              id=${`${name}-field`}
              .value=${own}
              aria-describedby=${`${name}-note ${name}-fault`}
              aria-invalid=${fault ? 'true' : nothing}
            />
          </div>`
        : nothing
    }
  </div>`;
}

/** Where there is room a table; else each row is a question of its own. */
function renderGrid(view: QuestionView<Grid>): TemplateResult {
  const { question, name, answer, fault, isWide } = view;
  const { rows, options } = question;
  const chosen = (answer ?? {}) as Readonly<Record<string, string>>;
  const radio = (row: SurveyOption, index: number, { id }: SurveyOption, labelledBy?: string): TemplateResult =>
    html`<input
      type="radio"
      name=${`${name}-${index}`}
      data-row=${row.id}
      value=${id}
      .checked=${Object.hasOwn(chosen, row.id) && chosen[row.id] === id}
      aria-labelledby=${labelledBy ?? nothing}
      aria-describedby=${fault ? `${name}-fault` : nothing}
    />`;
  if (isWide && options.length <= MOST_COLUMNS)
    return html`<table class="grid" part="grid">
      <thead>
        <tr>
          <td></td>
          ${options.map(({ title }, column) => html`<th scope="col" id=${`${name}-c${column}`}><bdi>${title}</bdi></th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, index) =>
            html`<tr>
              <th scope="row" id=${`${name}-r${index}`}><bdi>${row.title}</bdi></th>
              ${options.map(
                (option, column) =>
                  html`<td>
                    <label class="cell">${radio(row, index, option, `${name}-r${index} ${name}-c${column}`)}</label>
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>`;
  return html`${rows.map(
    (row, index) =>
      html`<fieldset class="grid-row" role="radiogroup">
        <legend><bdi>${row.title}</bdi></legend>
        <div class="rows" part="options">
          ${options.map(
            (option) =>
              html`<label class="row option" part="option"
                >${radio(row, index, option)}<span class="title"><bdi>${option.title}</bdi></span></label
              >`,
          )}
        </div>
      </fieldset>`,
  )}`;
}

/** A text or a number: a label and its field. */
function renderField(view: QuestionView<Field>): TemplateResult {
  const { question, name, fault } = view;
  const answer = typeof view.answer === 'object' ? '' : String(view.answer ?? '');
  const field = `${name}-field`;
  const isLong = question.kind === 'text' && (question.multiline ?? question.max_length > 200);
  const left = question.kind === 'text' ? question.max_length - answer.trim().length : Infinity;
  return html`<div class="block" id=${name} data-question=${question.id}>
    <label class="question" part="question" for=${field}>${renderTitle(view)}</label>
    ${renderHints(view)}
    ${
      isLong
        ? html`<textarea
            class="field"
            part="field"
            id=${field}
            rows="4"
            .value=${answer}
            aria-describedby=${describedBy(view)}
            aria-invalid=${fault ? 'true' : nothing}
            aria-required=${question.required ? 'true' : nothing}
          ></textarea>`
        : html`<input
            class="field ${question.kind}"
            part="field"
            id=${field}
            type="text"
            inputmode=${question.kind === 'number' ? inputModeOf(question) : nothing}
            .value=${answer}
            aria-describedby=${describedBy(view)}
            aria-invalid=${fault ? 'true' : nothing}
            aria-required=${question.required ? 'true' : nothing}
          />`
    }
    ${left < 100 ? html`<p class=${left < 0 ? 'fault' : 'quiet'}>${roomLeft(view, left)}</p>` : nothing}
    ${view.found ?? nothing}
  </div>`;
}

function roomLeft({ texts }: QuestionView, left: number): string {
  return left < 0 ? texts.get('characters-over', { count: -left }) : texts.get('characters-left', { count: left });
}

/** A phone's number pad has neither a sign nor, in some languages, a point. */
function inputModeOf({ min, step }: Extract<Field, { kind: 'number' }>): 'numeric' | 'decimal' | 'text' {
  if (min === undefined || min < 0) return 'text';
  return Number.isInteger(step) ? 'numeric' : 'decimal';
}
