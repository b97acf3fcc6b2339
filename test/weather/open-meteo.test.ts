import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseWeather } from '../../src/weather/index.ts';
import { openMeteo, openMeteoRequests } from '../../src/weather/formats/open-meteo.ts';
import { climates, openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';

const NOW = new Date('2026-11-24T07:20:00Z');
const ALL =
  'current=temperature_2m,apparent_temperature,relative_humidity_2m,weather_code,is_day,wind_speed_10m,wind_gusts_10m,wind_direction_10m,precipitation' +
  '&hourly=temperature_2m,weather_code,is_day,precipitation,precipitation_probability,uv_index' +
  '&daily=weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,precipitation_probability_max,sunrise,sunset,uv_index_max';
const ask = (query: string, options = {}) => openMeteoAnswer(`/v1/forecast?${ALL}&${query}`, { now: NOW, ...options });
const HANOI = 'latitude=21.03&longitude=105.85&timezone=auto';

/** An answer with little in it, to change one thing at a time. */
const bare = (blocks: object) => ({
  latitude: 21,
  longitude: 105.75,
  utc_offset_seconds: 25_200,
  timezone: 'Asia/Bangkok',
  ...blocks,
});

describe('a report of Open-Meteo', () => {
  it('says the same in Unix and in ISO times, in metric and in imperial units', () => {
    const [unix] = parseWeather(ask(`${HANOI}&timeformat=unixtime&wind_speed_unit=ms`));
    for (const query of [
      '',
      '&timeformat=iso8601',
      '&wind_speed_unit=kn',
      '&temperature_unit=fahrenheit&wind_speed_unit=mph',
    ]) {
      const [other] = parseWeather(JSON.stringify(ask(HANOI + query)));
      expect(other!.current!.time, query).to.deep.equal(unix!.current!.time);
      expect(
        other!.hours.map(({ time }) => time),
        query,
      ).to.deep.equal(unix!.hours.map(({ time }) => time));
      expect(
        other!.days.map(({ date }) => date),
        query,
      ).to.deep.equal(unix!.days.map(({ date }) => date));
      expect(other!.days[0]!.sunrise, query).to.deep.equal(unix!.days[0]!.sunrise);
      expect(other!.current!.temperature, query).to.be.closeTo(unix!.current!.temperature!, 0.06);
      expect(other!.current!.windSpeed, query).to.be.closeTo(unix!.current!.windSpeed!, 0.11);
      expect(other!.days[0]!.high, query).to.be.closeTo(unix!.days[0]!.high!, 0.06);
    }
  });

  it('turns inches into millimetres', () => {
    const [report] = parseWeather(
      bare({
        hourly_units: { time: 'unixtime', precipitation: 'inch' },
        hourly: { time: [1_795_000_000], precipitation: [0.5] },
      }),
    );
    expect(report!.hours[0]!.rain).to.be.closeTo(12.7, 1e-9);
  });

  it('has pressure, dew point and visibility, from any host, reduced to sea level where that is given', () => {
    const time = 1_795_000_000;
    const units = { visibility: 'ft', dew_point_2m: '°F', pressure_msl: 'hPa' };
    const values = { time, surface_pressure: 998, pressure_msl: 1012.5, dew_point_2m: 68, visibility: 10_000 };
    const [report] = parseWeather(bare({ current_units: units, current: values }), {
      url: 'https://customer-api.mau.example/mirror/forecast.json',
    });
    expect(report!.current).to.include({ pressure: 1012.5, dewPoint: 20 });
    expect(report!.current!.visibility).to.be.closeTo(3048, 1e-9);
    const current = { time, pressure_msl: null, surface_pressure: 880, dew_point_2m: null, visibility: null };
    const [high] = parseWeather(bare({ current }));
    expect(high!.current).to.include({ pressure: 880, dewPoint: undefined, visibility: undefined });
    expect(parseWeather(bare({ current: { time, pressure_msl: 0 } }))[0]!.current!.pressure).to.equal(undefined);
  });

  it('has the place’s own days, zone and sun', () => {
    const [report] = parseWeather(ask(HANOI));
    expect(report!.place.timeZone).to.equal('Asia/Bangkok');
    expect(report!.days[0]!.date).to.equal('2026-11-24');
    expect(report!.days[0]!.sunrise).to.deep.equal(new Date('2026-11-23T23:12:00Z'));
    expect(report!.days).to.have.length(7);
    expect(report!.hours).to.have.length(168);
    expect(report!.issued).to.deep.equal(new Date('2026-11-24T07:15:00Z'));
    expect(report!.attribution).to.deep.equal({ name: 'Open-Meteo.com', url: 'https://open-meteo.com/' });
  });

  it('counts hours right across a change of clocks: the answer’s one offset holds for all of it', () => {
    // Berlin, 25 October 2026: the clocks go back at 01:00 UTC; the provider stays with the offset of the request.
    const times = Array.from({ length: 6 }, (_, hour) => `2026-10-25T0${hour}:00`);
    const [report] = parseWeather({
      latitude: 52.5,
      longitude: 13.4,
      utc_offset_seconds: 7200,
      timezone: 'Europe/Berlin',
      hourly: { time: times, temperature_2m: times.map((_, hour) => hour) },
      daily: { time: ['2026-10-25'], temperature_2m_max: [12] },
    });
    expect(report!.hours.map(({ time }) => time.toISOString().slice(11, 16))).to.deep.equal([
      '22:00',
      '23:00',
      '00:00',
      '01:00',
      '02:00',
      '03:00',
    ]);
    expect(report!.days[0]!.date).to.equal('2026-10-25');
  });

  it('takes the day of a half-hour zone from its own midnight', () => {
    const midnight = Date.parse('2026-07-14T00:00:00+05:30') / 1000;
    const [report] = parseWeather({
      latitude: 28.6,
      longitude: 77.2,
      utc_offset_seconds: 19_800,
      timezone: 'Asia/Kolkata',
      daily: { time: [midnight, midnight + 86_400], temperature_2m_max: [38, 39] },
    });
    expect(report!.days.map(({ date }) => date)).to.deep.equal(['2026-07-14', '2026-07-15']);
  });

  it('reads the block and the names of old: current_weather, windspeed, relativehumidity_2m', () => {
    const [report] = parseWeather(
      bare({
        current_weather: {
          temperature: 29.1,
          windspeed: 10.8,
          winddirection: 135,
          weathercode: 80,
          is_day: 1,
          time: '2026-11-24T14:00',
        },
        hourly_units: { windspeed_10m: 'km/h' },
        hourly: { time: ['2026-11-24T14:00'], relativehumidity_2m: [82], weathercode: [61], windspeed_10m: [36] },
      }),
    );
    expect(report!.current).to.include({ temperature: 29.1, windFrom: 135, condition: 80, isDay: true });
    expect(report!.current!.windSpeed).to.be.closeTo(3, 1e-9);
    expect(report!.current!.time).to.deep.equal(new Date('2026-11-24T07:00:00Z'));
    expect(report!.hours[0]).to.include({ humidity: 82, condition: 61, windSpeed: 10 });
  });

  it('says nothing rather than something wrong: nulls, texts, impossible values, unknown codes and units', () => {
    const [report] = parseWeather(
      bare({
        current_units: { wind_speed_10m: 'furlongs' },
        current: {
          time: 1_795_000_000,
          temperature_2m: 999,
          apparent_temperature: '29',
          relative_humidity_2m: 140,
          weather_code: 4,
          is_day: 2,
          wind_speed_10m: 3,
          wind_direction_10m: -20,
          precipitation: -1,
          uv_index: null,
        },
        hourly: { time: [1_795_000_000, 'soon', 1_795_003_600], temperature_2m: [null] },
        daily: { time: ['2026-11-24', 'tomorrow'], temperature_2m_max: [200], temperature_2m_min: [-100] },
      }),
    );
    const { time, ...rest } = report!.current!;
    expect(time).to.deep.equal(new Date(1_795_000_000_000));
    expect(new Set<unknown>(Object.values(rest))).to.deep.equal(new Set([undefined]));
    expect(report!.hours.map(({ temperature }) => temperature)).to.deep.equal([undefined, undefined]);
    expect(report!.days).to.have.length(1);
    expect(report!.days[0]!.high).to.equal(undefined);
    expect(report!.days[0]!.low).to.equal(undefined);
  });

  it('keeps zero: no rain is no rain, 0 °C is 0 °C', () => {
    const [report] = parseWeather(
      bare({ current: { time: 1_795_000_000, temperature_2m: 0, precipitation: 0, weather_code: 0 } }),
    );
    expect(report!.current).to.include({ temperature: 0, rain: 0, condition: 0 });
  });

  it('has no sunrise in the polar night, however the provider writes that', () => {
    const [twice] = parseWeather(
      ask('latitude=78.2&longitude=15.6&timezone=auto', { climates: [climates['polar-night']] }),
    );
    expect(twice!.days[0]!.sunrise).to.equal(undefined);
    expect(twice!.days[0]!.sunset).to.equal(undefined);
    const [epoch] = parseWeather(
      bare({ daily: { time: ['2026-12-24'], sunrise: ['1970-01-01T00:00'], sunset: ['1970-01-01T00:00'] } }),
    );
    expect(epoch!.days[0]!.sunrise).to.equal(undefined);
  });

  it('reads an array of answers in the order of the places that were asked for', () => {
    const answer = ask('latitude=21.03,16.07&longitude=105.85,108.22&timezone=auto');
    const reports = parseWeather(answer, {
      places: [{ name: 'Hà Nội', timeZone: 'Asia/Ho_Chi_Minh' }, { name: 'Đà Nẵng' }],
    });
    expect(reports.map(({ place }) => place.name)).to.deep.equal(['Hà Nội', 'Đà Nẵng']);
    expect(reports.map(({ place }) => place.timeZone)).to.deep.equal(['Asia/Ho_Chi_Minh', 'Asia/Bangkok']);
  });

  it('is an error when the provider says that the question was wrong', () => {
    const refused = { error: true, reason: 'Latitude must be in range of -90 to 90°. Given: 120.0.' };
    expect(() => parseWeather(refused))
      .to.throw(CivicError, 'Latitude must be in range')
      .with.property('code', 'format');
  });
});

describe('an answer as we ask for it', () => {
  const show = ['feels-like', 'humidity', 'wind', 'rain', 'uv', 'sun', 'hours', 'days'] as const;
  const places = [{ name: '', latitude: 21.03, longitude: 105.85 }];
  const { url } = openMeteoRequests('/v1/forecast', places, { show, hours: 24, days: 5 })[0]!;
  const asked = openMeteoAnswer(url, { now: NOW }) as Record<string, object>;

  it('is read to the last member', () => {
    expect(openMeteo.matches(asked)).to.equal(true);
    expect(openMeteo.matches([asked, asked])).to.equal(true);
    const [report] = openMeteo.parse(asked, {});
    expect(report).to.deep.equal(parseWeather(asked)[0]);
    expect(report!.hours[0]!.windSpeed).to.be.a('number');
    expect(report!.days[0]!.sunset).to.be.instanceOf(Date);
  });

  it('has the offset of the answer for a zone that this machine does not know', () => {
    expect(parseWeather({ ...asked, timezone: 'Moon/Crater' })[0]!.place.timeZone).to.equal('+07:00');
  });

  it('takes no name for a variable that only objects have', () => {
    const current = JSON.parse('{"time": 1795000000, "constructor": 3, "__proto__": 4}') as object;
    expect(parseWeather(bare({ current }))[0]!.current).to.deep.equal({ time: new Date(1_795_000_000_000) });
  });

  it('is none without a block, or without an offset', () => {
    const { utc_offset_seconds: _, ...unplaced } = asked;
    for (const other of [bare({}), unplaced, [], null, 'x', 3])
      expect(openMeteo.matches(other), JSON.stringify(other).slice(0, 200)).to.equal(false);
  });
});
