import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseWeather, registerWeatherFormat, type WeatherReport } from '../../src/weather/index.ts';
import { metNorwayAnswer } from '../fixtures/weather/met-norway.ts';
import { currentAnswer, forecastAnswer, oneCallAnswer } from '../fixtures/weather/openweathermap.ts';

describe('a report of MET Norway', () => {
  const oslo = { name: 'Oslo', latitude: 59.91, longitude: 10.75, timeZone: 'Europe/Oslo' };

  it('has the first step as now, every step as an hour, and when it was made', () => {
    const [report] = parseWeather(JSON.stringify(metNorwayAnswer()), { places: [oslo] });
    expect(report!.place).to.deep.equal(oslo);
    expect(report!.current).to.include({
      humidity: 66.1,
      windSpeed: 3.4,
      windFrom: 197.5,
      condition: 0,
      isDay: false,
      rain: 0.1,
    });
    expect(report!.hours).to.have.length(73);
    expect(report!.issued).to.deep.equal(new Date('2026-03-28T21:30:00Z'));
    expect(report!.attribution!.name).to.equal('MET Norway');
  });

  it('builds days by the clocks of the place, also when they change', () => {
    // 28 March, 22:00 UTC is 23:00 in Oslo; the next day has 23 hours.
    const [report] = parseWeather(metNorwayAnswer(), { places: [oslo] });
    expect(report!.days.map(({ date }) => date)).to.deep.equal([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
      '2026-04-01',
      '2026-04-02',
      '2026-04-03',
    ]);
    expect(report!.days[0]!.rain).to.equal(0.1);
    expect(report!.days[1]!.rain).to.equal(2.3);
    expect(report!.days[2]!.rain).to.equal(2.4);
    expect(report!.days[1]!.high).to.equal(10);
  });

  it('counts the rain of the six-hour steps once, and takes their extremes', () => {
    const [report] = parseWeather(metNorwayAnswer({ complete: true }), { places: [oslo] });
    const day = report!.days.find(({ date }) => date === '2026-04-01')!;
    expect(day.rain).to.equal(2.4);
    expect(day.rainChance).to.equal(44);
    expect(day.high).to.be.above(10);
    expect(report!.hours[0]).to.include({ windGust: 7.9, uv: 2.1, rainChance: 21.4 });
  });

  it('has no sky in the last steps, which only say how it is at that moment', () => {
    const [report] = parseWeather(metNorwayAnswer(), { places: [oslo] });
    const last = report!.hours.at(-1)!;
    expect(last.condition).to.equal(undefined);
    expect(last.rain).to.equal(undefined);
    expect(last.temperature).to.be.a('number');
  });

  it('tells day from night by the sun where the symbol doesn’t', () => {
    const [report] = parseWeather(metNorwayAnswer({ symbol: () => 'cloudy' }), { places: [oslo] });
    const at = (time: string) => report!.hours.find((hour) => hour.time.toISOString().startsWith(time))!.isDay;
    // Sunrise in Oslo on 29 March 2026 is 04:58 UTC, sunset 17:51 UTC.
    expect([at('2026-03-29T04'), at('2026-03-29T05'), at('2026-03-29T17'), at('2026-03-29T18')]).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
  });

  it('knows the symbols, also the two that are misspelt', () => {
    const condition = (symbol: string) =>
      parseWeather(metNorwayAnswer({ symbol: () => symbol }))[0]!.current!.condition;
    const expected = {
      fair_day: 1,
      fog: 45,
      lightrain: 61,
      heavyrainshowers_day: 82,
      sleet: 73,
      lightsnowshowers_night: 85,
      snowandthunder: 95,
      lightssnowshowersandthunder_day: 95,
      lightssleetshowersandthunder_day: 95,
      hail_of_frogs: undefined,
    };
    for (const [symbol, code] of Object.entries(expected)) expect(condition(symbol), symbol).to.equal(code);
  });

  it('is day or night as the symbol says, whatever the sun does', () => {
    const day = (symbol: string) =>
      parseWeather(metNorwayAnswer({ symbol: () => symbol }), { places: [oslo] })[0]!
        .hours.filter(({ condition }) => condition !== undefined)
        .map(({ isDay }) => isDay);
    expect([...new Set(day('fair_day'))]).to.deep.equal([true]);
    expect([...new Set(day('fair_night'))]).to.deep.equal([false]);
  });

  it('says who made it, and leaves out what was not asked for or not given', () => {
    const steps = [
      { time: 'soon', data: {} },
      { time: '2026-07-14T00:00:00Z', data: { next_12_hours: { summary: { symbol_code: 'rain' } } } },
      { time: '2026-07-14T12:00:00Z', data: { next_6_hours: { details: { precipitation_amount: 4 } } } },
      { time: '2026-07-14T15:00:00Z', data: { next_6_hours: { details: { precipitation_amount: 4 } } } },
    ];
    const feature = (timeseries: object[]) => ({ type: 'Feature', properties: { timeseries } });
    const [report] = parseWeather(feature(steps));
    expect(report!.attribution).to.deep.equal({ name: 'MET Norway', url: 'https://www.met.no/en' });
    expect(report!.warnings).to.deep.equal([]);
    expect(report!.place.name).to.equal('');
    expect(report!.hours.map(({ condition, isDay }) => [condition, isDay])).to.deep.equal([
      [63, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(report!.days[0]!.rain).to.equal(4);
    expect(parseWeather(feature([]))[0]).to.deep.include({ current: undefined, hours: [], days: [] });
  });

  it('falls back on the sun’s zone where nobody names one', () => {
    const [report] = parseWeather(metNorwayAnswer({ longitude: 105.85, latitude: 21.03 }));
    expect(report!.place.timeZone).to.equal('+07:00');
    expect(report!.days[0]!.date).to.equal('2026-03-29');
  });
});

describe('a report of OpenWeather', () => {
  it('reads the current weather', () => {
    const [report] = parseWeather(currentAnswer);
    expect(report!.place).to.deep.equal({ name: 'Hanoi', latitude: 21.03, longitude: 105.85, timeZone: '+07:00' });
    expect(report!.current).to.deep.include({
      temperature: 29.4,
      feelsLike: 33.2,
      humidity: 82,
      windSpeed: 3.1,
      windGust: 6.2,
      rain: 2.3,
      condition: 63,
      isDay: true,
    });
  });

  it('joins the current weather with the forecast and builds days by the clocks of the place', () => {
    const [report] = parseWeather({ current: currentAnswer, forecast: forecastAnswer });
    expect(report!.current!.temperature).to.equal(29.4);
    expect(report!.hours).to.have.length(40);
    expect(report!.days.map(({ date }) => date)).to.deep.equal([
      '2026-07-14',
      '2026-07-15',
      '2026-07-16',
      '2026-07-17',
      '2026-07-18',
      '2026-07-19',
    ]);
    expect(report!.days[0]).to.deep.include({ high: 32.5, low: 25.5, rain: 9.5, rainChance: 87, condition: 95 });
    expect(report!.days[0]!.sunrise).to.deep.equal(new Date(currentAnswer.sys.sunrise * 1000));
    expect(report!.days[1]!.sunrise).to.equal(undefined);
  });

  it('reads One Call: hours, days, alerts, a zone with three quarters of an hour', () => {
    const [report] = parseWeather(oneCallAnswer, { places: [{ name: 'Kathmandu' }] });
    expect(report!.place).to.deep.equal({
      name: 'Kathmandu',
      latitude: 27.7,
      longitude: 85.32,
      timeZone: 'Asia/Kathmandu',
    });
    expect(report!.hours[1]).to.deep.include({ rain: 5.4, rainChance: 95, condition: 65, uv: 7.1 });
    expect(report!.hours[0]!.rain).to.equal(0);
    expect(report!.days[1]).to.deep.include({ date: '2026-07-15', high: 27.3, low: 19, condition: 0 });
    expect(report!.warnings[0]).to.include({ title: 'Flood watch', sender: 'Flood Forecasting Division' });
  });

  it('is the forecast alone where only that is given: its first step is now, sun and place are the city’s', () => {
    const { city } = forecastAnswer;
    const [report] = parseWeather(forecastAnswer);
    expect(report!.place).to.deep.equal({ name: 'Hanoi', latitude: 21.03, longitude: 105.85, timeZone: '+07:00' });
    expect(report!.current).to.deep.equal(report!.hours[0]);
    expect(report!.hours).to.have.length(40);
    expect(report!.days[0]).to.deep.include({
      sunrise: new Date(city.sunrise * 1000),
      sunset: new Date(city.sunset * 1000),
    });
    expect(report!.days[1]).not.to.have.property('sunrise');
    expect(report!.issued).to.equal(undefined);
    expect(parseWeather({ ...forecastAnswer, list: [] })[0]).to.deep.include({
      current: undefined,
      hours: [],
      days: [],
    });
  });

  it('has the wind, the sky and the day’s numbers where One Call has them', () => {
    const [report] = parseWeather({
      ...oneCallAnswer,
      daily: [
        ...oneCallAnswer.daily,
        { dt: oneCallAnswer.daily[1]!.dt + 86_400, temp: {}, rain: 2, snow: 1.5, pop: 0.456, sunrise: 0, sunset: 0 },
        { temp: { max: 20 } },
      ],
    });
    const { current, hours, days, warnings, issued } = report!;
    const { dt } = oneCallAnswer.current;
    expect(report!.place.name).to.equal('');
    expect(current).to.deep.include({ windSpeed: 1.5, windFrom: 270, windGust: undefined, isDay: true, condition: 2 });
    expect(issued).to.deep.equal(new Date(dt * 1000));
    expect(hours).to.have.length(2);
    expect(hours[1]).to.deep.include({ windSpeed: 2.1, windFrom: 260, windGust: 5, isDay: true });
    expect(days).to.have.length(3);
    expect(days[0]).to.deep.include({
      rain: 31.2,
      rainChance: 100,
      uv: 9.4,
      sunrise: new Date((dt - 20_000) * 1000),
      sunset: new Date((dt + 29_000) * 1000),
    });
    expect(days[1]).to.deep.include({ rain: 0, rainChance: 0 });
    // The polar night: the provider writes 0.
    expect(days[2]).to.deep.include({ rain: 3.5, rainChance: 46, high: undefined });
    expect([days[2]!.sunrise, days[2]!.sunset]).to.deep.equal([undefined, undefined]);
    expect(warnings).to.deep.equal([
      {
        id: `Flood watch ${dt}`,
        title: 'Flood watch',
        severity: 'unknown',
        description: 'Rivers may rise.',
        sender: 'Flood Forecasting Division',
        onset: new Date(dt * 1000),
        expires: new Date((dt + 86_400) * 1000),
        areas: [],
      },
    ]);
  });

  it('is One Call’s too where parts of it were left out, by the offset where no zone has a name', () => {
    const { lat, lon, timezone_offset, daily, current } = oneCallAnswer;
    const [days] = parseWeather({ lat, lon, timezone_offset, daily });
    expect(days!.place.timeZone).to.equal('+05:45');
    expect(days!.days.map(({ date }) => date)).to.deep.equal(['2026-07-14', '2026-07-15']);
    expect([days!.current, days!.issued, days!.hours, days!.warnings]).to.deep.equal([undefined, undefined, [], []]);
    const [now] = parseWeather({ lat, lon, timezone_offset, current, alerts: [{ start: 1 }] });
    expect(now!.current!.temperature).to.equal(24.1);
    expect([now!.days, now!.warnings]).to.deep.equal([[], []]);
    expect(() => parseWeather({ lat, lon, timezone_offset })).to.throw(CivicError);
  });

  it('tells no rain from rain that nobody measured, and counts snow as rain', () => {
    const rain = (changes: object) => parseWeather({ ...currentAnswer, rain: undefined, ...changes })[0]!.current!.rain;
    const { rain: _, ...dry } = currentAnswer;
    expect(parseWeather(dry)[0]!.current!.rain).to.equal(0);
    expect(rain({ rain: { '3h': 2 } })).to.equal(undefined);
    expect(parseWeather({ ...dry, snow: { '3h': 2 } })[0]!.current!.rain).to.equal(undefined);
    expect(rain({ snow: { '1h': 0.4 } })).to.equal(0.4);
    expect(rain({ rain: { '1h': 1 }, snow: { '1h': 0.5 } })).to.equal(1.5);
    expect(rain({ rain: { '1h': 1 } })).to.equal(1);
  });

  it('is day or night by the icon, and neither without one', () => {
    const day = (weather: object[]) => parseWeather({ ...currentAnswer, weather })[0]!.current!.isDay;
    expect([
      day([{ id: 800, icon: '01n' }]),
      day([{ id: 800, icon: '01' }]),
      day([{ id: 800 }]),
      day([]),
    ]).to.deep.equal([false, undefined, undefined, undefined]);
  });

  it('keeps the provider’s name and coordinates where the page leaves them open', () => {
    const places = [{ name: '', latitude: undefined, longitude: undefined }];
    expect(parseWeather(currentAnswer, { places })[0]!.place).to.deep.equal({
      name: 'Hanoi',
      latitude: 21.03,
      longitude: 105.85,
      timeZone: '+07:00',
    });
    expect(parseWeather({ ...currentAnswer, name: undefined })[0]!.place.name).to.equal('');
  });

  it('is not thought to be in kelvins when one of its temperatures is none', () => {
    const hot = { dt: 1, main: { temp: 300 }, weather: [] };
    const both = { current: currentAnswer, forecast: forecastAnswer, list: [hot] };
    expect(parseWeather(both)[0]!.current!.temperature).to.equal(29.4);
    const hours = {
      ...oneCallAnswer,
      current: { dt: 1 },
      hourly: [
        { dt: 1, temp: 290 },
        { dt: 2, temp: 291.15 },
      ],
    };
    expect(parseWeather(hours)[0]!.hours.map(({ temperature }) => temperature)).to.deep.equal([16.85, 18]);
    expect(parseWeather({ ...oneCallAnswer, hourly: [{ dt: 1, temp: 290 }] })[0]!.current!.temperature).to.equal(24.1);
  });

  it('takes temperatures beyond 150 for kelvins, and the units of the URL for granted', () => {
    const main = { ...currentAnswer.main, temp: 302.55, feels_like: 306.35 };
    expect(parseWeather({ ...currentAnswer, main })[0]!.current!.temperature).to.equal(29.4);
    const imperial = { ...currentAnswer, main: { ...main, temp: 84.92 }, wind: { speed: 10, deg: 10 } };
    const [report] = parseWeather(imperial, { url: '/relay?lat=21&units=imperial' });
    expect(report!.current!.temperature).to.be.closeTo(29.4, 0.01);
    expect(report!.current!.windSpeed).to.be.closeTo(4.47, 0.01);
  });

  it('has no sky for smoke and dust, which the WMO codes don’t have either', () => {
    const [report] = parseWeather({ ...currentAnswer, weather: [{ id: 711, main: 'Smoke', icon: '50d' }] });
    expect(report!.current!.condition).to.equal(undefined);
  });
});

describe('reports in the model’s own form', () => {
  const report = {
    place: { name: 'Phường Hoàng Mai', latitude: 20.98, longitude: 105.86, timeZone: 'Asia/Ho_Chi_Minh' },
    current: { time: '2026-11-24T14:00:00+07:00', temperature: 24, condition: 3, isDay: true },
    hours: [{ time: 1_795_503_600, temperature: 23 }, { temperature: 1 }],
    days: [{ date: '2026-11-24', high: 25, low: 18, sunrise: '2026-11-23T23:12:00Z' }, { date: 'Tuesday' }],
    air: { index: 120, scale: 'vn' },
    warnings: [{ title: 'Rét đậm', severity: 'Severe', areas: ['Hà Nội'], url: 'javascript:alert(1)' }],
    issued: '2026-11-24T13:00:00+07:00',
    attribution: { name: 'Đài khí tượng', url: 'https://khituong.example/' },
  };

  it('are read from {reports}, an array, or one report, and pass the same bounds', () => {
    for (const document of [{ reports: [report] }, [report], report]) {
      const [read] = parseWeather(JSON.stringify(document));
      expect(read!.place).to.deep.equal(report.place);
      expect(read!.current!.time).to.deep.equal(new Date('2026-11-24T07:00:00Z'));
      expect(read!.hours).to.have.length(1);
      expect(read!.days).to.have.length(1);
      expect(read!.air).to.deep.equal({ index: 120, scale: 'vn', level: 'sensitive', pm25: undefined });
      expect(read!.attribution).to.deep.equal(report.attribution);
    }
    const [wrong] = parseWeather([{ ...report, current: { ...report.current, temperature: 2400, condition: 12 } }]);
    expect(wrong!.current!.temperature).to.equal(undefined);
    expect(wrong!.current!.condition).to.equal(undefined);
  });

  it('are read to the last member', () => {
    const time = '2026-11-24T07:00:00.000Z';
    const moment = {
      condition: 61,
      isDay: false,
      temperature: 24,
      feelsLike: 26,
      humidity: 80,
      windSpeed: 3,
      windGust: 9,
      windFrom: 140,
      rain: 0.4,
      rainChance: 60,
      uv: 2,
    };
    const day = { date: '2026-11-24', condition: 63, high: 25, low: 18, rain: 7, rainChance: 90, uv: 4 };
    const warning = {
      id: 'ret-1',
      title: 'Rét đậm',
      severity: 'severe',
      event: 'Rét',
      description: 'Dưới 15 °C.',
      instruction: 'Giữ ấm.',
      sender: 'Đài khí tượng',
      url: 'https://khituong.example/ret',
      language: 'vi',
    };
    const [read] = parseWeather({
      reports: [
        {
          place: { name: 'Hoàng Mai', latitude: 20.98, longitude: 105.86 },
          current: { time, ...moment },
          hours: [{ time, ...moment, isDay: 'no' }],
          days: [{ ...day, sunrise: time, sunset: time }],
          air: { index: 61, scale: 'us', pm25: 17.5 },
          warnings: [{ ...warning, onset: time, expires: time, areas: ['Hà Nội', { name: 'Huế' }, {}, 5] }],
          issued: time,
        },
      ],
    });
    const date = new Date(time);
    expect(read).to.deep.equal({
      place: { name: 'Hoàng Mai', latitude: 20.98, longitude: 105.86, timeZone: undefined },
      current: { time: date, ...moment },
      hours: [{ time: date, ...moment, isDay: undefined }],
      days: [{ ...day, sunrise: date, sunset: date }],
      air: { index: 61, scale: 'us', level: 'moderate', pm25: 17.5 },
      warnings: [{ ...warning, onset: date, expires: date, areas: [{ name: 'Hà Nội' }, { name: 'Huế' }] }],
      issued: date,
      attribution: undefined,
    });
  });

  it('are told by a place and one of the three parts', () => {
    const place = {};
    for (const part of [{ current: {} }, { hours: [] }, { days: [] }]) {
      expect(parseWeather({ place, ...part })[0]!.place.name).to.equal('');
    }
    expect(() => parseWeather({ place })).to.throw(CivicError);
  });

  it('lose what is no day, no air, no zone, no source and no warning', () => {
    const days = ['24-11-2026', '2026-11-24 ', '12026-11-24', '2026-11-241', '2026-13-01', ''].map((date) => ({
      date,
    }));
    const [read] = parseWeather({
      place: { name: 'x', timeZone: 'Nowhere/At_All' },
      days,
      attribution: { name: 'Đài khí tượng', url: 'javascript:alert(1)' },
      warnings: [{ event: 'Rét' }, { severity: 'severe' }, { title: 'Gió', severity: 'whatever' }],
    });
    expect(read!.days.map(({ date }) => date)).to.deep.equal(['2026-11-24']);
    expect(read!.place.timeZone).to.equal(undefined);
    expect(read!.attribution).to.equal(undefined);
    expect(read!.warnings.map(({ id, title, severity }) => [id, title, severity])).to.deep.equal([
      ['Rét', 'Rét', 'unknown'],
      ['Gió', 'Gió', 'unknown'],
    ]);
    for (const air of [{ scale: 'us' }, { index: 50 }, { index: 50, scale: 'eu' }, { index: -1, scale: 'vn' }]) {
      expect(parseWeather({ place: {}, days: [], air })[0]!.air).to.equal(undefined);
    }
  });

  it('lose links that are none', () => {
    const [warning] = parseWeather(report)[0]!.warnings;
    expect(warning).to.include({ title: 'Rét đậm', severity: 'severe' });
    expect(warning!.url).to.equal(undefined);
  });

  it('may be what parseWeather gave before', () => {
    const [once] = parseWeather(report);
    expect(parseWeather([once!])).to.deep.equal([once]);
  });
});

describe('parseWeather', () => {
  it('throws CivicError format on anything else', () => {
    for (const body of ['', '<html>', '{"items":[]}', '[]', '{}', 'null', '42', new Uint8Array([255, 0])]) {
      expect(() => parseWeather(body), String(body))
        .to.throw(CivicError)
        .with.property('code', 'format');
    }
    expect(() => parseWeather(currentAnswer, { format: 'open-meteo' })).to.throw(CivicError, 'not open-meteo');
    expect(() => parseWeather(currentAnswer, { format: 'unheard-of' })).to.throw(CivicError, 'not unheard-of');
  });

  it('reads bytes with a byte order mark', () => {
    const bytes = new TextEncoder().encode(`\uFEFF${JSON.stringify(currentAnswer)}`);
    expect(parseWeather(bytes)).to.have.length(1);
    expect(parseWeather(bytes.buffer)).to.have.length(1);
  });

  it('knows a format that the site has registered, and prefers it', () => {
    const report: WeatherReport = { place: { name: 'Trạm phường' }, hours: [], days: [], warnings: [] };
    registerWeatherFormat({
      name: 'station',
      matches: (document) => !!(document as { station?: string }).station,
      parse: () => [report],
    });
    expect(parseWeather('{"station": "A1"}')).to.deep.equal([report]);
    registerWeatherFormat({
      name: 'station',
      matches: (document) => !!(document as { station?: string }).station,
      parse() {
        throw new TypeError('broken sensor');
      },
    });
    const failing = expect(() => parseWeather('{"station": "A1"}', { url: 'https://a.example/' })).to.throw(
      CivicError,
      'not station',
    );
    failing.with.property('code', 'format');
    failing.with.property('url', 'https://a.example/');
  });
});
