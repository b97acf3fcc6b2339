import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseSea, parseWeather, SEA_SOURCE, seaRequests } from '../../src/weather/index.ts';
import { tidesOf } from '../../src/weather/marine.ts';

const NOW = 1_795_503_600;
const envelope = { latitude: 16.04, longitude: 108.29, utc_offset_seconds: 25_200, timezone: 'Asia/Bangkok' };
const answer = (changes: object = {}) => ({
  ...envelope,
  current_units: { time: 'unixtime', wave_height: 'm', sea_surface_temperature: '°C' },
  current: {
    time: NOW,
    interval: 900,
    wave_height: 1.4,
    wave_direction: 62,
    wave_period: 7.2,
    swell_wave_height: 0.9,
    swell_wave_direction: 75,
    swell_wave_period: 9.1,
    sea_surface_temperature: 25.4,
    sea_level_height_msl: 0.21,
  },
  hourly: {
    time: Array.from({ length: 30 }, (_, hour) => NOW + hour * 3600),
    sea_level_height_msl: Array.from({ length: 30 }, (_, hour) => 0.5 * Math.cos(((hour - 3.25) / 12.4) * 2 * Math.PI)),
  },
  ...changes,
});

describe('the sea', () => {
  it('is asked for once for all places, from Open-Meteo or a relay', () => {
    const places = [
      { name: 'A', latitude: 16.07, longitude: 108.22 },
      { name: 'B', latitude: 12.25, longitude: 109.19 },
    ];
    const [request, ...more] = seaRequests(SEA_SOURCE, places);
    expect(more).to.deep.equal([]);
    const url = new URL(request!.url);
    expect(url.origin + url.pathname).to.equal('https://marine-api.open-meteo.com/v1/marine');
    expect(url.searchParams.get('latitude')).to.equal('16.07,12.25');
    expect(url.searchParams.get('current')!.split(',')).to.include.members(['wave_height', 'sea_surface_temperature']);
    expect(url.searchParams.get('hourly')).to.equal('wave_height,sea_level_height_msl');
    expect(url.searchParams.get('timeformat')).to.equal('unixtime');
    expect(seaRequests('/sea', [])).to.deep.equal([{ url: '/sea', places: [] }]);
  });

  it('has waves, swell, the water and its level', () => {
    const [sea] = parseSea(JSON.stringify(answer()));
    expect(sea!.current).to.deep.equal({
      time: new Date(NOW * 1000),
      waveHeight: 1.4,
      waveFrom: 62,
      wavePeriod: 7.2,
      swellHeight: 0.9,
      swellFrom: 75,
      swellPeriod: 9.1,
      temperature: 25.4,
      level: 0.21,
    });
    expect(sea!.hours).to.have.length(30);
    expect(sea!.attribution!.name).to.equal('Open-Meteo.com');
  });

  it('has the times of high and low water, to the minutes', () => {
    const [sea] = parseSea(answer());
    expect(sea!.tides.map(({ kind }) => kind)).to.deep.equal(['high', 'low', 'high', 'low', 'high']);
    for (const [index, hour] of [3.25, 9.45, 15.65, 21.85, 28.05].entries()) {
      const { time, level } = sea!.tides[index]!;
      expect(Math.abs(time.getTime() / 1000 - NOW - hour * 3600), `${hour}`).to.be.below(300);
      expect(Math.abs(level)).to.be.closeTo(0.5, 0.02);
    }
  });

  it('has no tides where the water hardly moves or nothing is known, and one turn where it stands still', () => {
    const levels = (...values: (number | undefined)[]) =>
      tidesOf(values.map((level, hour) => ({ time: new Date(hour * 3_600_000), level })));
    expect(levels()).to.deep.equal([]);
    expect(levels(undefined, undefined)).to.deep.equal([]);
    expect(levels(0, 0.04, 0)).to.deep.equal([]);
    expect(levels(0, 1, 2, 3)).to.deep.equal([]);
    expect(levels(0, 1, 1, 2)).to.deep.equal([]);
    expect(levels(0, 1, 1, 0)).to.deep.equal([{ kind: 'high', time: new Date(1.5 * 3_600_000), level: 1 }]);
    expect(levels(1, 0, 1)).to.deep.equal([{ kind: 'low', time: new Date(3_600_000), level: 0 }]);
    expect(levels(0, 2, 1)[0]!.time.getTime()).to.be.within(3_600_000, 1.5 * 3_600_000);
  });

  it('is in the model’s units, whatever the answer’s', () => {
    const [sea] = parseSea({
      ...envelope,
      current_units: { wave_height: 'ft', sea_surface_temperature: '°F' },
      current: { time: '2026-11-24T14:00', wave_height: 10, sea_surface_temperature: 77 },
    });
    expect(sea!.current!.waveHeight).to.be.closeTo(3.048, 1e-9);
    expect(sea!.current!.temperature).to.be.closeTo(25, 1e-9);
    expect(sea!.current!.time).to.deep.equal(new Date('2026-11-24T07:00:00Z'));
  });

  it('is none inland, where all values are null, and each place has its own', () => {
    const inland = { ...envelope, current: { time: NOW, wave_height: null, sea_surface_temperature: null } };
    expect(parseSea([answer(), inland]).map((sea) => !!sea)).to.deep.equal([true, false]);
    expect(parseSea(answer({ current: { time: NOW, wave_height: -1 } }))[0]!.current).to.equal(undefined);
  });

  it('is an error when it is none', () => {
    for (const body of ['', '{}', '[1]', { error: true, reason: 'Latitude must be in range' }])
      expect(() => parseSea(body), JSON.stringify(body))
        .to.throw(CivicError)
        .with.property('code', 'format');
  });

  it('is part of a report in the model’s own form', () => {
    const [sea] = parseSea(answer());
    const report = { place: { name: 'Đà Nẵng' }, hours: [], sea };
    const [read] = parseWeather(JSON.stringify({ reports: [report] }));
    expect(read!.sea!.current).to.deep.equal({ ...sea!.current });
    expect(read!.sea!.tides).to.deep.equal(sea!.tides);
    expect(parseWeather({ place: {}, hours: [] })[0]).not.to.have.property('sea');
  });
});
