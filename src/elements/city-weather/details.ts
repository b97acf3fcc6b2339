import { html, nothing, type ReactiveController, type SVGTemplateResult } from 'lit';
import { wakeIn } from '../../endpoint/wake-ups.ts';
import { weatherDetails as en } from '../../i18n/en/weather-details.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import { weatherDetails as vi } from '../../i18n/vi/weather-details.ts';
import { buttons } from '../../theme/buttons.ts';
import { styles as iconStyles, weatherIcon } from '../../theme/weather-icons.ts';
import type { WeatherReport } from '../../weather/model.ts';
import type { CityWeather } from './city-weather.ts';
import { styles as detailsStyles } from './details.styles.ts';
import { ForecastWords } from './forecast-words.ts';
import { minutesOld } from './now.ts';
import { daysTable, daysToCome, facts } from './place-views.ts';
import type { WeatherTexts } from './words.ts';

export const styles = [buttons, detailsStyles, iconStyles];

/** A report that was made longer ago than this, in minutes, is called old. */
const OLD = 180;

/** Seconds after which "now" is looked at again. */
const CLOCK = 600;

/** What not every report has. */
const VIEWS = {
  hours: () => import('./hours-view.ts'),
  layouts: () => import('./layouts-view.ts'),
  air: () => import('./air-view.ts'),
  warnings: () => import('./warnings-view.ts'),
};

type Views = { [Name in keyof typeof VIEWS]?: Awaited<ReturnType<(typeof VIEWS)[Name]>> };

/** All that a report shows besides its first sentence, and what can be done with it. */
export class Details implements ReactiveController {
  readonly Words = ForecastWords;
  readonly drawing: (condition: number, isDay?: boolean) => SVGTemplateResult = (condition, isDay = true) =>
    weatherIcon(condition, isDay);

  #host: CityWeather;
  #texts: TextsController<WeatherTexts & typeof en>;
  #isLocateRefused = false;
  #stopClock?: () => void;
  #views: Views = {};
  #loading = new Map<keyof Views, Promise<void>>();

  constructor(host: CityWeather) {
    this.#host = host;
    this.#texts = host.texts.add('weather', { en, vi });
    host.addController(this);
  }

  hostConnected(): void {
    this.#tick();
  }

  hostDisconnected(): void {
    this.#stopClock?.();
  }

  /** What is told of one place below its first sentence. `below`: the level of the headings below the widget's. */
  renderDetails(report: WeatherReport, below: number): unknown {
    const host = this.#host;
    const words = this.#words;
    const { show, hours, days } = host.wanted;
    const upcoming = report.hours.filter(({ time }) => minutesOld(time) < 60).slice(0, hours);
    const coming = daysToCome(report).slice(0, days);
    const part = (name: 'hours' | 'days' | 'air', content: unknown) =>
      html`<div class=${name} part=${name}>
        ${host.renderHeading(this.#texts.get(name), { below, name: 'part-name' })} ${content ?? nothing}
      </div>`;
    return html`
      ${facts(report, words, show)}
      ${
        show.includes('hours') && upcoming.length
          ? part('hours', this.#view('hours')?.hours(host, report, upcoming, words, show))
          : nothing
      }
      ${show.includes('days') && coming.length ? part('days', daysTable(report, words, coming, this.#icon)) : nothing}
      ${show.includes('air') && report.air ? part('air', this.#view('air')?.airView(report.air, words)) : nothing}
    `;
  }

  /** The layouts that are no tabs. */
  renderLayout(reports: WeatherReport[]): unknown {
    const host = this.#host;
    const layouts = this.#view('layouts');
    return html`${this.renderWarnings(reports)}
    ${
      host.layout === 'cards'
        ? layouts?.cards(reports, (report) => host.renderNamed(report))
        : layouts?.[host.layout as 'list' | 'compact'](reports, this.#words, host.wanted.show, this.#icon)
    }
    ${this.renderFooter(reports)}`;
  }

