import { html, nothing, type TemplateResult } from 'lit';
import type { CivicError } from '../../errors.ts';
import { formFound as foundEn } from '../../i18n/en/form-found.ts';
import { surveyOutcome as en } from '../../i18n/en/survey-outcome.ts';
import { timeOfDay } from '../../i18n/moments.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import { formFound as foundVi } from '../../i18n/vi/form-found.ts';
import { surveyOutcome as vi } from '../../i18n/vi/survey-outcome.ts';
import { scopeOf } from '../../outbox/address.ts';
import { looksPersonal, surveyFaults, type PersonalHint } from '../../survey/faults.ts';
import { answerTo, otherText, type Survey, type SurveyAnswers, type SurveyQuestion } from '../../survey/model.ts';
import {
  DraftStore,
  refusedQuestions,
  ResponseBox,
  withResponse,
  type ResponseState,
  type SurveyDraft,
} from '../../survey/response-box.ts';
import { attempt, device, poster, type PostingOptions } from '../posting.ts';
import { faultText, renderAnswers, renderFound, renderSummary, type OutcomeView, type ShownFault } from './outcome.ts';
import { formatTime, type SurveyTexts, type SurveyView } from './survey-form.ts';

/** What the controller needs of the widget. */
export interface ResponseHost {
  texts: TextsController<SurveyTexts>;
  requestUpdate(): void;
  reload(): Promise<void>;
  requestOptions(): PostingOptions;
  /** The survey on show. */
  survey(): Survey | undefined;
  show(survey: Survey): void;
  /** The server has taken answers, from here or from another tab: clear the form. */
  onCounted(): void;
  /** The server has refused answers, and these questions: back to the form with them. */
  onRefused(answers: SurveyAnswers, questions: readonly string[]): void;
  /** Dispatches `civic-error` for a refusal; false when the page draws it itself. */
  announceError(error: CivicError): boolean;
  announceResponse(survey: Survey, answers: SurveyAnswers): void;
}

/**
 * What a survey does and shows once something is entered: checks, drafts, and a response box with the widget's life
 * cycle, other tabs and the network. Loaded when the form is on show, before it where this browser has kept something.
 */
export class ResponseController {
  state: ResponseState = { status: 'empty' };
  readonly #host: ResponseHost;
  readonly #texts: OutcomeView['texts'];
  /** Answers that the citizen wants to send although they seem to name a person. */
  readonly #confirmed = new Set<string>();
  #box?: ResponseBox;
  #drafts?: DraftStore;
  #scope?: string;
  #survey?: Survey;
  /** The page draws the last refusal itself. */
  #isErrorHandled = false;

  constructor(host: ResponseHost) {
    this.#host = host;
    this.#texts = host.texts.add('survey', { en, vi }).add('form', { en: foundEn, vi: foundVi });
  }

