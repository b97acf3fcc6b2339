import { expect } from '@open-wc/testing';
import { type WeatherDay, type WeatherMoment, weatherOutlook } from '../../src/weather/index.ts';

/** 08:20 in Hà Nội; the hour that runs began at 08:00. */
const NOW = new Date('2026-11-24T01:20:00Z');
const zone = 'Asia/Ho_Chi_Minh';

/** An instant by the clocks of Hà Nội; hours beyond 24 are of tomorrow. */
const at = (hour: number) => new Date(Date.parse('2026-11-23T17:00:00Z') + hour * 3_600_000);

/** Hours from 08:00 on: `rows` from there, the rest as `rest` has it. */
function hoursOf(
  rows: readonly Partial<WeatherMoment>[],
  rest: Partial<WeatherMoment> = {},
  count = 30,
): WeatherMoment[] {
  return Array.from({ length: count }, (_, index) => ({ time: at(8 + index), ...(rows[index] ?? rest) }));
}

const outlook = (hours: WeatherMoment[], { now = NOW, days = [] as WeatherDay[], timeZone = zone } = {}) =>
  weatherOutlook({ place: { name: 'Hà Nội', timeZone }, hours, days }, { now });

const DRY = { rain: 0, rainChance: 5, condition: 1 } as const;
const RAIN = { rain: 1.2, rainChance: 80, condition: 61 } as const;
const SNOW = { rain: 1.2, rainChance: 80, condition: 73 } as const;
const of = (spell: string): Partial<WeatherMoment>[] =>
  [...spell].map((letter) => ({ r: RAIN, s: SNOW, '.': DRY })[letter] ?? {});

describe('when it rains', () => {
  for (const [title, spell, expected] of [
    ['not at all', '', false],
    ['now, for three hours', 'rrr', { kind: 'rain', to: at(11), returns: false }],
    ['from 14 to 17', '......rrr', { kind: 'rain', from: at(14), to: at(17), returns: false }],
    ['one dry hour is no end', '......r.r', { kind: 'rain', from: at(14), to: at(17), returns: false }],
    ['two dry hours are one', '......r..r', { kind: 'rain', from: at(14), to: at(15), returns: true }],
    ['to the end of a day', '.rrrrrrrrrrrrrrrrrrrrrrrrrrrrr', { kind: 'rain', from: at(9), returns: false }],
    ['all the time', 'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrr', { kind: 'rain', returns: false }],
    ['snow', '..ss', { kind: 'snow', from: at(10), to: at(12), returns: false }],
    ['rain that becomes snow', '..rss', { kind: 'mixed', from: at(10), to: at(13), returns: false }],
    ['beyond a day', '..........................rrr', false],
    ['unknown hours before it', '__rr', { kind: 'rain', from: at(10), to: at(12), returns: false }],
  ] as const) {
    it(title, () => expect(outlook(hoursOf(of(spell), DRY)).precipitation).to.deep.equal(expected));
  }

  for (const [moment, isWet] of [
    [{ rain: 0.2 }, true],
    [{ rain: 0.1 }, false],
    [{ rain: 0.2, rainChance: 30 }, true],
    [{ rain: 5, rainChance: 29 }, false],
    [{ rain: 0, rainChance: 60 }, true],
    [{ rain: 0, rainChance: 59 }, false],
    [{ rainChance: 60 }, true],
    [{ rainChance: 59, condition: 61 }, false],
    [{ condition: 51 }, true],
    [{ condition: 3 }, false],
    [{ condition: 95 }, true],
  ] as [Partial<WeatherMoment>, boolean][]) {
    it(`${JSON.stringify(moment)} is ${isWet ? 'wet' : 'dry'}`, () => {
      expect(!!outlook(hoursOf([moment], DRY)).precipitation).to.equal(isWet);
    });
  }

  it('is not told where the hours don’t tell', () => {
    expect(outlook([]).precipitation).to.equal(undefined);
    expect(outlook(hoursOf([], { temperature: 20 })).precipitation).to.equal(undefined);
    expect(outlook(hoursOf(of('...__'), DRY)).precipitation, 'a gap').to.equal(undefined);
    expect(outlook(hoursOf([], DRY, 5)).precipitation, 'too few').to.equal(undefined);
    expect(outlook(hoursOf([], DRY, 6)).precipitation).to.equal(false);
    expect(outlook(hoursOf([], RAIN, 1)).precipitation).to.deep.equal({ kind: 'rain', returns: false });
  });

  it('counts from now on, also with a report of yesterday and steps of six hours', () => {
    const past = hoursOf(of('rrrrrrrr'), DRY, 60).map((hour) => ({ ...hour, time: new Date(+hour.time - 86_400_000) }));
    expect(outlook(past).precipitation).to.equal(false);
    const long = [2, 8, 14, 20, 26, 32].map((hour) => ({ time: at(hour), ...(hour === 14 ? RAIN : DRY) }));
    expect(outlook(long).precipitation).to.deep.equal({ kind: 'rain', from: at(14), to: at(20), returns: false });
    expect(outlook(long).until).to.deep.equal(at(38));
    expect(outlook(long, { now: at(15) }).precipitation).to.deep.equal({ kind: 'rain', to: at(20), returns: false });
    expect(outlook([])).to.have.property('until', undefined);
  });
});