  /** Above all, and announced when they come; nobody can close them, they end by themselves. */
  renderWarnings(reports: WeatherReport[]): unknown {
    const { wanted, warningsSrc } = this.#host;
    const isWarned = wanted.show.includes('warnings') || !!warningsSrc;
    const hasWarnings = isWarned && reports.some(({ warnings }) => warnings.length);
    return html`<div role="status">
      ${hasWarnings ? (this.#view('warnings')?.warningsView(reports, this.#words) ?? nothing) : nothing}
    </div>`;
  }

  /** Who made the reports on show, and when; an old one is called so. */
  renderFooter(reports: WeatherReport[]): unknown {
    const { locate, myPlaces } = this.#host;
    const texts = this.#texts;
    const oldest = reports
      .filter(({ issued }) => issued)
      .sort((one, other) => Number(one.issued) - Number(other.issued))[0];
    const sources = new Map(reports.map(({ attribution }) => [attribution?.url, attribution]));
    const isOld = oldest?.issued && minutesOld(oldest.issued) > OLD;
    return html`${
        locate && !myPlaces.length
          ? html`<div class="locate">
              <button class="button" type="button" part="locate" @click=${this.#onLocate}>
                ${texts.get('locate')}
              </button>
              <p role="status">${this.#isLocateRefused ? texts.get('locate-failed') : nothing}</p>
            </div>`
          : nothing
      }
      <p class="attribution quiet" part="attribution">
        ${
          oldest?.issued
            ? html`<span class=${isOld ? 'old' : ''}
                >${texts.get(isOld ? 'issued-old' : 'issued', { time: this.#words.moment(oldest.issued, oldest) })}</span
              >`
            : nothing
        }
        ${[...sources.values()].map(
          (source) => source && html`<a href=${source.url}>${texts.get('attribution', { name: source.name })}</a>`,
        )}
      </p>`;
  }

  /** Loads a view, which then draws. */
  load(name: keyof Views): Promise<void> {
    const loading =
      this.#loading.get(name) ??
      VIEWS[name]().then(
        (view) => {
          this.#host.adopt(view.styles);
          Object.assign(this.#views, { [name]: view });
          this.#host.requestUpdate();
        },
        (error: unknown) => {
          this.#loading.delete(name);
          throw error;
        },
      );
    this.#loading.set(name, loading);
    return loading;
  }

  /** Arrow keys move between tabs and choose at once, Home and End go to the ends (ARIA APG, tabs). */
  readonly onTabKey = (event: KeyboardEvent): void => {
    const tabs = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')];
    const index = tabs.indexOf(event.target as HTMLElement);
    const forward = (event.target as Element).matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = (event.target as Element).matches(':dir(rtl)') ? 'ArrowRight' : 'ArrowLeft';
    const next = { [forward]: index + 1, [backward]: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || index < 0) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    tab?.click();
    tab?.focus();
  };

  /** A view that is loaded once something is on show; undefined until it is there. */
  #view<Name extends keyof Views>(name: Name): Views[Name] {
    // Without its drawing the report is still readable, and the next drawing tries again.
    if (!this.#views[name]) this.#host.updateComplete.then(() => this.load(name)).catch(() => undefined);
    return this.#views[name];
  }

  get #words(): ForecastWords {
    return this.#host.words as ForecastWords;
  }

  #icon = (moment?: Parameters<CityWeather['icon']>[0]): unknown => this.#host.icon(moment);

  #onLocate = (): void => {
    const host = this.#host;
    this.#isLocateRefused = false;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // About a kilometre is all that the weather needs, and all that leaves the device.
        const [latitude, longitude] = [coords.latitude, coords.longitude].map(
          (degrees) => Math.round(degrees * 100) / 100,
        );
        const name = this.#texts.get('my-place');
        host.myPlaces = [{ name, latitude, longitude }];
        host.select(name);
      },
      () => {
        this.#isLocateRefused = true;
        host.requestUpdate();
      },
      { timeout: 20_000, maximumAge: 600_000 },
    );
  };

  #tick = (): void => {
    this.#stopClock = wakeIn(CLOCK, this.#tick);
    this.#host.requestUpdate();
  };
}
