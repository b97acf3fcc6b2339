/** Thirty widgets on a page whose clock the caller moves on. */
import { type Page, expect } from '@playwright/test';
import { openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import type { HostSite } from './host-site.ts';

/** Seconds between refreshes of the news, the weather and the poll. */
const REFRESH = { news: 300, weather: 900, poll: 600 };
const EACH = 10;
/** A little more than the shortest of them, so that each step meets one wake-up. */
const STEP = 301;
export const DAY = 24 * 3600;
export const STEPS = Math.floor(DAY / STEP);

declare global {
  interface Window {
    day: { wakeUps: number; pending: number; settle: () => Promise<void>; take: () => number };
  }
}

const weather = '/v1/forecast?latitude=21.03&longitude=105.85&timezone=auto&current=temperature_2m,weather_code';
const tags = (tag: string): string => `${tag}</${tag.slice(1).split(' ')[0]}>`.repeat(EACH);
const PAGE = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
  <script type="module" src="/civic-widgets/civic-widgets.js"></script>
  ${tags(`<district-news src="/endpoints/news" refresh="${REFRESH.news}">`)}
  ${tags(`<city-weather src="/endpoints/weather" places="ha-noi" refresh="${REFRESH.weather}">`)}
  ${tags(`<citizen-poll src="/endpoints/polls/p" refresh="${REFRESH.poll}">`)}`;

export type Counts = Record<'wakeUps' | 'news' | 'weather' | 'poll', number>;

export class LongDay {
  readonly #page: Page;
  readonly #site: HostSite;

  constructor(page: Page, site: HostSite) {
    this.#page = page;
    this.#site = site;
  }

  async open(): Promise<void> {
    this.#site.pages.set('/', PAGE);
    const body = JSON.stringify(openMeteoAnswer(weather));
    this.#site.pages.set('/endpoints/weather', { body, headers: { 'content-type': 'application/json' } });
    await this.#page.addInitScript(() => {
      const { setTimeout: realTimeout, fetch: realFetch } = window;
      const sleep = () => new Promise<void>((resolve) => void realTimeout(resolve, 20));
      const settle = async (): Promise<void> => {
        do await sleep();
        while (window.day.pending > 0);
      };
      const take = (): number => {
        const { wakeUps } = window.day;
        window.day.wakeUps = 0;
        return wakeUps;
      };
      window.day = { wakeUps: 0, pending: 0, settle, take };
      // Until the whole body is here: a widget that were still reading would end its load at a later time of the clock than
      // the others, and ask for itself from then on.
      window.fetch = async (...request) => {
        window.day.pending++;
        try {
          const response = await realFetch(...request);
          await response.clone().arrayBuffer();
          return response;
        } finally {
          window.day.pending--;
        }
      };
    });
    await this.#page.clock.install();
    await this.#page.addInitScript(() => {
      const fakeTimeout = window.setTimeout;
      window.setTimeout = ((run: () => void, ms?: number) =>
        fakeTimeout(() => {
          window.day.wakeUps++;
          run();
        }, ms)) as typeof setTimeout;
    });
    await this.#page.goto(this.#site.url);
    await expect(this.#page.locator('district-news').last().getByText('Lịch tiếp công dân')).toBeVisible();
    await expect(this.#page.locator('citizen-poll').last().getByRole('radio').first()).toBeVisible();
    await expect(this.#page.locator('city-weather').last().getByText('Open-Meteo.com')).toBeVisible();
    await this.#page.evaluate(() => window.day.settle());
    // From now on time passes only when it is told to, however slow the machine.
    await this.#page.clock.pauseAt((await this.#page.evaluate(() => Date.now())) + 5000);
    await this.#page.evaluate(() => window.day.take());
  }

  /** Lets a day pass and says what happened in it. */
  async pass(): Promise<Counts> {
    const total: Counts = { wakeUps: 0, news: 0, weather: 0, poll: 0 };
    for (let passed = 0; passed < STEPS; passed++) {
      const counts = await this.step(STEP);
      for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += counts[name];
    }
    return total;
  }

  async step(seconds: number, begin?: () => Promise<void>): Promise<Counts> {
    this.#site.asked.length = 0;
    await begin?.();
    await this.#page.clock.runFor(seconds * 1000);
    const wakeUps = await this.#page.evaluate(() => window.day.settle().then(() => window.day.take()));
    const asked = (path: string): number => this.#site.asked.filter((url) => url.startsWith(path)).length;
    const [news, weather, poll] = [asked('/endpoints/news'), asked('/endpoints/weather'), asked('/endpoints/polls')];
    return { wakeUps, news, weather, poll };
  }

  hide(hidden: boolean): Promise<void> {
    return this.#page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  }
}
