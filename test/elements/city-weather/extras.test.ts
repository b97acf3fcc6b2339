import { expect } from '@open-wc/testing';
import { weatherIcon } from '../../../src/theme/weather-icons.ts';
import { WEATHER_CONDITIONS } from '../../../src/weather/model.ts';
import { render, svg } from 'lit';
import { airQualityAnswer } from '../../fixtures/weather/open-meteo.ts';
import { ATOM, alert } from '../../fixtures/weather/warnings.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { THREE, expectAccessible, moment, show, wire } from './helpers.ts';
import { hearConsole } from '../../helpers/console.ts';

const TYPHOON = await (await fetch(new URL('../../fixtures/weather/typhoon.cap.xml', import.meta.url))).text();
const VN = 'hourly=pm2_5,pm10,ozone,nitrogen_dioxide,sulphur_dioxide,carbon_monoxide&past_hours=11&forecast_hours=1';
const air = (pm25: number, places = THREE.slice(0, 1)) =>
  json(airQualityAnswer(`/air?latitude=${places.map(([north]) => north).join()}&longitude=0&${VN}`, { pm25 }));
const cap = (body: string) => ({ body, headers: { 'content-type': 'application/cap+xml' } });
const one = () => json(wire([THREE[0]]));

describe('<city-weather>', function () {
  // A whole report under axe, in a browser that shares its cores with two others.
  this.timeout(30_000);

  const lines = hearConsole();

  describe('with the air', () => {
    it('says the level in words with advice, on the Vietnamese scale in Vietnamese', async () => {
      const { url, asked } = await endpoint(air(62));
      const { screen } = await show({ places: 'ha-noi', show: 'air', lang: 'vi', 'air-src': url }, one());
      await until(() => screen.find('.air-level'), 'the air is on show');
      expect(screen.text('.air')).to.match(/^Chất lượng không khí Kém 124 trên 500 \(VN_AQI\) Trẻ em, người cao tuổi/);
      expect(screen.text('.air')).to.contain('PM2.5: 62 µg/m³');
      expect((await asked())[0]!.url).to.contain('latitude=21.03&longitude=105.85&current=us_aqi,pm2_5&hourly=');
      await expectAccessible(screen);
    });

    it('marks the index where it lies on the scale of levels', async () => {
      const { url } = await endpoint(air(62));
      const { screen } = await show({ places: 'ha-noi', show: 'air', 'air-scale': 'vn', 'air-src': url }, one());
      await until(() => screen.find('.air-mark'), 'the mark is drawn');
      const [mark, level] = ['.air-mark', '.air-scale .sensitive'].map((each) =>
        screen.find(each)!.getBoundingClientRect(),
      );
      const middle = mark!.left + mark!.width / 2;
      expect(middle).to.be.within(level!.left, level!.right);
    });

    it('says it on the US scale elsewhere, or as the attribute wants it', async () => {
      const { url } = await endpoint(air(62));
      const us = await show({ places: 'ha-noi', show: 'air', 'air-src': url }, one());
      await until(() => us.screen.find('.air-level'), 'the air is on show');
      expect(us.screen.text('.air-level')).to.equal('Unhealthy 155 of 500 (US AQI)');
      const vn = await show({ places: 'ha-noi', show: 'air', 'air-src': url, 'air-scale': 'vn' }, one());
      await until(() => vn.screen.find('.air-level'), 'the air is on show');
      expect(vn.screen.text('.air-level')).to.equal('Poor 124 of 500 (VN_AQI)');
    });

    it('shows the weather without it when its endpoint fails or is slow, and says why on the console', async () => {
      const broken = await endpoint({ status: 404 });
      const { screen } = await show({ places: 'ha-noi', show: 'air humidity', 'air-src': broken.url }, one());
      expect(screen.element.state).to.equal('ready');
      expect(screen.find('.air')).not.to.exist;
      expect(lines.join()).to.contain('air: CivicError: HTTP 404');
      const slow = await endpoint({ ...air(10), delay: 3000 });
      const late = await show({ places: 'ha-noi', show: 'air humidity', 'air-src': slow.url }, one());
      expect(late.screen.find('.air')).not.to.exist;
      expect(late.screen.text('.temperature')).to.match(/°C$/);
      await until(() => late.screen.text('.air-level').startsWith('Unhealthy'), 'the air is added when it comes');
    });
  });

  describe('with the sea', () => {
    const now = Math.floor(Date.now() / 3_600_000) * 3600;
    const levels = Array.from({ length: 30 }, (_, hour) => 0.5 * Math.cos(((hour - 3.25) / 12.4) * 2 * Math.PI));
    const sea = {
      ...{ latitude: 16.04, longitude: 108.29, utc_offset_seconds: 25_200, timezone: 'Asia/Bangkok' },
      current: {
        ...{ time: now, wave_height: 1.4, wave_direction: 62, wave_period: 7.2 },
        ...{ swell_wave_height: 0.9, swell_wave_direction: 75, sea_surface_temperature: 25.4 },
      },
      hourly: { time: levels.map((_, hour) => now + hour * 3600), sea_level_height_msl: levels },
    };
    const inland = { ...sea, current: { time: now, wave_height: null }, hourly: { time: [now], wave_height: [null] } };

    it('says waves, swell, water and the next tides, and that it is not for navigation', async () => {
      const { url, asked } = await endpoint(json(sea));
      const { screen } = await show({ places: 'da-nang', show: 'sea', 'sea-src': url }, json(wire([THREE[1]])));
      await until(() => screen.find('.sea'), 'the sea is on show');
      expect(screen.facts).to.include({
        Waves: '1.4 m northeast, 7 secs',
        Swell: '0.9 m east',
        'Water temperature': '25°C',
      });
      expect(screen.texts('.sea dt').filter((name) => name.endsWith('tide')).length).to.be.within(3, 4);
      expect(screen.facts['High tide']).to.match(/\d\d:\d\d 0\.5 m$/);
      expect(screen.text('.sea > .quiet')).to.match(/Not for navigation\.$/);
      expect((await asked())[0]!.url).to.match(/latitude=16\.07&longitude=108\.22&.*wave_height/);
      await expectAccessible(screen);
    });

    it('shows nothing of it inland, or where its source fails', async () => {
      const far = await endpoint(json(inland));
      const one = await show({ places: 'ha-noi', show: 'sea humidity', 'sea-src': far.url }, json(wire([THREE[0]])));
      expect(one.screen.find('.sea')).not.to.exist;
      const broken = await endpoint({ status: 404 });
      const other = await show(
        { places: 'hue', show: 'sea humidity', 'sea-src': broken.url },
        json(wire([[16.46, 107.59]])),
      );
      expect(other.screen.element.state).to.equal('ready');
      expect(other.screen.find('.sea')).not.to.exist;
      expect(lines.join()).to.contain('sea: CivicError: HTTP 404');
    });

    it('is that of the report where its own source says it: nobody else is asked', async () => {
      const { url, asked } = await endpoint(json(sea));
      const report = {
        place: { name: 'Ward' },
        current: { time: new Date() },
        sea: { current: { time: new Date(), waveHeight: 2 } },
      };
      const { screen } = await show({ places: '', show: 'sea', 'sea-src': url }, json({ reports: [report] }));
      expect(screen.facts['Waves']).to.match(/^2 m/);
      expect(await asked()).to.have.length(0);
    });
  });

  describe('with warnings', () => {
    it('puts them above all with word, sign, places and time, and announces them', async () => {
      const { url } = await endpoint(cap(TYPHOON));
      const { screen } = await show({ 'warnings-src': url, lang: 'vi' });
      await until(() => screen.find('.warning'), 'the warning is on show');
      expect(screen.all('.warning')).to.have.length(1);
      expect(screen.text('.warning')).to.match(
        /^Đặc biệt nguy hiểm: Bão số 7: gió mạnh cấp 12, giật cấp 15 & mưa rất to Đà Nẵng · /,
      );
      expect(screen.text('.warning details')).to.contain('Chằng chống nhà cửa');
      expect(screen.find('.warning a')).to.have.attribute('href', 'https://khituong.example/bao-so-7');
      expect(screen.find('.warning')!.closest('[aria-live=polite]')).to.exist;
      const [warning, tabs] = [screen.find('.warning')!, screen.find('[role=tablist]')!];
      expect(warning.compareDocumentPosition(tabs) & Node.DOCUMENT_POSITION_FOLLOWING).to.be.above(0);
      expect(screen.find('.warning button')).not.to.exist;
      await expectAccessible(screen);
    });

    it('shows none where none concerns the places', async () => {
      const { url } = await endpoint(cap(TYPHOON));
      const { screen } = await show({ 'warnings-src': url, places: 'ha-noi' }, one());
      expect(screen.element.data![0]!.warnings).to.deep.equal([]);
      expect(screen.find('.warning')).not.to.exist;
    });

    it('fetches the alerts that a feed only points to, and keeps the entry where that fails', async () => {
      const info =
        '<event>Flood</event><headline>The Red River rises</headline><severity>Severe</severity><language>en</language><area><areaDesc>Hà Nội</areaDesc></area>';
      const whole = await endpoint(cap(alert('whole', '<status>Actual</status>', info)));
      const feed = await endpoint(cap(ATOM.replace('/alerts/1.xml', whole.url).replaceAll('2026-11-26', '2099-11-26')));
      const { screen } = await show({ 'warnings-src': feed.url, places: 'ha-noi' }, one());
      await until(() => screen.text('.warning').includes('The Red River rises'), 'the alert is on show');
      expect(screen.text('.severity')).to.equal('Severe danger:');
      const lost = await endpoint(cap(ATOM.replaceAll('2026-11-26', '2099-11-26')), { status: 404 });
      const entry = await show({ 'warnings-src': lost.url, places: 'ha-noi' }, one());
      await until(() => entry.screen.text('.warning').includes('Flood watch for Hà Nội'), 'the entry is on show');
    });

    it('keeps them when a refresh of them fails or is slow, and takes them away when the source does', async () => {
      const info = '<event>Flood</event><severity>Severe</severity>';
      const { url } = await endpoint(
        cap(alert('x', '<status>Actual</status>', info)),
        { status: 404 },
        { ...cap(alert('x', '<status>Actual</status>', info)), delay: 3000 },
        cap(alert('x', '<status>Actual</status><msgType>Cancel</msgType>', info)),
      );
      const { screen, element } = await show({ 'warnings-src': url, places: 'ha-noi' }, one());
      await until(() => screen.find('.warning'), 'the warning is on show');
      const warning = screen.find('.warning');
      await element.reload();
      expect(screen.find('.warning') === warning, 'it stays while its source is down').to.equal(true);
      await element.reload();
      expect(screen.find('.warning') === warning, 'it stays while its source is slow').to.equal(true);
      await element.reload();
      await until(() => !screen.find('.warning'), 'it is gone when it was cancelled');
    });

    it('puts the severest first whatever its place, and each once with all its places', async () => {
      const area = (name: string) => `<area><areaDesc>${name}</areaDesc></area>`;
      const infos = [
        `<event>Rain</event><severity>Minor</severity>${area('Hà Nội')}`,
        `<event>Storm</event><severity>Extreme</severity>${area('Đà Nẵng')}`,
        `<event>Heat</event><severity>Moderate</severity>${area('Hà Nội')}${area('Đà Nẵng')}`,
      ].map((info) => `<language>en</language>${info}`);
      const { url } = await endpoint(cap(alert('x', '<status>Actual</status>', infos.join('</info><info>'))));
      const { screen } = await show({ 'warnings-src': url });
      await until(() => screen.find('.warning'), 'the warnings are on show');
      expect(screen.texts('.warning p:first-child')).to.deep.equal([
        'Extreme danger: Storm',
        'Warning: Heat',
        'Advisory: Rain',
      ]);
      expect(screen.texts('.warning .quiet')).to.deep.equal(['Da Nang', 'Hanoi, Da Nang', 'Hanoi']);
    });

    it('says when one begins only while it is ahead', async () => {
      const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      const infos = [-1, 30].map((hours) => `<event>E${hours}</event><onset>${at(hours)}</onset>`);
      const { url } = await endpoint(cap(alert('x', '<status>Actual</status>', infos.join('</info><info>'))));
      const { screen } = await show({ 'warnings-src': url, places: 'ha-noi' }, one());
      await until(() => screen.find('.warning'), 'the warnings are on show');
      const [begun, ahead] = screen.texts('.warning .quiet');
      expect(begun).to.equal('Hanoi');
      expect(ahead).to.match(/^Hanoi · From \d\d\/\d\d\/\d{4} at \d\d:\d\d$/);
    });

    it('takes them away when they have ended', async () => {
      const soon = new Date(Date.now() + 1500).toISOString();
      const { url } = await endpoint(
        cap(alert('x', '<status>Actual</status>', `<event>Mưa</event><expires>${soon}</expires>`)),
      );
      const { screen, element } = await show({ 'warnings-src': url, places: 'ha-noi' }, one());
      await until(() => screen.find('.warning'), 'the warning is on show');
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(soon) - Date.now()) + 20));
      element.requestUpdate();
      await element.updateComplete;
      expect(screen.find('.warning')).not.to.exist;
    });
  });

  describe('with every sky', () => {
    it('has a drawing of its own for each of the 28 codes, by day and by night', () => {
      const drawings = new Set<string>();
      for (const code of WEATHER_CONDITIONS) {
        for (const isDay of [true, false]) {
          const host = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
          render(svg`${weatherIcon(code, isDay)}`, host);
          const shapes = [...host.querySelectorAll('path, circle')].map(
            (shape) => shape.getAttribute('d') ?? shape.outerHTML,
          );
          expect(shapes, `${code}`).not.to.be.empty;
          drawings.add(shapes.join());
        }
      }
      expect(drawings.size).to.equal(56);
    });

    it('draws it beside the words without moving them', async () => {
      const { screen } = await show({ places: 'ha-noi', show: '' }, json(moment({ weather_code: 99, is_day: 0 })));
      expect(screen.text('.sky')).to.equal('Thunderstorm with heavy hail');
      const icon = screen.find('.now .icon')!;
      const { width } = icon.getBoundingClientRect();
      await until(() => icon.querySelector('.bolt'), 'the drawing is there');
      expect(icon.getBoundingClientRect().width).to.equal(width);
      expect(icon).to.have.attribute('aria-hidden', 'true');
    });

    it('has words for every code in both languages', async () => {
      const { screen, element } = await show(
        { places: 'ha-noi', show: '', lang: 'vi' },
        ...WEATHER_CONDITIONS.map((code) => json(moment({ weather_code: code }))),
      );
      const seen = new Set<string>();
      for (const code of WEATHER_CONDITIONS) {
        expect(screen.text('.sky'), `${code}`).to.match(/^\p{Lu}[\p{L} ,]+$/u);
        seen.add(screen.text('.sky'));
        await element.reload();
      }
      expect(seen.size).to.equal(28);
    });
  });
});
