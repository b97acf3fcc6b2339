/** What the coming hours bring, as facts for one sentence. No words: these are for the dictionaries. */
import type { WeatherMoment, WeatherReport } from './model.ts';
import { localDate, localHour } from './time-zones.ts';

/**
 * Each fact is `undefined` where the report doesn't tell, `false` where it tells that nothing of the kind comes, else when
 * it comes.
 */
export interface WeatherOutlook {
  /** The end of the hours that were looked at. */
  until?: Date;
  /** Rain, snow or sleet. */
  precipitation?: PrecipitationSpell | false;
  thunder?: WeatherSpell | false;
  /** Wind of Beaufort 6 or more, or gusts of 8 or more. */
  wind?: WeatherSpell | false;
  /** The highest temperature still to come: of today while the day's warmth lies ahead, else of tomorrow. */
  high?: { temperature: number; day: 'today' | 'tomorrow' };
}

/** An hour may be as good as another: words should say "about". */
export interface WeatherSpell {
  /** Undefined: it is there already. */
  from?: Date;
  /** Undefined: it lasts to the end of the hours that were looked at. */
  to?: Date;
  /** There is more of it later. */
  returns: boolean;
}

export interface PrecipitationSpell extends WeatherSpell {
  kind: 'rain' | 'snow' | 'mixed';
}

/** Hours that a sentence looks ahead. */
const SPAN = 24;
/** With fewer known hours nothing is said to stay away. */
const LEAST_SPAN = 6;
const HOUR = 3_600_000;
/** Sources have steps of up to six hours. */
const LONGEST_STEP = 6 * HOUR;

/** mm in a step that are worth an umbrella, unless they are unlikely (%). */
const WET = 0.2;
const UNLIKELY = 30;
/** % from which on rain is expected, however much it is. */
const LIKELY = 60;
/** m/s: Beaufort 6 for the wind, 8 for gusts */
const STRONG_WIND = 10.8;
const STRONG_GUST = 17.2;
/** From this hour on, by the clocks of the place, the warmest of the day is over. */
const WARMEST_IS_OVER = 15;

/** What a report says of the next 24 hours, from `now` on. */
export function weatherOutlook(
  report: Pick<WeatherReport, 'place' | 'hours' | 'days'>,
  { now = new Date() }: { now?: Date } = {},
): WeatherOutlook {
  const steps = stepsAhead(report.hours, now);
  const precipitation = spellOf(steps, now, isWet);
  return {
    until: steps.at(-1)?.end,
    precipitation: precipitation && { ...precipitation.spell, kind: kindOf(precipitation.steps) },
    thunder: spellIn(spellOf(steps, now, isThunder)),
    wind: spellIn(spellOf(steps, now, isWindy)),
    high: highOf(report, steps, now),
  };
}

/** A moment and until when it holds. */
interface Step {
  moment: WeatherMoment;
  end: Date;
}

/** The step that `now` is in, and those that begin within the span. */
function stepsAhead(hours: readonly WeatherMoment[], now: Date): Step[] {
  const end = now.getTime() + SPAN * HOUR;
  let length = HOUR;
  return hours.flatMap((moment, index) => {
    const start = moment.time.getTime();
    const next = hours[index + 1]?.time.getTime();
    // The last step is as long as the one before.
    if (next !== undefined && next > start) length = Math.min(next - start, LONGEST_STEP);
    const isAhead = start + length > now.getTime() && start < end;
    return isAhead ? [{ moment, end: new Date(start + length) }] : [];
  });
}

/** The first spell of steps that pass `test` (undefined: the step doesn't tell); one dry step doesn't part it. */
function spellOf(
  steps: readonly Step[],
  now: Date,
  test: (moment: WeatherMoment) => boolean | undefined,
): { spell: WeatherSpell; steps: readonly Step[] } | false | undefined {
  const passed = steps.map(({ moment }) => test(moment));
  const first = passed.indexOf(true);
  if (first < 0) {
    const known = steps.filter((_, index) => passed[index] === false);
    const hours = known.reduce((sum, { moment, end }) => sum + (end.getTime() - moment.time.getTime()) / HOUR, 0);
    return hours >= LEAST_SPAN && known.length === steps.length ? false : undefined;
  }
  let last = first;
  for (let at = first + 1; at < steps.length && at - last <= 2; at++) if (passed[at]) last = at;
  const { time } = steps[first]!.moment;
  return {
    steps: steps.slice(first, last + 1),
    spell: {
      ...(time > now && { from: time }),
      ...(last < steps.length - 1 && { to: steps[last]!.end }),
      returns: passed.includes(true, last + 1),
    },
  };
}

function spellIn(found: ReturnType<typeof spellOf>): WeatherSpell | false | undefined {
  return found && found.spell;
}

function isWet({ rain, rainChance, condition }: WeatherMoment): boolean | undefined {
  if (rainChance !== undefined && rainChance >= LIKELY) return true;
  if (rain !== undefined) return rain >= WET && (rainChance ?? 100) >= UNLIKELY;
  if (rainChance !== undefined) return false;
  return condition === undefined ? undefined : condition >= 51;
}

function isWindy({ windSpeed, windGust }: WeatherMoment): boolean | undefined {
  if (windSpeed === undefined && windGust === undefined) return undefined;
  return (windSpeed ?? 0) >= STRONG_WIND || (windGust ?? 0) >= STRONG_GUST;
}

function isThunder({ condition }: WeatherMoment): boolean | undefined {
  return condition === undefined ? undefined : condition >= 95;
}

function kindOf(steps: readonly Step[]): PrecipitationSpell['kind'] {
  const codes = steps.flatMap(({ moment }) => moment.condition ?? []).filter((code) => code >= 51);
  const snow = codes.filter((code) => (code >= 71 && code <= 77) || code === 85 || code === 86).length;
  return !snow ? 'rain' : snow === codes.length ? 'snow' : 'mixed';
}

function highOf(
  { place, days }: Pick<WeatherReport, 'place' | 'days'>,
  steps: readonly Step[],
  now: Date,
): WeatherOutlook['high'] {
  const zone = place.timeZone ?? 'UTC';
  const today = localDate(now, zone);
  const dates = steps.map(({ moment }) => localDate(moment.time, zone));
  const ofHours = (date: string) =>
    highest(steps.map(({ moment }, index) => (dates[index] === date ? moment.temperature : undefined)));
  if (localHour(now, zone) < WARMEST_IS_OVER) {
    const temperature = ofHours(today) ?? days.find(({ date }) => date === today)?.high;
    return temperature === undefined ? undefined : { temperature, day: 'today' };
  }
  // Noon is 24 hours after a noon, also where the clocks change.
  const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10);
  const warmest = steps.find(
    ({ moment }, index) => dates[index] === tomorrow && localHour(moment.time, zone) >= WARMEST_IS_OVER - 2,
  );
  const temperature = days.find(({ date }) => date === tomorrow)?.high ?? (warmest && ofHours(tomorrow));
  return temperature === undefined ? undefined : { temperature, day: 'tomorrow' };
}

function highest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? Math.max(...known) : undefined;
}