describe('thunder and wind', () => {
  it('come as the codes and the speeds say', () => {
    const hours = hoursOf([{}, { condition: 95 }, { condition: 96 }], { condition: 2 });
    expect(outlook(hours).thunder).to.deep.equal({ from: at(9), to: at(11), returns: false });
    const calm = outlook(hoursOf([], { condition: 2, windSpeed: 3, windGust: 8 }));
    expect([calm.thunder, calm.wind]).to.deep.equal([false, false]);
    const unknown = outlook(hoursOf([], {}));
    expect([unknown.thunder, unknown.wind]).to.deep.equal([undefined, undefined]);
  });

  for (const [moment, isStrong] of [
    [{ windSpeed: 10.7 }, false],
    [{ windSpeed: 10.8 }, true],
    [{ windSpeed: 3, windGust: 17.1 }, false],
    [{ windSpeed: 3, windGust: 17.2 }, true],
    [{ windGust: 20 }, true],
  ] as [Partial<WeatherMoment>, boolean][]) {
    it(`${JSON.stringify(moment)} is ${isStrong ? 'strong' : 'not strong'}`, () => {
      expect(!!outlook(hoursOf([{}, moment], { windSpeed: 2 })).wind).to.equal(isStrong);
    });
  }
});

describe('how warm it gets', () => {
  // 15° at midnight, up to 27° at 14:00, by the clocks of the place; a degree more tomorrow.
  const warmth = (hour: number) => 27 - Math.abs(14 - (hour % 24)) + (hour >= 24 ? 1 : 0);
  const hours = Array.from({ length: 48 }, (_, hour) => ({ time: at(hour), temperature: warmth(hour) }));
  const days = [
    { date: '2026-11-24', high: 27.4, low: 13 },
    { date: '2026-11-25', high: 28.4, low: 14 },
  ];

  for (const [title, hour, known, expected] of [
    ['in the morning', 8.3, { hours, days }, { temperature: 27, day: 'today' }],
    ['at two', 14.1, { hours, days }, { temperature: 27, day: 'today' }],
    ['at half past two, what is left', 14.9, { hours: hours.slice(15), days }, { temperature: 26, day: 'today' }],
    ['from three on it is tomorrow’s', 15, { hours, days }, { temperature: 28.4, day: 'tomorrow' }],
    ['in the evening without days', 20, { hours, days: [] }, { temperature: 28, day: 'tomorrow' }],
    ['without hours', 8, { hours: [], days }, { temperature: 27.4, day: 'today' }],
    ['with hours that end before the warmest', 20, { hours: hours.slice(0, 34), days: [] }, undefined],
    ['with nothing', 8, { hours: [], days: [] }, undefined],
  ] as [string, number, { hours: WeatherMoment[]; days: WeatherDay[] }, unknown][]) {
    it(title, () => {
      expect(outlook(known.hours, { now: at(hour), days: known.days }).high).to.deep.equal(expected);
    });
  }

  it('is by the clocks of the place', () => {
    const now = new Date('2026-11-24T23:00:00Z');
    expect(outlook([], { now, days, timeZone: 'Asia/Tokyo' }).high).to.deep.equal({ temperature: 28.4, day: 'today' });
    expect(outlook([], { now, days, timeZone: 'UTC' }).high).to.deep.equal({ temperature: 28.4, day: 'tomorrow' });
    expect(outlook([], { now: new Date('2026-11-24T16:00:00Z'), days, timeZone: '-05:00' }).high).to.deep.equal({
      temperature: 27.4,
      day: 'today',
    });
  });
});
