import { expect, fixture, html } from '@open-wc/testing';
import { clearCache } from '../../../src/endpoint/response-cache.ts';
import '../../../src/elements/civic-settings/civic-settings.define.ts';
import '../../../src/elements/city-weather/city-weather.define.ts';
import type { CityWeather } from '../../../src/elements/city-weather/city-weather.ts';
import { type Climate, climates, openMeteoAnswer } from '../../fixtures/weather/open-meteo.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import type { Step } from '../../server/scripted-server.ts';

/** Everything that a widget may ask of Open-Meteo. */
const ALL =
  'timezone=auto&timeformat=unixtime&wind_speed_unit=ms&forecast_days=7' +
  '&current=temperature_2m,weather_code,is_day,apparent_temperature,relative_humidity_2m,wind_speed_10m,wind_direction_10m,wind_gusts_10m,precipitation' +
  '&hourly=temperature_2m,weather_code,is_day,precipitation,precipitation_probability,wind_speed_10m,wind_direction_10m,uv_index' +
  '&daily=weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,precipitation_probability_max,sunrise,sunset,uv_index_max';

export const THREE = [
  [21.03, 105.85],
  [16.07, 108.22],
  [10.78, 106.7],
] as const;

/** Open-Meteo's answer for places, by default Hà Nội, Đà Nẵng and TP Hồ Chí Minh, with all its variables. */
export function wire(
  places: readonly (readonly [number, number])[] = THREE,
  more: { now?: Date; climates?: Climate[] } = {},
) {
  const [latitude, longitude] = [0, 1].map((axis) => places.map((place) => place[axis]).join());
  return openMeteoAnswer(`/v1/forecast?latitude=${latitude}&longitude=${longitude}&${ALL}`, more);
}

/** An answer of one place with exactly this weather now. */
export function moment(values: object, climate: Climate = climates['ha-noi']): object {
  const answer = wire([THREE[0]], { climates: [climate] }) as { current: object };
  return { ...answer, current: { ...answer.current, ...values } };
}

export class Screen {
  readonly element: CityWeather;

  constructor(element: CityWeather) {
    this.element = element;
  }

  find(selector: string): HTMLElement | null {
    return this.element.shadowRoot!.querySelector<HTMLElement>(selector);
  }

  all(selector: string): HTMLElement[] {
    return [...this.element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  }

  text(selector: string): string {
    return words(this.find(selector)?.textContent);
  }

  texts(selector: string): string[] {
    return this.all(selector).map(({ textContent }) => words(textContent));
  }

  /** The facts under the large number, by their names. */
  get facts(): Record<string, string> {
    return Object.fromEntries(
      this.all('.facts > div').map((fact) => [
        words(fact.querySelector('dt')?.textContent),
        words(fact.querySelector('dd')?.textContent),
      ]),
    );
  }

  async press(key: string): Promise<void> {
    const focused = this.element.shadowRoot!.activeElement!;
    focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }));
    await this.element.updateComplete;
  }
}

/** Text as it is read: spaces of any kind are one space. */
export function words(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** A widget whose endpoint answers as the steps say; resolves when a report or what went wrong is on show. */
export async function show(attributes: Record<string, string | boolean> = {}, ...steps: Step[]) {
  clearCache();
  const { url, asked } = await endpoint(...(steps.length ? steps : [json(wire())]));
  const element = document.createElement('city-weather');
  const all: Record<string, string | boolean> = {
    src: url,
    lang: 'en-GB',
    places: 'ha-noi da-nang ho-chi-minh',
    ...attributes,
  };
  for (const [name, value] of Object.entries(all)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  await fixture(html`<div>${element}</div>`);
  await until(() => ['ready', 'empty', 'error'].includes(element.state), `something is on show, not ${element.state}`);
  await element.updateComplete;
  return { screen: new Screen(element), element, asked };
}

export async function expectAccessible({ element }: { element: CityWeather }): Promise<void> {
  await expect(element).shadowDom.to.be.accessible();
}
