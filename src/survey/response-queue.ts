import { KioskQueue, type KioskQueueState } from '../outbox/kiosk-queue.ts';
import { scopeOf } from '../outbox/outbox.ts';
import type { SurveyAnswers } from './model.ts';
import {
  parseResponse,
  type ResponseBoxOptions,
  sendResponse,
  type SurveyResponse,
  toResponse,
} from './response-box.ts';

export type ResponseQueueState = KioskQueueState<SurveyResponse, string>;

/** The responses of a shared screen. */
export class ResponseQueue extends KioskQueue<SurveyResponse, string> {
  readonly #options: ResponseBoxOptions<ResponseQueueState>;

  constructor(options: ResponseBoxOptions<ResponseQueueState>) {
    super({
      ...options,
      kind: 'kiosk-response',
      scope: scopeOf(options.url, options.survey().id),
      parse: parseResponse,
      send: (response, submit) => sendResponse(response, options, submit),
    });
    this.#options = options;
  }

  /** Writes answers down and sends them, after those that wait already. */
  respond(answers: SurveyAnswers, context = ''): void {
    this.submit(toResponse(this.#options.survey(), answers, context));
  }
}
