import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseWeather, readWeather, registerWeatherFormat, type WeatherReport } from '../../src/weather/index.ts';
import { findWeatherFormat } from '../../src/weather/parse.ts';
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

  it('has pressure and dew point where they are given', () => {
    const details = { air_temperature: 8, air_pressure_at_sea_level: 1004.2, dew_point_temperature: 3.1 };
    const timeseries = [{ time: '2026-07-14T00:00:00Z', data: { instant: { details } } }];
    const [report] = parseWeather({ type: 'Feature', properties: { timeseries } });
    expect(report!.current).to.include({ pressure: 1004.2, dewPoint: 3.1 });
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
      pressure: 1004,
      visibility: 7000,
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
    for (const unknown of [{ rain: null }, { rain: { '1h': null } }, { rain: { '1h': 1 }, snow: { '1h': null } }])
      expect(rain(unknown), JSON.stringify(unknown)).to.equal(undefined);
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

  it('is in kelvins or in °C by each of its temperatures', () => {
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

  it('reads the forecast by the day, of up to sixteen days', () => {
    const { city } = forecastAnswer;
    const day = (index: number, more: object) => ({
      dt: city.sunrise + 21_600 + index * 86_400,
      sunrise: city.sunrise + index * 86_400,
      sunset: city.sunset + index * 86_400,
      temp: { day: 303, min: 299.15, max: 305.15, night: 300, eve: 302, morn: 299.5 },
      pressure: 1004,
      humidity: 70,
      weather: [{ id: 501, icon: '10d' }],
      speed: 4,
      deg: 120,
      pop: 0.62,
      ...more,
    });
    const list = [day(0, { rain: 6.5 }), day(1, {}), day(2, { rain: null }), day(3, { rain: 1, snow: null })];
    const [report] = parseWeather({ cod: '200', cnt: 4, city, list });
    expect(report!.place).to.deep.equal({ name: 'Hanoi', latitude: 21.03, longitude: 105.85, timeZone: '+07:00' });
    expect([report!.hours, report!.current]).to.deep.equal([[], undefined]);
    expect(report!.days.map(({ date, high, low, rain }) => [date, high, low, rain])).to.deep.equal([
      ['2026-07-14', 32, 26, 6.5],
      ['2026-07-15', 32, 26, 0],
      ['2026-07-16', 32, 26, undefined],
      ['2026-07-17', 32, 26, undefined],
    ]);
    expect(report!.days[1]).to.deep.include({
      condition: 63,
      rainChance: 62,
      sunrise: new Date((city.sunrise + 86_400) * 1000),
      sunset: new Date((city.sunset + 86_400) * 1000),
    });
    const [both] = parseWeather({ current: currentAnswer, forecast: { city, list } });
    expect([both!.current!.temperature, both!.days.length]).to.deep.equal([29.4, 4]);
  });

  it('reads the forecast by the hour: rain stands under one hour', () => {
    const { city, list } = forecastAnswer;
    const hourly = list
      .slice(0, 3)
      .map((entry, index) => ({ ...entry, dt: list[0]!.dt + index * 3600, rain: { '1h': 0.5 } }));
    const [report] = parseWeather({ city, list: hourly });
    expect(report!.hours.map(({ rain }) => rain)).to.deep.equal([0.5, 0.5, 0.5]);
    expect(report!.days[0]!.rain).to.equal(1.5);
  });

  it('is read without the sun’s times, and has none that are none', () => {
    const { sunrise: _, sunset: __, ...city } = forecastAnswer.city;
    const [polar] = parseWeather({ ...forecastAnswer, city });
    expect(polar!.hours).to.have.length(40);
    expect(polar!.days.every((day) => day.sunrise === undefined && day.sunset === undefined)).to.equal(true);
    const { dt } = oneCallAnswer.daily[0]!;
    for (const [name, sunrise, sunset, expected] of [
      ['left out', undefined, undefined, [false, false]],
      ['the same twice', dt - 9000, dt - 9000, [false, false]],
      ['zero', 0, 0, [false, false]],
      ['the end of 32 bits', 2_147_483_647, 2_147_483_647, [false, false]],
      ['a night that begins', dt - 9000, 2_147_483_647, [true, false]],
      ['nulls', null, null, [false, false]],
      ['a usual day', dt - 20_000, dt + 20_000, [true, true]],
    ] as const) {
      const [report] = parseWeather({ ...oneCallAnswer, daily: [{ ...oneCallAnswer.daily[0], sunrise, sunset }] });
      const [day] = report!.days;
      expect([!!day!.sunrise, !!day!.sunset], name).to.deep.equal(expected);
      const sys = { sunrise, sunset };
      expect(parseWeather({ current: { ...currentAnswer, sys }, forecast: forecastAnswer }), name).to.have.length(1);
    }
  });

  it('is any part of One Call', () => {
    const { lat, lon, timezone_offset, hourly, minutely, alerts } = oneCallAnswer as Record<string, unknown> & {
      hourly: object[];
    };
    const parts = { hourly, minutely, alerts };
    for (const [name, part] of Object.entries(parts)) {
      const [report] = parseWeather({ lat, lon, timezone_offset, [name]: part });
      expect(report!.place.timeZone, name).to.equal('+05:45');
      expect(report!.hours.length, name).to.equal(name === 'hourly' ? 2 : 0);
    }
    const [report] = parseWeather({ lat, lon, timezone_offset, hourly });
    expect(report!.current, 'the first hour is now').to.deep.equal(report!.hours[0]);
    expect(report!.issued).to.equal(undefined);
    expect(report!.hours[0]).to.include({ pressure: 1008, dewPoint: 22, visibility: 8000 });
  });

  it('is in kelvins in each of its parts', () => {
    const kelvin = { lat: 1, lon: 1, timezone_offset: 0 };
    const weather = [{ id: 800, icon: '01d' }];
    for (const [part, value] of [
      ['current', { dt: 1_784_000_000, temp: 300, feels_like: 302, dew_point: 290, weather }],
      ['hourly', [{ dt: 1_784_000_000, temp: 300, feels_like: 302, dew_point: 290, weather }]],
    ] as const) {
      const [{ current }] = parseWeather({ ...kelvin, [part]: value }) as [WeatherReport];
      expect([current!.temperature, current!.feelsLike, current!.dewPoint], part).to.deep.equal([26.85, 28.85, 16.85]);
    }
    const [report] = parseWeather({ ...kelvin, daily: [{ dt: 1_784_000_000, temp: { min: 295, max: 305 }, weather }] });
    expect(report!.days[0]).to.include({ high: 31.85, low: 21.85 });
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
      pressure: 1009,
      dewPoint: 20.1,
      visibility: 8000,
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

describe('a null', () => {
  it('is unknown in every format and every member, never 0', () => {
    const nulls = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, null]));
    const time = 1_784_000_000;
    const documents = {
      'open-meteo': {
        utc_offset_seconds: 0,
        timezone: 'GMT',
        current: {
          time,
          ...nulls('temperature_2m apparent_temperature dew_point_2m weather_code is_day relative_humidity_2m'),
          ...nulls('precipitation wind_speed_10m wind_gusts_10m wind_direction_10m pressure_msl visibility uv_index'),
        },
        daily: {
          time: [time],
          precipitation_sum: [null],
          temperature_2m_max: [null],
          sunrise: [null],
          uv_index_max: [null],
        },
      },
      'met-norway': {
        type: 'Feature',
        properties: {
          timeseries: [
            {
              time: '2026-07-14T00:00:00Z',
              data: {
                instant: { details: nulls('air_temperature relative_humidity wind_speed air_pressure_at_sea_level') },
                next_1_hours: { details: nulls('precipitation_amount probability_of_precipitation') },
              },
            },
          ],
        },
      },
      openweathermap: {
        ...nulls('timezone wind visibility pop rain snow'),
        ...{ dt: time, weather: [], main: nulls('temp feels_like humidity pressure') },
      },
      'openweathermap by day': {
        timezone_offset: 0,
        daily: [{ dt: time, temp: nulls('min max'), weather: [{ id: 500 }], ...nulls('rain snow pop uvi sunrise') }],
      },
      reports: {
        place: { name: 'x' },
        current: { time, ...nulls('condition isDay temperature humidity windSpeed rain rainChance uv pressure') },
        days: [{ date: '2026-07-14', ...nulls('high low rain rainChance uv sunrise') }],
      },
    };
    for (const [name, document] of Object.entries(documents)) {
      const [report] = parseWeather(document);
      const { time: _, ...now } = report!.current ?? { time: 0 };
      const numbers = [now, ...report!.days].flatMap((part) => Object.values(part).filter((value) => value === 0));
      expect(numbers, name).to.deep.equal([]);
      const wet = [report!.current, ...report!.days].flatMap((part) => (part ? [part.rain, part.rainChance] : []));
      expect(new Set(wet), name).to.deep.equal(new Set([undefined]));
    }
  });
});

describe('readWeather', () => {
  it('reads what parseWeather reads, whichever format it is', async () => {
    const openMeteo = { utc_offset_seconds: 0, current: { time: 1_784_000_000, temperature_2m: 20 } };
    for (const document of [openMeteo, metNorwayAnswer(), currentAnswer, oneCallAnswer]) {
      const text = JSON.stringify(document);
      expect(await readWeather(text)).to.deep.equal(parseWeather(text));
      expect(await readWeather(new TextEncoder().encode(text))).to.deep.equal(parseWeather(text));
    }
    expect(await readWeather(currentAnswer, { format: 'openweathermap' })).to.have.length(1);
  });

  it('refuses what parseWeather refuses, in the same words', async () => {
    for (const [body, format] of [
      ['<html>', 'auto'],
      ['{}', 'auto'],
      [currentAnswer, 'open-meteo'],
      [{ error: true, reason: 'no such place' }, 'auto'],
    ] as const) {
      const said = (error: unknown) => (error instanceof CivicError ? `${error.code}: ${error.message}` : 'no error');
      let expected = '';
      try {
        parseWeather(body, { format });
      } catch (error) {
        expected = said(error);
      }
      expect(await readWeather(body, { format }).catch(said)).to.equal(expected);
    }
  });
});

describe('the format that asks', () => {
  it('is the named one, else Open-Meteo', async () => {
    for (const [name, found] of [
      [undefined, 'open-meteo'],
      ['auto', 'open-meteo'],
      ['met-norway', 'met-norway'],
      ['openweathermap', 'openweathermap'],
      ['unheard-of', 'open-meteo'],
    ] as const)
      expect((await findWeatherFormat(name)).name, name).to.equal(found);
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
