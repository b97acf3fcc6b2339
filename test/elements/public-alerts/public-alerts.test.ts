import { expect, fixture, html } from '@open-wc/testing';
import { registerAlertFormat } from '../../../src/alerts/index.ts';
import '../../../src/elements/public-alerts/public-alerts.define.ts';
import { clearCache } from '../../../src/endpoint/response-cache.ts';
import { ATOM, alert } from '../../fixtures/weather/warnings.ts';
import { hearConsole } from '../../helpers/console.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import type { Step } from '../../server/scripted-server.ts';

const TYPHOON = await (await fetch(new URL('../../fixtures/weather/typhoon.cap.xml', import.meta.url))).text();
const cap = (body: string): Step => ({ body, headers: { 'content-type': 'application/cap+xml' } });
const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
let ids = 0;
/** A warning in the plain form; each has an id of its own. */
const warning = (more: object = {}): object => ({
  id: `w${ids++}`,
  headline: 'River above alarm level 2',
  severity: 'severe',
  expires: at(5),
  ...more,
});
const list = (...alerts: object[]): Step => json({ alerts });
const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

class Screen {
  constructor(readonly element: HTMLElementTagNameMap['public-alerts']) {}
  find = (selector: string): HTMLElement | null => this.element.shadowRoot!.querySelector<HTMLElement>(selector);
  all = (selector: string): HTMLElement[] => [...this.element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  text = (selector: string): string => words(this.find(selector)?.textContent);
  get titles(): string[] {
    return this.all('.warning p:first-child').map(({ textContent }) => words(textContent));
  }
  /** What was read out. */
  get said(): { polite: string; assertive: string } {
    return { polite: this.text('p[role=status]'), assertive: this.text('p[role=alert]') };
  }
}

async function show(attributes: Record<string, string>, ...steps: Step[]) {
  clearCache();
  const { url, asked } = await endpoint(...steps);
  const element = document.createElement('public-alerts');
  for (const [name, value] of Object.entries({ src: url, lang: 'en-GB', ...attributes })) {
    element.setAttribute(name, value);
  }
  await fixture(html`<div>${element}</div>`);
  await until(() => ['ready', 'empty', 'error'].includes(element.state), `something is on show, not ${element.state}`);
  await element.updateComplete;
  return { element, screen: new Screen(element), asked };
}

describe('<public-alerts>', function () {
  this.timeout(30_000);
  const lines = hearConsole();

  it('says severity, headline, areas, times, sender, what to do and where it stands, gravest first', async () => {
    const { element, screen } = await show({ lang: 'vi', 'time-zone': 'Asia/Ho_Chi_Minh' }, cap(TYPHOON));
    expect(element.data).to.have.length(1);
    expect(screen.titles).to.deep.equal(['Đặc biệt nguy hiểm: Bão số 7: gió mạnh cấp 12, giật cấp 15 & mưa rất to']);
    expect(screen.text('.warning .quiet')).to.match(/^Đà Nẵng, Huế · (Từ .* đ|Đ)ến 06:00 ngày 26\/11\/2099$/);
    expect(screen.text('details')).to.contain('Việc cần làm Chằng chống nhà cửa');
    expect(screen.text('.issued')).to.match(/^Cơ quan phát tin: Đài Khí tượng Thủy văn \(mẫu\) · Cập nhật: /);
    expect(screen.find('.warning a')).to.have.attribute('href', 'https://khituong.example/bao-so-7');
    expect(screen.find('.warning strong[lang]')).to.have.attribute('lang', 'vi-vn');
    await expect(element).shadowDom.to.be.accessible();
  });

  it('puts the gravest first, and the newest of a chain of updates in place of the others', async () => {
    const old = alert('a', '<status>Actual</status>', '<event>Old</event><severity>Minor</severity>');
    const next = alert(
      'b',
      '<status>Actual</status><msgType>Update</msgType><references>s,a,2026-11-24T00:00:00Z</references>',
      '<event>New</event><severity>Minor</severity>',
    );
    const grave = alert('c', '<status>Actual</status>', '<event>Grave</event><severity>Extreme</severity>');
    const entries = [old, next, grave].map(
      (one, i) => `<entry><id>${i}</id><content type="text/xml">${one}</content></entry>`,
    );
    const { screen } = await show({}, cap(`<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`));
    expect(screen.titles).to.deep.equal(['Extreme danger: Grave', 'Advisory: New']);
  });

  it('reads the whole alerts that a feed points to', async () => {
    const whole = await endpoint(
      cap(alert('whole', '<status>Actual</status>', '<event>Flood</event><headline>The river rises</headline>')),
    );
    const feed = ATOM.replace('/alerts/1.xml', whole.url).replaceAll('2026-11-26', '2099-11-26');
    const { screen } = await show({}, cap(feed));
    expect(screen.titles).to.include('Warning: The river rises');
  });

  it('reads a format that the page has registered', async () => {
    registerAlertFormat({
      name: 'siren',
      matches: (document) => typeof document === 'string' && document.startsWith('SIREN'),
      parse: (document) => [
        {
          ...{ id: 'siren', headline: String(document), severity: 'extreme', urgency: 'immediate' },
          ...{ certainty: 'observed', categories: [], areas: [], messageType: 'alert', references: [] },
        },
      ],
    });
    const { screen } = await show({}, { body: 'SIREN: dam' });
    expect(screen.titles).to.deep.equal(['Extreme danger: SIREN: dam']);
  });

  describe('with places and a least severity', () => {
    const areas = (...names: string[]): object => ({ areas: names.map((name) => ({ name })) });

    it('shows those for the places alone, whatever language names them', async () => {
      const alerts = [
        warning({ headline: 'H', ...areas('TP Hồ Chí Minh') }),
        warning({ headline: 'N', ...areas('Hà Nội') }),
        warning({ headline: 'E' }),
      ];
      const { screen, element } = await show({ places: 'ho-chi-minh' }, list(...alerts));
      expect(screen.titles).to.deep.equal(['Severe danger: H', 'Severe danger: E']);
      expect(screen.text('.warning .quiet')).to.match(/^Ho Chi Minh City · Until/);
      element.setAttribute('places', 'ha-noi');
      await until(() => screen.titles.includes('Severe danger: N'), 'the other place is on show');
      expect(screen.titles).to.deep.equal(['Severe danger: N', 'Severe danger: E']);
    });

    it('takes places from children; one that is in no gazetteer counts by its name', async () => {
      const { screen, element } = await show(
        {},
        list(
          warning({ headline: 'Ward', ...areas('Phường Bến Sông') }),
          warning({ headline: 'Other', ...areas('Xã Núi') }),
        ),
      );
      const place = document.createElement('weather-place');
      place.name = 'Phường Bến Sông';
      element.append(place);
      await until(() => screen.titles.length === 1, 'the place counts');
      expect(screen.titles).to.deep.equal(['Severe danger: Ward']);
    });

    it('leaves out what is less grave, but nothing for an attribute that it does not understand', async () => {
      const alerts = ['minor', 'moderate', 'extreme', 'unknown'].map((severity) =>
        warning({ severity, headline: severity }),
      );
      const { screen } = await show({ 'min-severity': 'severe' }, list(...alerts));
      expect(screen.titles).to.deep.equal(['Extreme danger: extreme', 'Warning: unknown']);
      const all = await show({ 'min-severity': 'heavy' }, list(...alerts));
      expect(all.screen.titles).to.have.length(4);
    });
  });

  describe('with nothing to warn of', () => {
    it('says so with the time of the answer', async () => {
      const { screen, element } = await show({}, list());
      expect(element.state).to.equal('empty');
      expect(screen.text('[part=message]')).to.match(/^No warnings known at \d\d:\d\d\.$/);
    });

    it('never says so when the source could not be read', async () => {
      const { screen, element } = await show({}, { status: 404 });
      expect(element.state).to.equal('error');
      expect(screen.text('[part=message]')).to.match(/^The warnings could not be read\. There may be warnings/);
      expect(element.shadowRoot!.textContent).not.to.contain('No warnings');
      expect(screen.find('[part=retry]')).to.exist;
      expect(lines.join()).to.contain('<public-alerts> http: ');
    });

    it('no more says so when a refresh fails', async () => {
      const { screen, element } = await show({}, list(), { status: 404 });
      await element.reload();
      expect(element.state).to.equal('error');
      expect(element.shadowRoot!.textContent).not.to.contain('No warnings');
      expect(screen.text('[part=message]')).to.match(/^The warnings could not be read/);
    });

    it('does not say so while one of several sources could not be read', async () => {
      const [empty, dead] = [await endpoint(list()), await endpoint({ status: 404 })];
      const { screen, element } = await show({ src: `${empty.url} ${dead.url}` });
      expect(element.state).to.equal('error');
      const full = await endpoint(list(warning({ headline: 'One' })));
      element.src = `${full.url} ${dead.url}`;
      await until(() => element.state === 'ready', 'the other is on show');
      await element.updateComplete;
      expect(screen.titles).to.deep.equal(['Severe danger: One']);
      expect(screen.text('[part=note]')).to.match(/^Some warnings could not be read/);
    });

    it('asks the source anew when the last warning has expired', async () => {
      const soon = new Date(Date.now() + 1500).toISOString();
      const { screen, element, asked } = await show({}, list(warning({ expires: soon })), list());
      expect(element.state).to.equal('ready');
      await until(() => element.state === 'empty', 'it has expired');
      expect(screen.all('.warning')).to.have.length(0);
      expect(await asked()).to.have.length(2);
    });
  });

  it('keeps the last warnings when a refresh fails, and says that there may be others', async () => {
    const { screen, element } = await show({}, list(warning()), { status: 404 });
    await element.reload();
    expect(element.state).to.equal('stale');
    expect(screen.titles).to.have.length(1);
    expect(screen.text('[part=stale]')).to.match(/^Refresh failed, trying again · Updated /);
    expect(screen.text('[part=note]')).to.match(/There may be warnings that are not shown here/);
  });

  describe('as a banner', () => {
    it('takes no room while there is none, while it loads and when it is empty', async () => {
      const { element } = await show({ layout: 'banner', heading: 'Warnings' }, list());
      expect(element.state).to.equal('empty');
      expect(element.getBoundingClientRect().height).to.equal(0);
      const slow = await endpoint({ ...list(), delay: 3000 });
      element.src = slow.url;
      await until(() => element.state === 'loading', 'it loads');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(element.getBoundingClientRect().height).to.equal(0);
    });

    it('shows the gravest, the rest behind it', async () => {
      const alerts = ['minor', 'extreme', 'moderate'].map((severity) => warning({ severity, headline: severity }));
      const { screen, element } = await show({ layout: 'banner' }, list(...alerts));
      const details = screen.find('details.rest') as HTMLDetailsElement;
      expect(screen.titles[0]).to.equal('Extreme danger: extreme');
      expect(screen.all('.rest .warning')).to.have.length(2);
      expect(details.open).to.equal(false);
      expect(screen.text('[part=more]')).to.equal('Show 2 more warnings');
      screen.find('[part=more]')!.click();
      await until(() => screen.text('[part=more]') === 'Show fewer warnings', 'the rest is on show');
      expect(details.open).to.equal(true);
      await expect(element).shadowDom.to.be.accessible();
    });
  });

  describe('to screen readers', () => {
    it('says what comes with a refresh once: extreme warnings at once, the others when there is a pause', async () => {
      const [first, second, third] = [
        warning({ headline: 'First' }),
        warning({ headline: 'Second', areas: [{ name: 'Huế' }] }),
        warning({ headline: 'Third', severity: 'extreme' }),
      ];
      const { screen, element } = await show({}, list(first), list(first, second), list(first, second, third));
      expect(screen.said).to.deep.equal({ polite: '', assertive: '' });
      const regions = screen.all('p[role]');
      await element.reload();
      expect(screen.said).to.deep.equal({ polite: 'Severe danger: Second · Huế', assertive: '' });
      await element.reload();
      expect(screen.said).to.deep.equal({ polite: '', assertive: 'Extreme danger: Third' });
      expect(screen.all('p[role]')).to.deep.equal(regions);
      await element.reload();
      expect(screen.said).to.deep.equal({ polite: '', assertive: '' });
    });

    it('says the first that comes after none', async () => {
      const { screen, element } = await show({}, list(), list(warning({ headline: 'Flood' })));
      await element.reload();
      expect(screen.said.polite).to.equal('Severe danger: Flood');
    });

    it('says what comes after the source could not be read', async () => {
      const { screen, element } = await show({}, { status: 404 }, list(warning({ headline: 'Flood' })));
      await element.reload();
      expect(screen.said.polite).to.equal('Severe danger: Flood');
    });

    it('says nothing again when the language changes', async () => {
      const flood = warning({ headline: 'Flood' });
      const { screen, element } = await show({}, list(), list(flood));
      await element.reload();
      element.lang = 'vi';
      await until(() => screen.titles[0] === 'Rất nguy hiểm: Flood', 'the language has changed');
      expect(screen.said.polite).to.be.oneOf(['', 'Severe danger: Flood']);
      await element.reload();
      expect(screen.said.polite).to.equal('');
    });

    it('is said by one of two elements that read the same', async () => {
      const flood = warning({ headline: 'Flood' });
      const { screen, element } = await show({}, list(), list(flood));
      const other = await show({}, list(), list(flood));
      await element.reload();
      await other.element.reload();
      expect([screen, other.screen].map(({ said }) => said.polite)).to.deep.equal(['Severe danger: Flood', '']);
    });
  });

  it('asks anew every five minutes, unless it is told otherwise or the page gave the data', async () => {
    const seconds = (element: object): number =>
      (element as { requestOptions(): { refresh: number } }).requestOptions().refresh;
    const { element } = await show({}, list());
    expect(seconds(element)).to.equal(300);
    element.refresh = 0;
    expect(seconds(element)).to.equal(0);
    const given = document.createElement('public-alerts');
    given.data = [];
    expect(seconds(given)).to.equal(0);
  });

  it('knows since when there is nothing in data that the page gave', async () => {
    const tag = document.createElement('public-alerts');
    tag.lang = 'en-GB';
    tag.timeZone = 'UTC';
    tag.innerHTML = '<script type="application/json" data-time="2026-01-05T07:05:00Z">{"alerts":[]}</script>';
    await fixture(html`<div>${tag}</div>`);
    await until(() => tag.state === 'empty', 'it says that there is none');
    await tag.updateComplete;
    const sentence = (): string => new Screen(tag).text('[part=message]');
    expect(sentence()).to.equal('No warnings known at 05/01/2026 at 07:05.');
    await tag.reload();
    expect(sentence()).to.equal('No warnings known at 05/01/2026 at 07:05.');
  });

  it('shows data that the page gives', async () => {
    const element = document.createElement('public-alerts');
    element.lang = 'en';
    element.data = { alerts: [warning({ headline: 'Water cut', event: 'Water supply' })] };
    await fixture(html`<div>${element}</div>`);
    await until(() => element.state === 'ready', 'the data is on show');
    await element.updateComplete;
    const screen = new Screen(element);
    expect(screen.titles).to.deep.equal(['Severe danger: Water cut']);
    expect(screen.text('.warning .quiet')).to.match(/^Water supply · Until/);
    expect(element.data![0]!.headline).to.equal('Water cut');
  });
});
