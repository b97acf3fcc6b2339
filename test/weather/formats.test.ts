import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/endpoint/errors.ts';
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
    expect(() => parseWeather('{"station": "A1"}'))
      .to.throw(CivicError, 'not station')
      .with.property('code', 'format');
  });
});
