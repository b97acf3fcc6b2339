import { type TemplateResult, css, html, nothing } from 'lit';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { once } from '../../endpoint/response-cache.ts';
import { sea as en } from '../../i18n/en/sea.ts';
import { sea as vi } from '../../i18n/vi/sea.ts';
import { parseSea, SEA_SOURCE, seaRequests } from '../../weather/marine.ts';
import type { SeaReport, WeatherPlace, WeatherReport, WeatherRequest } from '../../weather/model.ts';
import type { WeatherFormatter } from './formatter.ts';
import { type Fact, renderFactList } from './now.ts';
import { coordinatesOf, gatherRequests } from './report-requests.ts';
import { minutesSince } from './report-times.ts';

export const texts = { en, vi };

/** The next high and low water of a day each. */
const MOST_TIDES = 4;

/**
 * Adds the sea to the reports that don't have it from their own source.
 *
 * @param places those of the reports, where it is known before they come that none has it
 */
export async function addSea(
  coming: Promise<readonly WeatherReport[]>,
  places: readonly WeatherPlace[] | undefined,
  src: string | undefined,
  get: Loading['get'],
): Promise<void> {
  const without = places ?? (await coming).filter(({ sea }) => !sea).map(({ place }) => place);
  const located = without.filter(({ latitude }) => latitude !== undefined);
  if (!located.length) return;
  const found = new Map<string, SeaReport | undefined>();
  const load = async ({ url, places }: WeatherRequest): Promise<void> => {
    const { answer } = await get(url);
    const all = once(answer, 'sea', ({ bytes, url }) => parseSea(bytes, { url }));
    places.forEach((place, index) => found.set(coordinatesOf(place), all[index]));
  };
  const format = { name: 'sea', requests: seaRequests };
  await Promise.all((await gatherRequests(src ?? SEA_SOURCE, format, located)).map(load));
  for (const report of await coming) report.sea ??= found.get(coordinatesOf(report.place));
}

/** Waves, swell, water and the next tides; that it is no aid to navigation stands below. */
export function renderSea(sea: SeaReport, report: WeatherReport, formatter: WeatherFormatter): TemplateResult {
  const { texts } = formatter;
  const moment = sea.current ?? sea.hours.findLast(({ time }) => minutesSince(time) >= 0) ?? sea.hours[0];
  const waves = (name: string, height?: number, period?: number, from?: number): Fact[] =>
    height === undefined
      ? []
      : [
          [
            name,
            formatter.height(height),
            formatter.list([
              ...(from === undefined ? [] : [formatter.direction(from)]),
              ...(period === undefined ? [] : [formatter.seconds(period)]),
            ]),
          ],
        ];
  const { temperature, level } = moment ?? {};
  const tides = sea.tides.filter(({ time }) => minutesSince(time) < 0).slice(0, MOST_TIDES);
  const facts: Fact[] = [
    ...waves(texts.get('waves'), moment?.waveHeight, moment?.wavePeriod, moment?.waveFrom),
    ...waves(texts.get('swell'), moment?.swellHeight, moment?.swellPeriod, moment?.swellFrom),
    ...(temperature === undefined
      ? []
      : [[texts.get('water-temperature'), formatter.temperature(temperature)] as const]),
    ...(tides.length || level === undefined ? [] : [[texts.get('level'), formatter.height(level)] as const]),
    ...tides.map(({ kind, time, level }): Fact => [
      texts.get(kind === 'high' ? 'high-tide' : 'low-tide'),
      formatter.time(time, report),
      formatter.height(level),
    ]),
  ];
  const { attribution } = sea;
  return html`${renderFactList(facts)}
    <p class="quiet">
      ${texts.get('notice')}
      ${
        attribution && attribution.url !== report.attribution?.url
          ? html`<a href=${attribution.url}>${texts.get('attribution', { name: attribution.name })}</a>`
          : nothing
      }
    </p>`;
}

export const styles = css`
  .sea {
    display: grid;
    gap: calc(2 * var(--_space));
  }
`;
