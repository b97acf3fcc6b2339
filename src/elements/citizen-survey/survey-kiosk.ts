import { scopeOf } from '../../outbox/outbox.ts';
import type { Survey, SurveyAnswers } from '../../survey/model.ts';
import { ResponseQueue, type SurveyResponse } from '../../survey/response-box.ts';
import { type KioskHost, KioskScreen } from '../kiosk-screen.ts';
import { device, poster } from '../posting.ts';

export interface SurveyKioskHost extends KioskHost {
  announceResponse(survey: Survey, answers: SurveyAnswers): void;
}

/** A shared screen with a survey. */
export class SurveyKiosk extends KioskScreen<SurveyResponse, string, ResponseQueue> {
  readonly #announceResponse: SurveyKioskHost['announceResponse'];
  #survey?: Survey;

  constructor(host: SurveyKioskHost) {
    super(host);
    this.#announceResponse = host.announceResponse;
  }

  /** Opens the queue of this survey and sends what waits in it. */
  open(survey: Survey, url: string): void {
    this.#survey = survey;
    this.openQueue(
      scopeOf(url, survey.id),
      (changed) =>
        new ResponseQueue({
          ...device(),
          ...{ url, changed },
          survey: () => this.#survey!,
          post: poster(() => this.host.requestOptions()),
        }),
    );
  }

  /** Stores answers, shows thanks, then an empty form for the next person. */
  respond(answers: SurveyAnswers, context: string | undefined): void {
    this.send((queue) => queue.respond(answers, context));
  }

  protected override counted({ answers }: SurveyResponse): void {
    this.#announceResponse(this.#survey!, answers);
  }
}
