import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { schedule } from '../../endpoint/refresh-scheduler.ts';
import { once } from '../../endpoint/response-cache.ts';
import { CivicError, loadChunk } from '../../errors.ts';
import { form as formEn } from '../../i18n/en/form.ts';
import { choices as choicesEn } from '../../i18n/en/choices.ts';
import { survey as surveyEn } from '../../i18n/en/survey.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { form as formVi } from '../../i18n/vi/form.ts';
import { choices as choicesVi } from '../../i18n/vi/choices.ts';
import { survey as surveyVi } from '../../i18n/vi/survey.ts';
import { isServer } from '../../is-server.ts';
import { codeHeader } from '../../outbox/address.ts';
import type { PersonalHint } from '../../survey/faults.ts';
import {
  answerTo,
  surveyPhase,
  type Survey,
  type SurveyAnswer,
  type SurveyAnswers,
  type SurveyQuestion,
} from '../../survey/model.ts';
import { parseSurvey } from '../../survey/parse.ts';
import { shownQuestions, surveySteps } from '../../survey/rules.ts';
import { options } from '../../theme/options.ts';
import { type Body, type BodyOrigin, flag, WidgetElement } from '../widget-element.ts';
import { styles } from './citizen-survey.styles.ts';
import type { ShownFault } from './outcome.ts';
import type { ResponseController } from './response-controller.ts';
import {
  renderClosed,
  renderForm,
  renderIntroduction,
  renderSkeleton,
  type SurveyTexts,
  type SurveyView,
} from './survey-form.ts';
import type { SurveyKiosk } from './survey-kiosk.ts';
import { readAnswer, renderQuestion } from './survey-question.ts';

/**
 * A survey: several questions, one form. Answers are stored before they are sent, and sent again until the server has
 * answered. What is not sent yet survives a reload of the tab.
 *
 * @tag citizen-survey
 * @csspart survey-title - the survey's title
 * @csspart description - the explanation of the survey, or of a question
 * @csspart time - until when answers are taken
 * @csspart section - the title of a group of questions
 * @csspart step - the number of the step, in its title
 * @csspart summary - the list of faults
 * @csspart summary-title - its title
 * @csspart question - a question's title
 * @csspart options - the list of a question's options
 * @csspart option - one option with its radio, checkbox or face
 * @csspart field - a field for text or a number
 * @csspart grid - the table of a question with rows
 * @csspart fault - the message about a fault in an answer
 * @csspart privacy - what becomes of the answers
 * @csspart submit - the button that goes on, or sends
 * @csspart back - the button that goes back a step
 * @csspart note - the line about the state of the answers
 * @csspart answers - the list of one's own answers
 * @csspart print - the button that prints them
 * @fires {CustomEvent<{ survey: Survey, answers: SurveyAnswers }>} civic-response - the server took the answers
 */
export class CitizenSurvey extends WidgetElement<Survey> {
  static override styles = [...WidgetElement.styles, options, styles];

  protected override readonly texts = new TextsController<SurveyTexts>(
    this,
    { name: 'survey', en: surveyEn, vi: surveyVi },
    { name: 'form', en: formEn, vi: formVi },
    { name: 'poll', en: choicesEn, vi: choicesVi },
  );

  /** The survey's id under the settings' endpoint. */
  @property() survey?: string;

  /** `page` (all questions) or `steps` (one section after the other). */
  @property() layout: 'page' | 'steps' = 'page';

  /** Where the survey is asked, such as a counter's name: sent along, at most 200 characters. */
  @property() context?: string;

  /** For a shared screen: thanks, then an empty form; nothing is remembered. */
  @property({ type: Boolean, converter: flag }) kiosk = false;

  /** Seconds that a kiosk shows its thanks. A form that was begun and left is cleared after three times as long. */
  @property({ type: Number, attribute: 'kiosk-reset' }) kioskReset = 10;

  /** What is entered so far, by question. */
  @state() private answers: SurveyAnswers = {};
  /** The step on show, from 0. */
  @state() private step = 0;
  @state() private faults: readonly ShownFault[] = [];
  /** A question whose answer seems to name a person. */
  @state() private found?: { question: string; hint: PersonalHint };
  /** The answers on show are a draft of before the reload. */
  @state() private isRestored = false;
  /** What the button needs could not be loaded. */
  @state() private isUnavailable = false;
  /** There is room for tables. */
  @state() private isWide = false;
  @state() private isPrinting = false;
  @state() private response?: ResponseController;
  @state() private terminal?: SurveyKiosk;

