import { outlook as en } from '../../i18n/en/weather-outlook.ts';
import { outlook as vi } from '../../i18n/vi/weather-outlook.ts';
import type { WeatherReport } from '../../weather/model.ts';
import { weatherOutlook, type WeatherSpell } from '../../weather/outlook.ts';
import type { WeatherFormatter } from './formatter.ts';

export const texts = { name: 'weather-outlook', en, vi };

/** Parts of a day in which a wind is told without its hours: first hour and last. */
const PARTS_OF_DAY = [
  ['morning', 5, 12],
  ['afternoon', 12, 18],
  ['evening', 18, 22],
  ['night', 22, 29],
] as const;

/** With fewer known hours (ms) nothing is said of "the next 24 hours". */
const DAY = 23 * 3_600_000;

/**
 * What the next hours bring: whether and when it rains, how warm it gets, whether the wind is strong. Undefined where the
 * report doesn't tell.
 */
export function outlookSentence(
  report: WeatherReport,
  formatter: WeatherFormatter,
  now = new Date(),
): string | undefined {
  const { texts } = formatter;
  const { until = now, precipitation, thunder, wind, high } = weatherOutlook(report, { now });
  const hour = (time = until) => formatter.hourAhead(time, report, now);
  const spellOf = (kind: 'rain' | 'storm' | 'snow' | 'wind', { from, to, returns }: WeatherSpell): string => {
    const form = !from ? 'until' : to && !returns ? 'between' : 'from';
    return texts.get(`${kind}.${form}`, { from: hour(from), to: hour(to) });
  };
  const part = wind && partOfDay(wind, (time) => formatter.hourOfDay(time, report), now);
  // A thunderstorm is rain: one sentence where both come and go together.
  const isStorm = thunder && precipitation && spellOf('storm', thunder) === spellOf('storm', precipitation);
  const sentences = [
    precipitation && !isStorm && spellOf(precipitation.kind === 'rain' ? 'rain' : 'snow', precipitation),
    precipitation === false &&
      (until.getTime() - now.getTime() < DAY ? texts.get('dry.until', { to: hour() }) : texts.get('dry.all')),
    thunder && spellOf('storm', thunder),
    high && texts.get(`high.${high.day}`, { temperature: formatter.temperature(high.temperature) }),
    wind && (part ? texts.get(`wind.${part}`) : spellOf('wind', wind)),
  ].filter((sentence) => typeof sentence === 'string');
  return sentences.length ? sentences.reduce((first, next) => texts.get('join', { first, next })) : undefined;
}

/** The part of today, or of the coming night, in which a spell lies. */
function partOfDay({ from, to, returns }: WeatherSpell, hourOf: (time: Date) => number, now: Date) {
  if (!from || !to || returns) return undefined;
  const hour = hourOf(from);
  // Hours beyond 24 are of tomorrow.
  const first = hour < hourOf(now) ? hour + 24 : hour;
  const last = first + (to.getTime() - from.getTime()) / 3_600_000;
  return PARTS_OF_DAY.find(([, begins, ends]) => first >= begins && last <= ends)?.[0];
}
