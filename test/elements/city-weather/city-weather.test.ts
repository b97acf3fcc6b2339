import { expect, fixture, html } from '@open-wc/testing';
import { clearCache } from '../../../src/endpoint/response-cache.ts';
import type { CityWeather } from '../../../src/elements/city-weather/city-weather.ts';
import { type Climate, airQualityAnswer, climates, openMeteoAnswer } from '../../fixtures/weather/open-meteo.ts';
import { metNorwayAnswer } from '../../fixtures/weather/met-norway.ts';
import { currentAnswer } from '../../fixtures/weather/openweathermap.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { THREE, expectAccessible, moment, show, words, wire } from './helpers.ts';
import { hearConsole } from '../../helpers/console.ts';

const shower = {
  temperature_2m: 29.2,
  apparent_temperature: 33.4,
  relative_humidity_2m: 82,
  weather_code: 80,
  is_day: 1,
  wind_speed_10m: 3.2,
  wind_direction_10m: 140,
  wind_gusts_10m: 9,
};

describe('<city-weather>', function () {
  // A whole report under axe, in a browser that shares its cores with two others.
  this.timeout(30_000);

  const lines = hearConsole();

  describe('now', () => {
    it('has a sentence that looks ahead, in Vietnamese and in English', async () => {
      const { screen, element } = await show({ lang: 'vi', places: 'ha-noi' }, json(moment(shower)));
      expect(screen.text('.summary')).to.match(/cao nhất -?\d+°C\./);
      element.lang = 'en-GB';
      await until(() => screen.text('.summary').includes('Highest'), 'it is in English');
      expect(screen.text('.summary')).to.match(/Highest temperature (today|tomorrow): -?\d+°C\./);
    });

    it('is a large number, the sky in words, and what was asked for', async () => {
      const { screen } = await show(
        { show: 'feels-like humidity wind rain uv sun', places: 'ha-noi' },
        json(moment(shower)),
      );
      expect(screen.text('.temperature')).to.equal('29°C');
      expect(screen.text('.sky')).to.equal('Light showers');
      expect(Object.keys(screen.facts)).to.deep.equal([
        'Feels like',
        'Humidity',
        'Wind',
        'Precipitation in the next hour',
        'UV index',
        'Sunrise',
        'Sunset',
      ]);
      expect(screen.facts).to.include({ 'Feels like': '33°C', Humidity: '82%', Sunrise: '06:12', Sunset: '17:18' });
      expect(screen.facts['Wind']).to.equal('12 km/h light breeze, gusts of 32 km/h');
      expect(screen.facts['UV index']).to.match(/^\d+ (low|moderate|high)$/);
    });

    it('says "–" for what nobody knows, and never 0', async () => {
      const unknown = Object.fromEntries(Object.keys(shower).map((name) => [name, null]));
      const { screen } = await show({ places: 'ha-noi' }, json(moment({ ...unknown, temperature_2m: 9999 })));
      expect(screen.text('.temperature')).to.equal('–');
      expect(screen.text('.sky')).to.equal('–');
      expect(screen.facts).to.deep.equal({ 'Feels like': '–', Humidity: '–', Wind: '–' });
    });

    for (const { lang, pressure, near, far } of [
      { lang: 'en-GB', pressure: '1,013 hPa', near: '350 m', far: '24 km' },
      { lang: 'vi', pressure: '1.013 hPa', near: '350 m', far: '24 km' },
      { lang: 'en-US', pressure: '29.91 inHg', near: '1,145 ft', far: '15 mi' },
    ]) {
      it(`tells pressure, dew point and visibility in ${lang}`, async () => {
        const facts = async (visibility?: number) => {
          const current = { time: new Date(), temperature: 20, dewPoint: 14.4, pressure: 1013, visibility };
          const report = { place: { name: 'Ward' }, current };
          const attributes = { places: '', lang, show: 'pressure dew-point visibility' };
          const { screen } = await show(attributes, json({ reports: [report] }));
          return Object.values(screen.facts);
        };
        const dewPoint = lang === 'en-US' ? '58°F' : '14°C';
        expect(await facts(24_000)).to.deep.equal([pressure, dewPoint, far]);
        expect(await facts(349)).to.deep.equal([pressure, dewPoint, near]);
        expect(await facts()).to.deep.equal([pressure, dewPoint, '–']);
      });
    }

    it('has no minus before zero', async () => {
      const { screen } = await show({ places: 'ha-noi' }, json(moment({ ...shower, temperature_2m: -0.4 })));
      expect(screen.text('.temperature')).to.equal('0°C');
    });

    it('is in the units of the region, of the attribute, of the settings', async () => {
      const one = json(moment(shower));
      const { screen, element } = await show({ places: 'ha-noi', lang: 'en-US' }, one);
      expect(screen.text('.temperature')).to.equal('85°F');
      expect(screen.facts['Wind']).to.contain('7 mph');
      element.units = 'metric';
      await element.updateComplete;
      expect(screen.text('.temperature')).to.equal('29°C');
      element.units = undefined;
      element.lang = 'en';
      await until(() => screen.text('.temperature') === '29°C', 'a language without a region is read in °C');
      const settings = document.createElement('civic-settings');
      settings.units = 'imperial';
      element.parentElement!.append(settings);
      settings.append(element);
      await until(() => screen.text('.temperature') === '85°F', 'the settings are heard');
    });

    it('says in words how calm or stormy it is', async () => {
      const calm = await show({ places: 'ha-noi' }, json(moment({ ...shower, wind_speed_10m: 0.1 })));
      expect(calm.screen.facts['Wind']).to.contain('calm');
      const breeze = await show({ places: 'ha-noi' }, json(moment({ ...shower, wind_gusts_10m: 5 })));
      expect(breeze.screen.facts['Wind']).to.equal('12 km/h light breeze');
      const storm = await show(
        { places: 'ha-noi', lang: 'vi' },
        json(moment({ ...shower, wind_speed_10m: 34, wind_gusts_10m: 48 })),
      );
      expect(storm.screen.facts['Gió']).to.equal('34 m/s gió mạnh (từ cấp 12), giật 48 m/s');
    });
  });

  describe('time', () => {
    it('is the place’s own, whatever the browser’s: hours, days and the sun', async () => {
      const now = new Date();
      const far = { ...climates.siberia, timeZone: 'Pacific/Kiritimati', offset: 50_400, sun: [6, 18] as const };
      const { screen } = await show(
        { places: 'Kiritimati@1.87,-157.4', show: 'sun hours days' },
        json(wire([[1.87, -157.4]], { climates: [far] })),
      );
      const clock = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en-GB', { timeZone: 'Pacific/Kiritimati', ...options });
      expect(screen.text('.days tbody tr .quiet')).to.equal(clock({ day: 'numeric', month: 'numeric' }).format(now));
      expect(screen.facts).to.include({ Sunrise: '06:00', Sunset: '18:00' });
    });

    it('has the day of a report of yesterday, and no sunrise of another day', async () => {
      const yesterday = new Date(Date.now() - 86_400_000);
      const report = {
        place: { name: 'Ward', timeZone: 'Asia/Ho_Chi_Minh' },
        current: { time: yesterday, temperature: 20 },
        days: [{ date: '2021-07-13', sunrise: yesterday, sunset: yesterday, uv: 9 }],
      };
      const { screen } = await show({ places: '', show: 'sun uv' }, json({ reports: [report] }));
      const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });
      expect(screen.text('[part=attribution]')).to.match(
        new RegExp(`^Out of date. Issued: ${day.format(yesterday)} at \\d\\d:\\d\\d$`),
      );
      expect(screen.facts).to.deep.equal({ Sunrise: '–', Sunset: '–', 'UV index': '–' });
    });

    it('makes UV that of the hour, not the day’s highest', async () => {
      const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
      const report = {
        place: { name: 'Ward', timeZone: 'Asia/Ho_Chi_Minh' },
        current: { time: new Date(), temperature: 20 },
        hours: [{ time: new Date(Date.now() + 1_800_000), uv: 2 }],
        days: [{ date, uv: 11 }],
      };
      const { screen } = await show({ places: '', show: 'uv' }, json({ reports: [report] }));
      expect(screen.facts).to.deep.equal({ 'UV index': '2 low' });
    });

    describe('on the days when clocks change', () => {
      const { Date: RealDate } = globalThis;
      afterEach(() => void (globalThis.Date = RealDate));

      /** The page’s clock stands still at an instant. */
      const standStill = (instant: string) => {
        const now = RealDate.parse(instant);
        globalThis.Date = class extends RealDate {
          constructor(...time: unknown[]) {
            super(...((time.length ? time : [now]) as [number]));
          }
          static override now = () => now;
        } as DateConstructor;
      };
      const berlin = (offset: number): Climate => ({
        ...climates['ha-noi'],
        timeZone: 'Europe/Berlin',
        offset,
        sun: [7, 18],
      });
      const hoursOf = async (
        instant: string,
        offset: number,
        place: [number, number] = [52.52, 13.41],
        climate = berlin(offset),
      ) => {
        standStill(instant);
        const { screen } = await show(
          { places: `Here@${place.join()}`, hours: '26', show: 'hours days' },
          json(wire([place], { now: new Date(), climates: [climate] })),
        );
        return {
          hours: screen.texts('.hours-table tbody th'),
          days: screen.texts('.days tbody th'),
        };
      };
      const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

      it('has 25 hours in autumn, two o’clock twice', async () => {
        const { hours, days } = await hoursOf('2026-10-24T22:10:00Z', 7200);
        expect(hours.slice(0, 5)).to.deep.equal(['00:00', '01:00', '02:00', '02:00', '03:00']);
        expect(hours.slice(24)).to.deep.equal(['23:00', '00:00']);
        expect(days.slice(0, 3)).to.deep.equal(['Today 25/10', 'MondayMon 26/10', 'TuesdayTue 27/10']);
      });

      it('has 23 hours in spring, no two o’clock', async () => {
        const { hours, days } = await hoursOf('2026-03-28T23:10:00Z', 3600);
        expect(hours.slice(0, 4)).to.deep.equal(['00:00', '01:00', '03:00', '04:00']);
        expect(hours.slice(22)).to.deep.equal(['23:00', '00:00', '01:00', '02:00']);
        expect(days.slice(0, 3)).to.deep.equal(['Today 29/03', 'MondayMon 30/03', 'TuesdayTue 31/03']);
      });

      it('has the hours and the midnight of a half-hour zone', async () => {
        const kolkata = { ...climates['ha-noi'], timeZone: 'Asia/Kolkata', offset: 19_800, sun: [6, 18] as const };
        const { hours, days } = await hoursOf('2026-07-13T18:40:00Z', 0, [22.57, 88.36], kolkata);
        expect(days[0]).to.match(/^Today 14\/0?7$/);
        expect(hours.slice(0, 25)).to.deep.equal(Array.from({ length: 25 }, (_, hour) => clock(hour % 24)));
      });
    });

    it('is shown in the zone that the page names, while days stay the place’s', async () => {
      const { screen } = await show({ places: 'ha-noi', 'time-zone': 'UTC', show: 'sun days' }, json(wire([THREE[0]])));
      expect(screen.facts).to.include({ Sunrise: '23:12', Sunset: '10:18' });
    });

    it('works in zones that sources know by their offset only', async () => {
      const answer = wire([THREE[0]]);
      const { screen } = await show(
        { places: 'Here@21.03,105.85', show: 'sun' },
        json({ ...answer, timezone: 'Not/AZone' }),
      );
      expect(screen.facts).to.include({ Sunrise: '06:12' });
    });

    it('calls a report old when it was made more than three hours ago', async () => {
      const young = await show(
        { places: 'ha-noi' },
        json(wire([THREE[0]], { now: new Date(Date.now() - 164 * 60_000) })),
      );
      expect(young.screen.text('.attribution')).to.match(
        /^Issued: (\d\d\/\d\d\/\d{4} at )?\d\d:\d\d Weather data by Open-Meteo.com$/,
      );
      const old = await show(
        { places: 'ha-noi' },
        json(wire([THREE[0]], { now: new Date(Date.now() - 181 * 60_000) })),
      );
      expect(old.screen.text('.attribution')).to.match(/^Out of date. Issued: /);
      expect(old.screen.find('.attribution .old')).to.exist;
    });

    it('has no heading over days that are all gone', async () => {
      const now = new Date(Date.now() - 30 * 86_400_000);
      const { screen } = await show({ places: 'ha-noi', show: 'wind days' }, json(wire([THREE[0]], { now })));
      expect(screen.find('.attribution .old')).to.exist;
      expect(screen.find('.days')).not.to.exist;
    });
  });

  describe('tabs', () => {
    it('show one place at a time and follow the arrow keys', async () => {
      const { screen, element } = await show();
      expect(screen.texts('[role=tab]')).to.deep.equal(['Hanoi', 'Da Nang', 'Ho Chi Minh City']);
      const [first, second, third] = screen.all('[role=tab]');
      expect(first).to.have.attribute('aria-selected', 'true');
      expect(screen.all('[role=tab][tabindex="0"]')).to.have.length(1);
      first!.focus();
      await screen.press('ArrowRight');
      expect(element.shadowRoot!.activeElement).to.equal(second);
      expect(second).to.have.attribute('aria-selected', 'true');
      expect(screen.text('[aria-selected=true]')).to.equal('Da Nang');
      await screen.press('ArrowLeft');
      await screen.press('ArrowLeft');
      expect(screen.text('[aria-selected=true]')).to.equal('Ho Chi Minh City');
      await screen.press('ArrowRight');
      expect(screen.text('[aria-selected=true]')).to.equal('Hanoi');
      await screen.press('End');
      await screen.press('Home');
      expect(screen.text('[aria-selected=true]')).to.equal('Hanoi');
      await screen.press('End');
      expect(element.shadowRoot!.activeElement).to.equal(third);
      const panel = screen.find('[role=tabpanel]')!;
      expect(panel.getAttribute('aria-label')).to.equal('Ho Chi Minh City: Weather');
      expect(third).to.have.attribute('aria-controls', panel.id);
    });

    it('follow the arrow keys the other way in a page that is read from right to left', async () => {
      const { screen } = await show({ dir: 'rtl' });
      screen.find('[role=tab]')!.focus();
      await screen.press('ArrowLeft');
      expect(screen.text('[aria-selected=true]')).to.equal('Da Nang');
    });

    it('stay with the chosen place when the report is renewed', async () => {
      const { screen, element } = await show();
      screen.all('[role=tab]')[1]!.click();
      await element.reload();
      expect(screen.text('[aria-selected=true]')).to.equal('Da Nang');
    });

    it('stay in one row in a narrow column; the focused one is in view', async () => {
      const { screen, element } = await show();
      element.style.cssText = 'display: block; inline-size: 240px';
      const tabs = screen.all('[role=tab]');
      expect(new Set(tabs.map((tab) => tab.getBoundingClientRect().top)).size).to.equal(1);
      tabs[0]!.focus();
      await screen.press('End');
      const { left, right } = screen.find('[role=tablist]')!.getBoundingClientRect();
      expect(tabs[2]!.getBoundingClientRect().left).to.be.at.least(left - 1);
      expect(tabs[2]!.getBoundingClientRect().right).to.be.at.most(right + 1);
    });

    it('are left out where there is one place: its name is a heading', async () => {
      const { screen } = await show({ places: 'hue' }, json(wire([[16.46, 107.59]])));
      expect(screen.find('[role=tablist]')).not.to.exist;
      expect(screen.text('h3')).to.equal('Hue');
    });
  });

  describe('the hours', () => {
    it('are read by keyboard and pointer from the chart, and as a table', async () => {
      const { screen, element } = await show({ hours: '6' });
      const range = screen.find('input[type=range]') as HTMLInputElement;
      expect(range).to.have.attribute('max', '5');
      expect(range.getAttribute('aria-valuetext')).to.match(/^\d\d:00: .+, \d+ degrees Celsius/);
      range.value = '3';
      range.dispatchEvent(new Event('input'));
      await element.updateComplete;
      const sentence = screen.text('.readout');
      expect(range.getAttribute('aria-valuetext')!.slice(0, 6)).to.equal(sentence.slice(0, 6));
      const chart = screen.find('.chart')!;
      const { left, width } = chart.getBoundingClientRect();
      chart.dispatchEvent(new PointerEvent('pointermove', { clientX: left + width * 0.99 }));
      await element.updateComplete;
      expect(screen.text('.readout')).not.to.equal(sentence);
      expect(range.value).to.equal('5');
      const rows = screen.all('.hours-table tbody tr').map(({ textContent }) => words(textContent));
      expect(rows).to.have.length(6);
      expect(rows[5]!.slice(0, 5)).to.equal(screen.text('.readout').slice(0, 5));
    });

    it('begin with the hour that it is', async () => {
      const { screen } = await show({ hours: '3', places: 'ha-noi' }, json(wire([THREE[0]], { now: new Date() })));
      const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Asia/Bangkok' }).format(new Date());
      expect(screen.text('.hours-table tbody th')).to.equal(`${hour}:00`);
    });

    it('are drawn from right to left in such a page, and the pointer is read so', async () => {
      const { screen, element } = await show({ hours: '6', dir: 'rtl' });
      const chart = screen.find('.chart')!;
      const { right, width } = chart.getBoundingClientRect();
      chart.dispatchEvent(new PointerEvent('pointermove', { clientX: right - 2 }));
      await element.updateComplete;
      expect((screen.find('input[type=range]') as HTMLInputElement).value).to.equal('0');
      // In the first of six hours.
      const pointer = screen.find('.pointer')!.getBoundingClientRect();
      expect(pointer.left).to.be.within(right - width / 6, right);
    });

    it('are drawn in proportion: half the rain is half the bar, and a degree is no cliff', async () => {
      const answer = wire([THREE[0]]) as { hourly: Record<string, unknown[]> };
      const first = answer.hourly['time']!.findIndex((time) => (time as number) * 1000 > Date.now());
      const hourly = (name: string, values: number[]) =>
        answer.hourly[name]!.map((_, index) => values[index - first + 1] ?? values[0]!);
      Object.assign(answer.hourly, {
        precipitation: hourly('precipitation', [0, 8, 4, 0]),
        temperature_2m: hourly('temperature_2m', [20, 20, 21, 20]),
      });
      const { screen } = await show({ places: 'ha-noi', hours: '4', show: 'hours' }, json(answer));
      const numbers = (selector: string, command: RegExp) =>
        [...screen.find(selector)!.getAttribute('d')!.matchAll(command)].map(([, number]) => Number(number));
      const [much, little, ...more] = numbers('.rain-bars', /v-([\d.]+)/g);
      expect(more).to.deep.equal([]);
      expect(much! / little!).to.be.closeTo(2, 0.01);
      const ends = numbers('.line', /[ML][\d.]+ ([\d.]+)/g);
      expect(ends).to.have.length(4);
      expect(Math.max(...ends) - Math.min(...ends)).to.be.closeTo(5 / 4, 0.01);
    });

    for (const { chart, unit, title, column, hour } of [
      {
        chart: 'wind',
        unit: /^(gusts of )?\d+ km\/h$/,
        title: 'Next few hours · Wind',
        column: 'Wind',
        hour: 'gusts of 36 km/h',
      },
      { chart: 'uv', unit: /^\d+$/, title: 'Next few hours · UV index', column: 'UV index', hour: 'UV index 7' },
      {
        chart: 'humidity',
        unit: /^\d+%$/,
        title: 'Next few hours · Humidity',
        column: 'Humidity',
        hour: 'humidity 88%',
      },
      { chart: 'snow', unit: /^-?\d+°C$/, title: 'Next few hours', column: 'Temperature', hour: '21°C' },
    ]) {
      it(`may be of ${chart}, which is told in the title, the sentence and the table`, async () => {
        const hours = [0, 1, 2].map((at) => ({
          time: new Date(Date.now() + at * 3_600_000),
          ...{ temperature: 20 + at, windSpeed: 4, windGust: 9 + at, windFrom: 90, uv: 6 + at, humidity: 87 + at },
        }));
        const report = { place: { name: 'Ward', timeZone: 'Asia/Ho_Chi_Minh' }, hours };
        const { screen, element } = await show({ places: '', show: 'hours', chart }, json({ reports: [report] }));
        expect(screen.text('.hours .part-name')).to.equal(title);
        for (const label of screen.texts('.drawing text:not(.tick)')) expect(label).to.match(unit);
        const range = screen.find('input[type=range]') as HTMLInputElement;
        range.value = '1';
        range.dispatchEvent(new Event('input'));
        await element.updateComplete;
        expect(screen.text('.readout')).to.contain(hour);
        expect(screen.texts('.hours-table thead th')).to.include(column);
        expect(screen.text('.hours-table tbody tr:nth-of-type(2)')).to.contain(hour.split(' ').at(-1));
        expect(!!screen.find('.gusts')).to.equal(chart === 'wind');
      });
    }

    it('draw gusts over the wind, on one scale from zero', async () => {
      const hours = [0, 1].map((at) => ({ time: new Date(Date.now() + at * 3_600_000), windSpeed: 5, windGust: 10 }));
      const report = { place: { name: 'Ward', timeZone: 'Asia/Ho_Chi_Minh' }, hours };
      const { screen } = await show({ places: '', show: 'hours', chart: 'wind' }, json({ reports: [report] }));
      const heightOf = (selector: string) =>
        Number(/M0 ([\d.]+)/.exec(screen.find('.axis')!.getAttribute('d')!)![1]) -
        Number(/M[\d.]+ ([\d.]+)/.exec(screen.find(selector)!.getAttribute('d')!)![1]);
      expect(heightOf('.gusts') / heightOf('.line')).to.be.closeTo(2, 0.15);
    });

    it('shade the night', async () => {
      const { screen } = await show({ hours: '24' });
      const runs = [
        ...screen
          .find('.night')!
          .getAttribute('d')!
          .matchAll(/M(\d+) [\d.]+H(\d+)/g),
      ];
      const hours = runs.map(([, from, to]) => Number(to) - Number(from));
      expect(hours.reduce((sum, each) => sum + each, 0)).to.be.closeTo(13, 1.5);
    });
  });

  describe('the days', () => {
    it('are a row each, with bars on one scale', async () => {
      const { screen } = await show({ days: '4' });
      expect(screen.all('.days tbody tr')).to.have.length(4);
      expect(screen.text('.days tbody th')).to.match(/^Today/);
      expect(screen.find('.days table')!.getAttribute('aria-label')).to.equal('Next few days');
      // The bars are for the eye only, their column as well: what is read has a header over each cell.
      const read = (row: string) => screen.all(`${row} > :not([aria-hidden])`).length;
      expect(read('.days thead tr')).to.equal(read('.days tbody tr:first-child'));
      const ends = screen
        .all('.bar')
        .map((bar) => [bar.getAttribute('x'), bar.getAttribute('width')].map((value) => Number.parseFloat(value!)));
      expect(Math.min(...ends.map(([start]) => start!))).to.equal(0);
      expect(Math.max(...ends.map(([start, width]) => start! + width!))).to.be.closeTo(100, 0.01);
    });

    it('leave out those that are over', async () => {
      const { screen } = await show(
        { days: '9', places: 'ha-noi' },
        json(wire([THREE[0]], { now: new Date(Date.now() - 2 * 86_400_000) })),
      );
      expect(screen.all('.days tbody tr')).to.have.length(5);
      expect(screen.text('.days tbody th')).to.match(/^Today/);
    });
  });

  describe('other layouts', () => {
    it('are a table with a row a place', async () => {
      const { screen } = await show({ layout: 'list' });
      expect(screen.texts('tbody th')).to.deep.equal(['Hanoi', 'Da Nang', 'Ho Chi Minh City']);
      expect(screen.text('tbody tr td:nth-of-type(2)')).to.match(/^\d+°C$/);
      expect(screen.text('tbody tr td:nth-of-type(3)')).to.match(/^Low \d+°C High \d+°C$/);
      await expectAccessible(screen);
    });

    it('are cards with a heading each', async () => {
      const { screen } = await show({ layout: 'cards', 'heading-level': '3' });
      expect(screen.texts('.card h4')).to.deep.equal(['Hanoi', 'Da Nang', 'Ho Chi Minh City']);
      expect(screen.all('.card .summary')).to.have.length(3);
      await expectAccessible(screen);
    });

    it('are one line in which each place is still a sentence', async () => {
      const { screen } = await show({ layout: 'compact' });
      expect(screen.texts('li .visually-hidden')[1]).to.match(/^Da Nang: .+\d degrees/);
      await expectAccessible(screen);
    });
  });

  describe('places', () => {
    it('that nobody knows are one console line, and the others still show', async () => {
      const { screen } = await show({ places: 'ha-noi atlantis' }, json(wire([THREE[0]])));
      expect(screen.text('.name')).to.equal('Hanoi');
      expect(lines.filter((line) => line.includes('atlantis'))).to.have.length(1);
    });

    it('may be children, which are followed live', async () => {
      clearCache();
      const { url } = await endpoint(
        json(wire([[10.5, 106.25]])),
        json(
          wire([
            [10.5, 106.25],
            [16.46, 107.59],
          ]),
        ),
      );
      const element = await fixture<CityWeather>(
        html`<city-weather lang="vi" src=${url}
          ><weather-place name="Phường Một" latitude="10.5" longitude="106.25"></weather-place
        ></city-weather>`,
      );
      const tabs = () =>
        [...element.shadowRoot!.querySelectorAll('[role=tab]')].map(({ textContent }) => words(textContent));
      await until(() => element.state === 'ready', 'the first report is there');
      await until(
        () => words(element.shadowRoot!.querySelector('h3')?.textContent) === 'Phường Một',
        'the place is named',
      );
      const hue = document.createElement('weather-place');
      hue.name = 'Cố đô Huế';
      hue.latitude = 16.46;
      hue.longitude = 107.59;
      element.append(hue);
      await until(() => tabs().join() === 'Phường Một,Cố đô Huế', 'the new place has a tab');
    });

    it('as children are found by key or by name, with and without marks', async () => {
      clearCache();
      const { url } = await endpoint(json(wire(THREE)));
      const element = await fixture<CityWeather>(
        html`<city-weather lang="vi" src=${url}
          ><weather-place name="ha-noi"></weather-place><weather-place name="Đà Nẵng"></weather-place
          ><weather-place name="Ho Chi Minh"></weather-place
        ></city-weather>`,
      );
      const tabs = () =>
        [...element.shadowRoot!.querySelectorAll('[role=tab]')].map(({ textContent }) => words(textContent));
      await until(() => tabs().length, 'the places have tabs');
      expect(tabs()).to.deep.equal(['Hà Nội', 'Đà Nẵng', 'Ho Chi Minh']);
    });

    it('are asked for with their variables in one request', async () => {
      const { asked } = await show({ show: 'humidity days' });
      const requests = await asked();
      expect(requests).to.have.length(1);
      const query = new URL(requests[0]!.url, location.href).searchParams;
      expect(query.get('latitude')).to.equal('21.03,16.07,10.78');
      expect(query.get('current')).to.contain('relative_humidity_2m');
      expect(query.get('hourly')).to.equal(null);
    });

    it('of a hundred widgets are asked for in one request an interval, and their air in another', async () => {
      clearCache();
      const asked: URL[] = [];
      const fetch = (input: RequestInfo | URL) => {
        const url = new URL(new Request(input).url);
        asked.push(url);
        const isAir = url.pathname === '/air';
        return Promise.resolve(
          new Response(JSON.stringify(isAir ? airQualityAnswer(url.href) : openMeteoAnswer(url.href))),
        );
      };
      const settings = await fixture(html`<civic-settings refresh="3" .fetch=${fetch}></civic-settings>`);
      const points = Array.from({ length: 100 }, (_, index) => [8.12345 + index / 10, 100.98765 + index / 10] as const);
      const loads = new Map<EventTarget, number>();
      settings.addEventListener('civic-load', ({ target }) => loads.set(target!, (loads.get(target!) ?? 0) + 1));
      for (const [index, [latitude, longitude]] of points.entries()) {
        const element = document.createElement('city-weather');
        Object.assign(element, { src: '/weather', airSrc: '/air', show: 'humidity air', layout: 'cards' });
        element.places = `P${index}@${latitude},${longitude}`;
        settings.append(element);
      }
      const elements = [...settings.querySelectorAll('city-weather')];
      const askedOf = (path: string) => asked.filter(({ pathname }) => pathname === path);
      await until(
        () => loads.size === 100 && elements.every((each) => loads.get(each)! >= 2),
        'each has been refreshed',
        25_000,
      );
      const intervals = Math.max(...loads.values());
      expect(askedOf('/weather').length).to.be.within(2, intervals);
      expect(askedOf('/air').length).to.be.within(2, intervals);
      for (const url of asked) {
        const [latitudes, longitudes] = ['latitude', 'longitude'].map((name) => url.searchParams.get(name)!.split(','));
        expect(latitudes).to.have.length(100);
        expect([...latitudes!, ...longitudes!].every((degrees) => /^\d+(\.\d\d?)?$/.test(degrees))).to.equal(true);
      }
      expect(elements.map(({ data }) => data![0]!.place.name)).to.deep.equal(points.map((_, index) => `P${index}`));
      expect(elements.every(({ data }) => data![0]!.air !== undefined)).to.equal(true);
    });

    it('get the report that is theirs from an answer with more places than they asked for', async () => {
      const { screen } = await show({ places: 'ho-chi-minh' }, json(wire()));
      expect(screen.text('h3')).to.equal('Ho Chi Minh City');
      expect(screen.element.data).to.have.length(1);
      const { current, place } = screen.element.data![0]!;
      expect(place.latitude).to.be.closeTo(10.78, 0.1);
      expect(Number.parseInt(screen.text('.temperature'), 10)).to.equal(Math.round(current!.temperature!));
    });

    it('of the citizen are asked of the device only when the button is pressed', async () => {
      const { geolocation } = navigator;
      const calls: PositionCallback[] = [];
      Object.defineProperty(navigator, 'geolocation', {
        configurable: true,
        value: { getCurrentPosition: (success: PositionCallback) => calls.push(success) },
      });
      try {
        const { screen, asked } = await show(
          { places: 'ha-noi', locate: true },
          json(wire([THREE[0]])),
          json(wire([THREE[0], [20.123, 106.456]])),
        );
        expect(calls).to.have.length(0);
        screen.find('[part=locate]')!.click();
        expect(calls).to.have.length(1);
        calls[0]!({ coords: { latitude: 20.12345, longitude: 106.45678 } } as GeolocationPosition);
        await until(() => screen.texts('[role=tab]').join() === 'Hanoi,My location', 'my place is there');
        expect(screen.text('[role=tab][aria-selected=true]')).to.equal('My location');
        expect(screen.element.data![1]!.place).to.include({ latitude: 20.12, longitude: 106.46 });
        expect((await asked()).at(-1)!.url).to.contain('latitude=21.03,20.12&longitude=105.85,106.46');
      } finally {
        Object.defineProperty(navigator, 'geolocation', { configurable: true, value: geolocation });
      }
    });
  });

  describe('sources', () => {
    it('are Open-Meteo’s own where neither src nor settings name one', async () => {
      clearCache();
      const asked: string[] = [];
      const fetch = (input: RequestInfo | URL) => {
        const { url } = new Request(input);
        asked.push(url);
        return Promise.resolve(new Response(JSON.stringify(openMeteoAnswer(url))));
      };
      const settings = await fixture(
        html`<civic-settings .fetch=${fetch}><city-weather places="ha-noi"></city-weather></civic-settings>`,
      );
      const element = settings.querySelector('city-weather')!;
      await until(() => element.state === 'ready', 'it is ready');
      expect(asked).to.have.length(1);
      expect(asked[0]).to.match(/^https:\/\/api\.open-meteo\.com\/v1\/forecast\?latitude=21\.03&longitude=105\.85&/);
    });

    it('are the settings’ endpoint with Open-Meteo’s query', async () => {
      clearCache();
      const asked: string[] = [];
      const fetch = (input: RequestInfo | URL) => {
        const { url } = new Request(input);
        asked.push(url);
        return Promise.resolve(new Response(JSON.stringify(openMeteoAnswer(url))));
      };
      const settings = await fixture(
        html`<civic-settings endpoint="/api/" .fetch=${fetch}
          ><city-weather places="hue"></city-weather
        ></civic-settings>`,
      );
      await until(() => settings.querySelector('city-weather')!.state === 'ready', 'it is ready');
      expect(asked[0]).to.contain('/api/weather?latitude=16.46&longitude=107.59&current=');
    });

    it('without any place ask for nothing', async () => {
      const element = await fixture<CityWeather>(html`<city-weather></city-weather>`);
      expect(element.state).to.equal('idle');
    });

    it('may be MET Norway’s, a request a place', async () => {
      const { screen, asked } = await show(
        { format: 'met-norway', places: 'oslo' },
        json(metNorwayAnswer({ from: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString() })),
      );
      expect((await asked())[0]!.url).to.match(/\?lat=59\.91&lon=10\.75$/);
      expect(screen.text('h3')).to.equal('Oslo');
      expect(screen.text('.attribution a')).to.equal('Weather data by MET Norway');
    });

    it('may be told from their content', async () => {
      const { screen } = await show({ places: '' }, json(currentAnswer));
      expect(screen.text('.sky')).to.equal('Rain');
      expect(screen.text('h3')).to.equal('Hanoi');
    });

    it('may be the page itself: wire or model, property or child', async () => {
      const element = await fixture<CityWeather>(
        html`<city-weather lang="en-GB" places="ha-noi" .data=${moment(shower)}></city-weather>`,
      );
      await until(() => element.state === 'ready', 'it is ready');
      expect(words(element.shadowRoot!.querySelector('.temperature')!.textContent)).to.equal('29°C');
      const child = await fixture<CityWeather>(
        html`<city-weather lang="en-GB"
          ><script type="application/json">
            {
              "reports": [
                { "place": { "name": "Ward" }, "current": { "time": "2026-01-01T00:00:00Z", "temperature": 7 } }
              ]
            }
          </script></city-weather
        >`,
      );
      await until(() => child.state === 'ready', 'it is ready');
      expect(words(child.shadowRoot!.querySelector('.temperature')!.textContent)).to.equal('7°C');
    });
  });

  describe('when something fails', () => {
    it('says so in a sentence, and one console line names the reason', async () => {
      const { screen } = await show({}, json({ error: true, reason: 'Daily API request limit exceeded.' }));
      expect(screen.element.state).to.equal('error');
      expect(screen.element.error).to.include({ code: 'format' });
      expect(screen.text('[part=message] p')).to.contain('cannot be read');
      expect(lines.join()).to.contain('Daily API request limit exceeded.');
    });

    it('keeps the last report on the page and says how old it is when a refresh fails', async () => {
      const { screen, element } = await show({}, json(wire()), { status: 404 });
      const before = screen.text('.summary');
      await element.reload();
      expect(element.state).to.equal('stale');
      expect(screen.text('.summary')).to.equal(before);
      expect(screen.text('[part=stale]')).to.match(/Updated \d\d:\d\d$/);
      await expectAccessible(screen);
    });

    it('asks nobody again until the provider’s Retry-After is over, from any widget of the page', async () => {
      const { element, asked } = await show({}, { status: 429, headers: { 'retry-after': '60' } });
      expect(element.state).to.equal('error');
      const other = document.createElement('city-weather');
      Object.assign(other, { src: element.src, places: 'hue', lang: 'en' });
      element.parentElement!.append(other);
      await until(() => other.state === 'error', 'the other has heard of it');
      expect(other.error).to.include({ code: 'http', status: 429 });
      expect(await asked()).to.have.length(1);
    });
  });

  it('is accessible, with all that it can show', async () => {
    const { screen } = await show({ show: 'feels-like humidity wind rain uv sun hours days', locate: true });
    (screen.find('details') as HTMLDetailsElement).open = true;
    await expectAccessible(screen);
  });
});