  /** What to focus after the next update. */
  #focus?: string;
  #hadFocus = false;
  #cancelTick?: () => void;
  #sizes?: ResizeObserver;

  override connectedCallback(): void {
    // What a server has drawn is taken over as it is.
    const isDrawn = this.shadowRoot !== null;
    super.connectedCallback();
    if (!isDrawn) this.isWide = this.#fits(this.clientWidth);
    this.response?.connected();
    this.terminal?.connected();
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    this.#sizes = new ResizeObserver(([entry]) => this.#onSize(entry!));
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.response?.disconnected();
    this.terminal?.disconnected();
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    this.#sizes?.disconnect();
    this.#cancelTick?.();
    // Moving an element disconnects and connects it at once: keep the response.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.response?.close();
      this.terminal?.close();
    });
  }

  // --- data --------------------------------------------------------------------------------------------------------

  protected override isEmpty({ questions }: Survey): boolean {
    return questions.length === 0;
  }

  protected override get path(): string | undefined {
    return this.survey && `surveys/${encodeURIComponent(this.survey)}`;
  }

  protected override source(): readonly unknown[] | undefined {
    return super.source()?.concat(this.kiosk);
  }

  protected override async load(loading: Loading): Promise<Survey> {
    const survey = await super.load(loading);
    const endpoint = this.#endpoint;
    if (isServer) return survey;
    if (this.kiosk) return this.#openKiosk(survey);
    if (!endpoint) {
      this.response?.close();
      return survey;
    }
    // A form that was answered, or begun, must not show as an empty one first.
    if (this.response || hasTraces(endpoint)) return this.#open(await this.#loadResponse(), survey, endpoint);
    return survey;
  }

  protected override read(body: Body, { url }: Partial<BodyOrigin>): Survey {
    return parseSurvey(body, { url });
  }

  protected override async fetchData([url = '']: readonly string[], loading: Loading): Promise<Survey> {
    const { answer } = await loading.get(url, { headers: codeHeader(url) }).catch((error: unknown) => {
      const isMissing = error instanceof CivicError && error.status === 404;
      throw isMissing
        ? new CivicError('not-found', 'there is no such survey', { status: 404, url, cause: error })
        : error;
    });
    return once(answer, this.readKey, ({ bytes }) => this.read(bytes, { url }));
  }

  // --- the answers -------------------------------------------------------------------------------------------------

  /** Where answers are sent; undefined when the page gave the survey without an endpoint. */
  get #endpoint(): string | undefined {
    return this.urls()?.[0];
  }

  /** The survey with what this browser knows of the response, and a draft that it has kept. */
  #open(response: ResponseController, survey: Survey, endpoint: string): Survey {
    const known = response.open(survey, endpoint);
    const { draft } = response;
    if (draft && !this.#hasAnswers && !response.pending && !known.answered) {
      this.answers = draft.answers;
      this.step = draft.step;
      this.isRestored = true;
    }
    if (this.#hasAnswers) response.draft = { answers: this.answers, step: this.step };
    return known;
  }

  async #loadResponse(): Promise<ResponseController> {
    const { ResponseController } = await loadChunk(import('./response-controller.ts'));
    if (this.response) return this.response;
    this.response = new ResponseController({
      texts: this.texts,
      requestUpdate: () => this.requestUpdate(),
      reload: () => this.reload(),
      requestOptions: () => this.requestOptions(),
      survey: () => this.data,
      show: (survey) => this.putOnShow(survey),
      onCounted: () => this.#clear(),
      onRefused: (answers, questions) => this.#onRefused(answers, questions),
      announceError: (error) => this.announceError(error),
      announceResponse: (survey, answers) => this.#announceResponse(survey, answers),
    });
    this.response.connected();
    return this.response;
  }

  get #hasAnswers(): boolean {
    return Object.keys(this.answers).length > 0;
  }

  #clear(): void {
    this.answers = {};
    this.step = 0;
    this.faults = [];
    this.found = undefined;
    this.isRestored = this.isUnavailable = false;
    this.response?.clear();
  }

  #onRefused(answers: SurveyAnswers, questions: readonly string[]): void {
    this.answers = answers;
    this.faults = questions.map((question) => ({ question, code: 'refused' }));
    if (questions[0] !== undefined) this.#showStepOf(questions[0]);
    if (this.shadowRoot?.activeElement) this.#focus = '.summary';
  }

  #announceResponse(survey: Survey, answers: SurveyAnswers): void {
    this.dispatchEvent(
      new CustomEvent('civic-response', { bubbles: true, composed: true, detail: { survey, answers } }),
    );
  }

  /** On a kiosk nobody has answered. */
  async #openKiosk(survey: Survey): Promise<Survey> {
    const endpoint = this.#endpoint;
    this.response?.close();
    const fresh = survey.answered ? { ...survey, answered: false } : survey;
    if (!endpoint) return fresh;
    const { SurveyKiosk } = await loadChunk(import('./survey-kiosk.ts'));
    if (!this.terminal) {
      this.terminal = new SurveyKiosk({
        element: this,
        root: () => this.shadowRoot,
        requestUpdate: () => this.requestUpdate(),
        requestOptions: () => this.requestOptions(),
        reset: () => this.kioskReset,
        clear: () => this.#clear(),
        announceResponse: (known, answers) => this.#announceResponse(known, answers),
      });
      this.terminal.connected();
    }
    this.terminal.open(fresh, endpoint);
    return fresh;
  }

  // --- handlers ----------------------------------------------------------------------------------------------------

  #onInput = (event: Event): void => {
    const block = (event.target as Element).closest<HTMLElement>('[data-question]');
    const question = this.data?.questions.find(({ id }) => id === block?.dataset['question']);
    if (!block || !question) return;
    this.#setAnswer(question, readAnswer(block, question));
  };

  #setAnswer({ id }: SurveyQuestion, answer: SurveyAnswer | undefined): void {
    const { [id]: _, ...others } = this.answers;
    this.answers = answer === undefined ? others : { ...others, [id]: answer };
    if (this.found?.question === id) this.found = undefined;
    // Faults that are mended go; a new one is named at the next press.
    this.faults = this.faults.filter((fault) => fault.question !== id || this.#isFaulty(id));
  }

  #isFaulty(id: string): boolean {
    const questions = this.data?.questions.filter((question) => question.id === id) ?? [];
    return !!this.response?.faults(questions, this.answers).length;
  }

  /**
   * Listens to the click of the button (Enter causes one, too), because a frame without `allow-forms` gets no submit event;
   * and to that event, for scripts that call `requestSubmit()`.
   */
  #onPress = (event: Event): void => {
    event.preventDefault();
    void this.#goOn();
  };

  /** Checks what is on show; then shows the next step, or sends. */
  async #goOn(): Promise<void> {
    this.isUnavailable = false;
    const response = await this.#loadResponse().catch(() => undefined);
    const { data: survey, answers } = this;
    const endpoint = this.#endpoint;
    this.isUnavailable = !response;
    if (!response || !survey) return;
    const { steps, step, total } = this.#steps(survey);
    if (
      this.#stop(
        response,
        steps.flatMap(({ questions }) => questions),
      )
    )
      return;
    if (this.layout === 'steps' && step < total - 1) return this.#showStep(step + 1);
    // An answer changed afterwards may have put a question into an earlier step.
    if (this.#stop(response, shownQuestions(survey, answers)) || !endpoint) return;
    if (this.kiosk) return this.terminal?.respond(answers, this.context);
    response.open(survey, endpoint);
    if (response.pending) return;
    this.#focus = '.sent';
    this.isRestored = false;
    response.respond(answers, this.context);
  }

  /** Whether something is wrong with the answers to these questions, or has to be asked first. */
  #stop(response: ResponseController, questions: readonly SurveyQuestion[]): boolean {
    this.faults = response.faults(questions, this.answers);
    this.found = this.faults.length > 0 ? undefined : response.findPersonal(questions, this.answers);
    const first = this.faults[0] ?? this.found;
    if (!first) return false;
    this.#showStepOf(first.question);
    this.#focus = this.found ? '.found' : '.summary';
    this.requestUpdate();
    return true;
  }

  #showStep(step: number): void {
    this.step = step;
    this.faults = [];
    this.found = undefined;
    this.#focus = '.section';
  }

  #showStepOf(question: string): void {
    const steps = this.data ? surveySteps(this.data, this.answers) : [];
    const step = steps.findIndex(({ questions }) => questions.some(({ id }) => id === question));
    if (step >= 0) this.step = step;
  }

  /** From the summary to a question. */
  #jump = (question: string): void => {
    this.#showStepOf(question);
    this.#focus = `#${this.#nameOf(question)} :is(input, textarea)`;
    this.requestUpdate();
  };

  #restart = (): void => {
    this.#clear();
    this.#focus = ':is(.section, form :is(input, textarea))';
  };

  #onPrint = ({ type }: Event): void => {
    this.isPrinting = type === 'beforeprint';
  };

  #onSize({ contentRect: { width } }: ResizeObserverEntry): void {
    const isWide = this.#fits(width);
    // Drawn within the callback, the new height would be a loop to the observer, which is an error event of the page.
    if (isWide !== this.isWide) requestAnimationFrame(() => (this.isWide = isWide));
  }

  #fits(width: number): boolean {
    return width >= 40 * parseFloat(getComputedStyle(this).fontSize);
  }

  // --- view --------------------------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#hadFocus = !isServer && !!this.shadowRoot?.activeElement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.terminal?.updated();
    this.#moveFocus();
    this.#plan();
    const { answers, step, response, data } = this;
    if (response && !this.kiosk && ['answers', 'step', 'response'].some((name) => changed.has(name)))
      response.draft = { answers, step };
    // Ahead of the first press: the network may be gone by then.
    if (data && !response && isOpen(data)) void this.#prepare();
  }

  /** Loads what is needed once something is entered. A failure shows at the press. */
  async #prepare(): Promise<void> {
    const response = await this.#loadResponse().catch(() => undefined);
    const { data: survey } = this;
    const endpoint = this.#endpoint;
    if (!response || !survey || !endpoint || this.kiosk) return;
    const known = this.#open(response, survey, endpoint);
    if (known !== survey) this.putOnShow(known);
  }

  /** To what was asked for; or to what replaced the element that had it. */
  #moveFocus(): void {
    const { shadowRoot: root } = this;
    const found = this.#focus && root?.querySelector<HTMLElement>(this.#focus);
    if (found) {
      this.#focus = undefined;
      // Headings take the focus from here only.
      if (found.matches('.section')) found.tabIndex = -1;
      found.focus();
      if (found.matches('.sent')) root?.querySelector('.note')?.scrollIntoView({ block: 'nearest' });
    } else if (this.#hadFocus && !root?.activeElement) {
      root?.querySelector<HTMLElement>(':is(.sent, .widget)')?.focus();
    }
  }

  /** Asks again when the survey opens or closes; only the server closes it. */
  #plan(): void {
    this.#cancelTick?.();
    const { data: survey } = this;
    if (!survey || !this.isConnected) return;
    const phase = surveyPhase(survey, Date.now());
    const end = phase === 'upcoming' ? survey.opens_at : phase === 'open' ? survey.expires_at : null;
    if (end === null) return;
    const left = Date.parse(end) - Date.now();
    // After the end, at growing intervals: the server's clock may differ, or the survey may be a static file.
    const wait = left > 0 ? left : Math.max(30_000, -left);
    this.#cancelTick = schedule(wait / 1000 + 0.5, () => void this.reload());
  }

  protected override renderContent(survey: Survey): unknown {
    const { texts, kiosk, terminal, response, zone: timeZone } = this;
    const level = this.headingLevel + 1;
    const view: SurveyView = { texts, survey, level, timeZone };
    const thanks = kiosk ? terminal?.renderThanks(texts, survey.thanks) : undefined;
    const closed = renderClosed(view);
    // What was entered when the survey closed is still there to read.
    const sent = response?.sent ?? (closed && this.#hasAnswers ? this.answers : undefined);
    const isForm = !thanks && !closed && !sent;
    const { steps, step, total } = this.#steps(survey);
    const note = kiosk
      ? (closed ?? terminal?.renderNote(texts, survey.thanks))
      : (response?.renderNote(view) ?? closed ?? this.#renderNote());
    return html`<div class="survey ${kiosk ? 'kiosk' : ''}">
      ${thanks ? nothing : renderIntroduction(view, isForm && step === 0)}
      <div class="note" part="note" aria-live="polite">${note}</div>
      ${thanks ?? (sent && response?.renderAnswers(view, sent))}
      ${
        isForm
          ? renderForm({
              ...view,
              ...{ steps, kiosk },
              progress: this.#isInSteps ? { step, total } : undefined,
              summary: response?.renderSummary(view, this.faults, this.answers, this.#jump),
              renderQuestion: (question) => this.#renderQuestion(view, question),
              canSend: !!this.#endpoint,
              onInput: this.#onInput,
              onPress: this.#onPress,
              onBack: () => this.#showStep(step - 1),
              onRestart: this.#restart,
            })
          : nothing
      }
    </div>`;
  }

  protected override renderSkeleton(): TemplateResult {
    return renderSkeleton();
  }

  /** What is said above the form about what is in it. */
  #renderNote(): unknown {
    const { texts } = this;
    if (this.isUnavailable) return html`<p class="message">${texts.get('error.network')}</p>`;
    return this.isRestored ? this.response?.renderRestored(this.#restart) : nothing;
  }

  /** On paper, all steps are one page. */
  get #isInSteps(): boolean {
    return this.layout === 'steps' && !this.isPrinting;
  }

  /** The steps on show, the number of the current one, and how many there are. */
  #steps(survey: Survey) {
    const all = surveySteps(survey, this.answers);
    if (!this.#isInSteps) return { steps: all, step: 0, total: 1 };
    // An answer may have taken away the steps at the end.
    const step = Math.min(this.step, all.length - 1);
    return { steps: all.slice(step, step + 1), step, total: all.length };
  }

  #nameOf(question: string): string {
    return `q${this.data?.questions.findIndex(({ id }) => id === question) ?? 0}`;
  }

  #renderQuestion(view: SurveyView, question: SurveyQuestion): TemplateResult {
    const { texts, answers, faults, found } = this;
    const { id, required } = question;
    const fault = faults.find((each) => each.question === id);
    const { questions } = view.survey;
    // The kind that is rarer is marked.
    const areMostRequired = questions.filter((each) => each.required).length * 2 > questions.length;
    const mark = required ? 'required' : 'optional';
    return renderQuestion({
      ...{ texts, question },
      // Paper has room for the table, whatever the screen.
      isWide: this.isWide || this.isPrinting,
      name: this.#nameOf(id),
      answer: answerTo(answers, id),
      fault: fault && this.response?.faultText(view, fault, question, answers),
      mark: required === areMostRequired ? undefined : mark,
      found: found?.question === id ? this.#renderFound(view, question, found.hint) : undefined,
    });
  }

  #renderFound(view: SurveyView, question: SurveyQuestion, hint: PersonalHint): unknown {
    const { response, answers } = this;
    const onSend = (): void => {
      response?.confirm(question, answers);
      void this.#goOn();
    };
    const onEdit = (): void => {
      this.found = undefined;
      this.#focus = `#${this.#nameOf(question.id)} .field`;
    };
    return response?.renderFound(view, hint, onSend, onEdit);
  }
}

const isOpen = (survey: Survey): boolean => !survey.answered && surveyPhase(survey, Date.now()) === 'open';

/** Whether this browser has kept something about the survey at an address: an answer, or a draft. */
function hasTraces(url: string): boolean {
  const address = ` ${url.replace(/[?#].*/s, '')} `;
  return [() => localStorage, () => sessionStorage].some((storage) => {
    try {
      return Object.keys(storage()).some((key) => key.replace(/^civic-widgets:\w+:/, ' ').startsWith(address));
    } catch {
      // Blocked, or sandboxed.
      return false;
    }
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'citizen-survey': CitizenSurvey;
  }
  interface GlobalEventHandlersEventMap {
    'civic-response': CustomEvent<{ survey: Survey; answers: SurveyAnswers }>;
  }
}
