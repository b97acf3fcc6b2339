import { html, nothing, type TemplateResult } from 'lit';
import { dateFormat } from '../../i18n/format.ts';
import { dayAndTime, type timeOfDay } from '../../i18n/moments.ts';
import { surveyPhase, type Survey, type SurveyQuestion } from '../../survey/model.ts';
import type { SurveyStep } from '../../survey/rules.ts';
import { renderHeading } from '../widget-frame.ts';
import type { QuestionView, SurveyTexts } from './survey-question.ts';

export type { SurveyTexts };

/** How a survey is drawn, before and after it is sent. */
export interface SurveyView {
  texts: QuestionView['texts'];
  survey: Survey;
  /** Level of the survey's title. */
  level: number;
  /** Time zone in which times are shown. */
  timeZone: string | undefined;
}

export interface SurveyFormOptions extends SurveyView {
  /** What is on show: all steps, or one of them. */
  steps: readonly SurveyStep[];
  /** The number of the step on show, from 0, and how many there are; undefined when all are on show. */
  progress: { step: number; total: number } | undefined;
  /** What is wrong, above the questions. */
  summary: unknown;
  renderQuestion: (question: SurveyQuestion) => TemplateResult;
  /** There is an endpoint that takes answers. */
  canSend: boolean;
  kiosk: boolean;
  onInput: (event: Event) => void;
  onPress: (event: Event) => void;
  onBack: () => void;
  onRestart: () => void;
}

/**
 * The form, or one step of it. Each step and question has a place of its own among those that don't show: none takes over
 * the fields of another.
 */
export function renderForm(options: SurveyFormOptions): TemplateResult {
  const { texts, survey, steps, progress, canSend, kiosk, level } = options;
  const isFirst = !progress?.step;
  const isLast = !progress || progress.step === progress.total - 1;
  return html`<form novalidate autocomplete="off" @input=${options.onInput} @submit=${options.onPress}>
    ${options.summary}
    ${survey.questions.map((first, index, all) => {
      const step = steps.find(({ questions }) => questions[0] === first);
      const end = all.indexOf(step?.questions.at(-1) ?? first) + 1;
      return step
        ? html`<section>
            ${step.section || progress ? renderHeading(sectionTitle(options, step.section), level + 1, 'section') : nothing}
            ${all.slice(index, end).map((each) => (step.questions.includes(each) ? options.renderQuestion(each) : nothing))}
          </section>`
        : nothing;
    })}
    ${isLast ? renderPrivacy(options) : nothing}
    <div class="actions">
      ${
        isLast && !canSend
          ? nothing
          : html`<button class="button primary" part="submit" @click=${options.onPress}>
              ${texts.get(isLast ? 'send' : 'next')}
            </button>`
      }
      ${
        isFirst
          ? nothing
          : html`<button class="button" part="back" type="button" @click=${options.onBack}>
              ${texts.get('back')}
            </button>`
      }
      ${
        kiosk
          ? html`<button class="button" type="button" @click=${options.onRestart}>${texts.get('restart')}</button>`
          : nothing
      }
    </div>
    ${isLast && !canSend ? html`<p>${texts.get('no-endpoint')}</p>` : nothing}
  </form>`;
}

/** The survey's title; with `isWhole` its explanation, and how long it is open. */
export function renderIntroduction(view: SurveyView, isWhole: boolean): TemplateResult {
  const { texts, survey, level } = view;
  const { title, description, expires_at: end } = survey;
  const isOpen = surveyPhase(survey, Date.now()) === 'open';
  return html`${title ? renderHeading(html`<bdi>${title}</bdi>`, level, 'survey-title') : nothing}
  ${description && isWhole ? html`<p part="description"><bdi>${description}</bdi></p>` : nothing}
  ${
    isOpen && isWhole && end !== null
      ? html`<p class="quiet" part="time">${texts.get('until', { time: formatTime(view, end) })}</p>`
      : nothing
  }`;
}

/** Why there is no form; undefined when there is one. */
export function renderClosed(view: SurveyView): TemplateResult | undefined {
  const { texts, survey } = view;
  const phase = surveyPhase(survey, Date.now());
  if (survey.answered) return html`<p>${texts.get('answered')}</p>`;
  if (phase === 'closed') return html`<p>${texts.get('closed')}</p>`;
  if (phase === 'open') return undefined;
  return html`<p>${texts.get('opens', { time: formatTime(view, survey.opens_at) })}</p>`;
}

/** Grey shapes of a form's first step: two questions with five answers, and a button. */
export function renderSkeleton(): TemplateResult {
  const bone = html`<span class="bone"></span>`;
  const row = html`<div class="row"><div class="title">${bone}</div></div>`;
  const question = html`<div class="block">
    <p class="question">${bone}<span class="bone narrow"></span></p>
    <div class="rows">${row}${row}${row}${row}${row}</div>
  </div>`;
  return html`<p class="survey-title">${bone}</p>
    ${question}${question}
    <div class="actions"><span class="button"></span></div>`;
}

/** Day and time of day, or the time of day alone, as the language writes them. */
export function formatTime(
  { texts, timeZone }: Pick<SurveyView, 'texts' | 'timeZone'>,
  time: string | number | null,
  write: typeof dayAndTime | typeof timeOfDay = dayAndTime,
): string {
  return write(texts, (options) => dateFormat(texts.locale, { ...options, timeZone }).format(new Date(time ?? 0)));
}

/** The step in words, and what it is about. */
function sectionTitle({ texts, progress }: SurveyFormOptions, section: string | undefined): TemplateResult {
  const step = progress && texts.get('step', { step: progress.step + 1, total: progress.total });
  return html`${step ? html`<span class="step" part="step">${step}</span> ` : nothing}${
    section ? html`<bdi>${section}</bdi>` : nothing
  }`;
}

/** What becomes of the answers. On a shared screen nobody may be led away by a link. */
function renderPrivacy({ texts, survey: { privacy }, kiosk }: SurveyFormOptions): unknown {
  if (!privacy) return nothing;
  const title = texts.get('about-privacy');
  return html`<div class="privacy" part="privacy">
    <p class="label">${privacy.url && !kiosk ? html`<a href=${privacy.url}>${title}</a>` : title}</p>
    ${privacy.text ? html`<p><bdi>${privacy.text}</bdi></p>` : nothing}
  </div>`;
}