  /** The loaded survey with what is known of this browser's response; starts sending a stored response. */
  open(survey: Survey, url: string): Survey {
    this.#survey = survey;
    const scope = scopeOf(url, survey.id);
    if (scope !== this.#scope) {
      this.close();
      this.#scope = scope;
      this.#drafts = new DraftStore(
        url,
        survey.id,
        attempt(() => sessionStorage),
      );
      this.#box = new ResponseBox({
        ...device(),
        url,
        survey: () => this.#survey!,
        post: poster(() => this.#host.requestOptions()),
        changed: (state) => this.#onState(state),
      });
      this.#box.sync();
    }
    return withResponse(survey, this.state);
  }

  /** Stops sending; what is stored stays. */
  close(): void {
    this.#box?.close();
    this.state = { status: 'empty' };
    this.#box = this.#drafts = this.#scope = undefined;
  }

  /** Stores answers and sends them. */
  respond(answers: SurveyAnswers, context: string | undefined): void {
    this.#box?.respond(answers, context);
  }

  /** Answers that were not sent before the tab was loaded again. */
  get draft(): SurveyDraft | undefined {
    return this.#drafts?.read();
  }

  /** Keeps the answers so far. */
  set draft(draft: SurveyDraft | undefined) {
    if (draft && Object.keys(draft.answers).length > 0) this.#drafts?.write(draft);
    else this.#drafts?.erase();
  }

  /** Answers that are made and can't be changed now. */
  get pending(): SurveyAnswers | undefined {
    const { state } = this;
    const isPending = state.status === 'written' || state.status === 'sending' || state.status === 'stopped';
    return isPending ? state.item.answers : undefined;
  }

  /** Answers to show in place of the form: on their way, just counted, or refused for good. */
  get sent(): SurveyAnswers | undefined {
    const { state } = this;
    const isOver = state.status === 'counted' || (state.status === 'refused' && state.error.code !== 'invalid');
    return this.pending ?? (isOver ? state.item?.answers : undefined);
  }

  connected(): void {
    addEventListener('storage', this.#onStorage);
    addEventListener('online', this.#onChance);
    document.addEventListener('visibilitychange', this.#onChance);
  }

  disconnected(): void {
    removeEventListener('storage', this.#onStorage);
    removeEventListener('online', this.#onChance);
    document.removeEventListener('visibilitychange', this.#onChance);
  }

  /** What has become of the response, read out when it changes; undefined when there is nothing to say. */
  renderNote(view: SurveyView): unknown {
    const { state } = this;
    const texts = this.#texts;
    const { survey } = view;
    if (state.status === 'sending' || (state.status === 'written' && !state.error))
      return html`<p>${texts.get('sending')}</p>`;
    if (state.status === 'written' || state.status === 'stopped') {
      const retryAt = state.status === 'written' ? (state.retryAt ?? 0) : 0;
      const sentence = state.status === 'stopped' ? 'stopped' : this.#box?.isDurable ? 'pending' : 'pending.page';
      const later =
        retryAt - Date.now() > 10_000 && texts.get('pending.later', { time: formatTime(view, retryAt, timeOfDay) });
      return html`<div class="message">
        <p>${texts.get(sentence)} ${later || nothing}</p>
        <button class="button" type="button" @click=${() => this.#box?.wake()}>${texts.get('try-now')}</button>
      </div>`;
    }
    if (state.status === 'counted' && state.item)
      return html`<p class="success">${survey.thanks ?? texts.get('thanks')}</p>`;
    if (state.status !== 'refused' || this.#isErrorHandled) return undefined;
    const { code } = state.error;
    if (code === 'closed') return html`<p class="message">${texts.get('refused.closed')}</p>`;
    if (code === 'already-voted') return html`<p class="message">${texts.get('refused.answered')}</p>`;
    // The summary of faults says it.
    if (refusedQuestions(state.error).length > 0) return undefined;
    return html`<p class="message">${texts.get('refused.invalid')}</p>`;
  }

  renderRestored(onDiscard: () => void): TemplateResult {
    return html`<div class="message">
      <p>${this.#texts.get('restored')}</p>
      <button class="button" type="button" @click=${onDiscard}>${this.#texts.get('discard')}</button>
    </div>`;
  }

  /** One's own answers, to read and to print. */
  renderAnswers(view: SurveyView, answers: SurveyAnswers): TemplateResult {
    return renderAnswers(this.#viewOf(view), answers);
  }

  /** The faults in one place, each with a link to its question. */
  renderSummary(
    view: SurveyView,
    faults: readonly ShownFault[],
    answers: SurveyAnswers,
    onJump: (question: string) => void,
  ): unknown {
    return renderSummary(this.#viewOf(view), faults, answers, onJump);
  }

  /** What is wrong with the answer to a question, in words. */
  faultText(view: SurveyView, fault: ShownFault, question: SurveyQuestion, answers: SurveyAnswers): string {
    return faultText(this.#viewOf(view), fault, question, answers);
  }

  /** The question whether to send what seems to name a person. */
  renderFound(view: SurveyView, hint: PersonalHint, onSend: () => void, onEdit: () => void): unknown {
    return renderFound(this.#viewOf(view), hint, onSend, onEdit);
  }

  /** What is wrong with the answers to these questions. */
  faults(questions: readonly SurveyQuestion[], answers: SurveyAnswers): ShownFault[] {
    return surveyFaults(questions, answers);
  }

  /** The first text that seems to name a person, unless the citizen wants to send it all the same. */
  findPersonal(
    questions: readonly SurveyQuestion[],
    answers: SurveyAnswers,
  ): { question: string; hint: PersonalHint } | undefined {
    for (const question of questions) {
      const text = wordsOf(question, answers);
      const hint = text && !this.#confirmed.has(`${question.id} ${text}`) && looksPersonal(text);
      if (hint) return { question: question.id, hint };
    }
    return undefined;
  }

  /** The citizen wants to send the answer although it seems to name a person. */
  confirm(question: SurveyQuestion, answers: SurveyAnswers): void {
    this.#confirmed.add(`${question.id} ${wordsOf(question, answers) ?? ''}`);
  }

  /** Forgets what was confirmed. */
  clear(): void {
    this.#confirmed.clear();
  }

  #viewOf(view: SurveyView): OutcomeView {
    return { ...view, texts: this.#texts };
  }

  #onState(state: ResponseState): void {
    const host = this.#host;
    const before = this.state.status;
    this.state = state;
    host.requestUpdate();
    if (state.status === 'refused') {
      this.#isErrorHandled = !host.announceError(state.error);
      if (state.error.code === 'invalid') host.onRefused(state.item.answers, refusedQuestions(state.error));
      else host.onCounted();
      void host.reload();
    }
    if (state.status !== 'counted' || before === 'counted') return;
    host.onCounted();
    const survey = host.survey();
    if (!survey) return;
    host.show(withResponse(survey, state));
    if (state.item) host.announceResponse(survey, state.item.answers);
  }

  #onStorage = ({ key }: StorageEvent): void => this.#box?.storageChanged(key);

  #onChance = (): void => {
    if (this.state.status === 'written' && !document.hidden) this.#box?.wake();
  };
}

/** What the citizen wrote in answer to a question. */
function wordsOf({ id, kind }: SurveyQuestion, answers: SurveyAnswers): string | undefined {
  const answer = answerTo(answers, id);
  if (kind === 'text') return typeof answer === 'string' ? answer : undefined;
  return kind === 'single' || kind === 'multiple' ? otherText(answer) : undefined;
}
