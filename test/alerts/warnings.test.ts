import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseWarnings, warningsFor } from '../../src/alerts/index.ts';
import { ATOM, EMBEDDED, RSS, alert } from '../fixtures/weather/warnings.ts';

const TYPHOON = await (await fetch(new URL('../fixtures/weather/typhoon.cap.xml', import.meta.url))).text();
const now = new Date('2026-11-24T07:00:00Z');
const hanoi = { name: 'Hà Nội', latitude: 21.03, longitude: 105.85 };
const danang = { name: 'Đà Nẵng', latitude: 16.07, longitude: 108.22 };
const titles = (warnings: { title: string }[]) => warnings.map(({ title }) => title);

describe('a CAP 1.2 alert', () => {
  it('is read in each of its languages, with what to do, until when, where and from whom', () => {
    const [vi, en] = parseWarnings(TYPHOON);
    expect(vi).to.deep.include({
      id: 'VN-KTTV-2026-BAO-07-12',
      title: 'Bão số 7: gió mạnh cấp 12, giật cấp 15 & mưa rất to',
      severity: 'extreme',
      event: 'Bão',
      language: 'vi-vn',
      sender: 'Đài Khí tượng Thủy văn (mẫu)',
      url: 'https://khituong.example/bao-so-7',
      onset: new Date('2026-11-24T11:00:00Z'),
    });
    expect(vi!.instruction).to.contain('Chằng chống nhà cửa');
    expect(vi!.areas.map(({ name }) => name)).to.deep.equal(['Đà Nẵng', 'Huế']);
    expect(vi!.areas[0]!.polygons![0]).to.have.length(5);
    expect(vi!.areas[1]!.circles).to.deep.equal([{ latitude: 16.46, longitude: 107.59, radius: 40 }]);
    expect(en!.title).to.contain('Typhoon No. 7');
  });

  it('concerns the places inside its shapes, in the language of the page', () => {
    const all = parseWarnings(TYPHOON);
    expect(titles(warningsFor(all, danang, { now, language: 'en-GB' }))[0]).to.match(/^Typhoon/);
    expect(titles(warningsFor(all, danang, { now, language: 'vi' }))).to.have.length(1);
    expect(titles(warningsFor(all, danang, { now, language: 'fr' }))[0]).to.match(/^Typhoon/);
    expect(warningsFor(all, { name: 'Hương Thủy', latitude: 16.4, longitude: 107.68 }, { now })).to.have.length(1);
    expect(warningsFor(all, hanoi, { now })).to.deep.equal([]);
    expect(warningsFor(all, { name: 'Quảng Trị', latitude: 17.47, longitude: 106.62 }, { now })).to.deep.equal([]);
  });

  it('is no warning when it is a test, a draft or cancelled', () => {
    for (const status of ['Test', 'Exercise', 'Draft', 'System']) {
      expect(parseWarnings(alert('x', `<status>${status}</status><msgType>Alert</msgType>`)), status).to.deep.equal([]);
    }
    expect(parseWarnings(alert('x', '<status>Actual</status><msgType>Cancel</msgType>'))).to.deep.equal([]);
    expect(parseWarnings(alert('x', '<status>Actual</status><msgType>Alert</msgType>'))).to.have.length(1);
  });

  it('replaces the alerts that it refers to', () => {
    const entry = (content: string) =>
      `<entry><id>1</id><title>t</title><content type="text/xml">${content}</content></entry>`;
    const old = alert('old', '<status>Actual</status><msgType>Alert</msgType>');
    const update = alert(
      'new',
      '<status>Actual</status><msgType>Update</msgType><references>s,old,2026-11-23T00:00:00Z</references>',
    );
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom">${entry(old)}${entry(update)}</feed>`;
    expect(parseWarnings(feed).map(({ id }) => id)).to.deep.equal(['new']);
  });

  it('has no date that CAP does not know: one without a time or a zone', () => {
    for (const expires of ['2026-11-24', '2026-11-24T14:00:00', '2026-11-24T14:00:00+07:00 or later', 'soonTZ']) {
      const [warning] = parseWarnings(alert('x', '', `<event>e</event><expires>${expires}</expires>`));
      expect(warning!.expires, expires).to.equal(undefined);
    }
    const [warning] = parseWarnings(alert('x', '', '<event>e</event><effective>2026-11-24T00:00:00+0700</effective>'));
    expect(warning!.onset).to.deep.equal(new Date('2026-11-23T17:00:00Z'));
  });

  it('is in American English where it does not say its language, and by the sender where no name is given', () => {
    const [info] = parseWarnings(alert('x', ''));
    expect(info).to.include({ language: 'en-us', sender: 's', title: 'Mưa lớn' });
    expect(parseWarnings(alert('x', '', '<severity>Severe</severity>'))).to.deep.equal([]);
  });

  it('comes first when it begins first, of several that are as severe', () => {
    const info = (hour: string) =>
      `<event>${hour}</event><severity>Severe</severity><onset>2026-11-24T${hour}:00:00Z</onset>`;
    const all = parseWarnings(alert('x', '', ['12', '09', '15'].map(info).join('</info><info>')));
    expect(titles(warningsFor(all, hanoi, { now }))).to.deep.equal(['09', '12', '15']);
  });

  it('concerns what lies inside a ring of any shape, and nobody outside', () => {
    // Two legs and a bar: a U open to the north.
    const ring = '10,100 10,103 13,103 13,102 11,102 11,101 13,101 13,100 10,100';
    const all = parseWarnings(
      alert(
        'x',
        '',
        `<event>e</event><area><areaDesc>U</areaDesc><polygon>\n ${ring.replace(' ', '  \n')} </polygon></area>`,
      ),
    );
    const isConcerned = (latitude: number, longitude: number) =>
      warningsFor(all, { name: 'elsewhere', latitude, longitude }, { now }).length === 1;
    for (const [north, east] of [
      [10.5, 101.5],
      [12, 100.5],
      [12, 102.5],
    ] as const) {
      expect(isConcerned(north, east), `${north} ${east}`).to.equal(true);
    }
    for (const [north, east] of [
      [12, 101.5],
      [12, 99.5],
      [12, 103.5],
      [9.5, 101.5],
      [13.5, 100.5],
    ] as const) {
      expect(isConcerned(north, east), `${north} ${east}`).to.equal(false);
    }
  });

  it('concerns what lies within the radius of a circle, on the round earth', () => {
    // A degree of longitude is 111 km at the equator and 56 km at 60° north.
    const all = parseWarnings(
      alert('x', '', '<event>e</event><area><areaDesc>O</areaDesc><circle>60,10 120</circle></area>'),
    );
    const isConcerned = (latitude: number, longitude: number) =>
      warningsFor(all, { name: 'elsewhere', latitude, longitude }, { now }).length === 1;
    expect([isConcerned(60, 12.1), isConcerned(60, 12.2), isConcerned(61.05, 10), isConcerned(61.1, 10)]).to.deep.equal(
      [true, false, true, false],
    );
    const inName = warningsFor(all, { name: 'Ô' }, { now });
    expect(inName, 'a place without coordinates is looked for by its name').to.have.length(1);
  });

  it('has no shape that is on no globe', () => {
    const area =
      '<areaDesc>x</areaDesc><polygon>91,0 1,2 0,181 a,b</polygon><circle>91,0 5</circle><circle>1,2 far</circle>';
    const [warning] = parseWarnings(alert('x', '', `<event>e</event><area>${area}</area>`));
    expect(warning!.areas, 'the name decides where the shape is').to.deep.equal([{ name: 'x' }]);
  });

  it('ends at its expiry', () => {
    const info = '<event>Mưa</event><expires>2026-11-24T14:00:00+07:00</expires>';
    const all = parseWarnings(alert('x', '<status>Actual</status>', info));
    expect(warningsFor(all, hanoi, { now: new Date('2026-11-24T06:59:59Z') })).to.have.length(1);
    expect(warningsFor(all, hanoi, { now: new Date('2026-11-24T07:00:00Z') })).to.deep.equal([]);
  });

  it('is read under any prefix, inside a feed', () => {
    expect(parseWarnings(EMBEDDED)).to.have.length(1);
    expect(parseWarnings(EMBEDDED)[0]).to.deep.include({
      id: 'A-1',
      title: 'Nắng nóng',
      severity: 'minor',
      areas: [{ name: 'Toàn quốc' }],
    });
  });
});

describe('a feed of alerts', () => {
  it('with CAP’s elements says all that the entries say, and where the whole alert is', () => {
    const [flood, cold, ...more] = parseWarnings(ATOM, { url: 'https://warn.example/feed' });
    expect(more).to.deep.equal([]);
    expect(flood).to.deep.include({
      id: 'https://warn.example/1',
      title: 'Flood watch for Hà Nội',
      severity: 'moderate',
      description: 'Rivers may rise.',
      url: 'https://warn.example/1.html',
      source: 'https://warn.example/alerts/1.xml',
      expires: new Date('2026-11-25T23:00:00Z'),
    });
    expect(cold!.severity).to.equal('severe');
  });

  it('is read from bytes, and says where it is from when it is none', () => {
    expect(parseWarnings(new TextEncoder().encode(ATOM), { contentType: 'application/atom+xml' })).to.have.length(2);
    expect(parseWarnings(new TextEncoder().encode(ATOM).buffer)).to.have.length(2);
    expect(() => parseWarnings('<html></html>', { url: 'https://warn.example/feed' }))
      .to.throw(CivicError)
      .with.property('url', 'https://warn.example/feed');
  });

  it('leaves out an entry that is cancelled, and tells the page from the alert', () => {
    const entry = (more: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${more}</entry></feed>`;
    const links = (...urls: string[]) => urls.map((url) => `<link href="https://w.example/${url}"/>`).join('');
    expect(parseWarnings(entry('<title>t</title><msgType>Cancel</msgType>'))).to.deep.equal([]);
    expect(parseWarnings(entry(`<title>t</title>${links('1.cap.xml', '1.html')}`))[0]).to.include({
      id: 'https://w.example/1.cap.xml',
      source: 'https://w.example/1.cap.xml',
      url: 'https://w.example/1.html',
      language: undefined,
    });
    expect(parseWarnings(entry(`<title>t</title>${links('capital.xml')}`))[0]).to.include({
      id: 'https://w.example/capital.xml',
      source: undefined,
    });
    expect(parseWarnings(entry('<title>t</title>'))[0]!.id).to.equal('t');
    expect(parseWarnings(entry('<identifier>i</identifier><id>j</id><title>t</title>'))[0]!.id).to.equal('i');
  });

  it('concerns the places that its areas name, with or without marks and spaces', () => {
    const all = parseWarnings(ATOM, { url: 'https://warn.example/feed' });
    expect(titles(warningsFor(all, hanoi, { now }))).to.deep.equal(['Flood watch for Hà Nội']);
    expect(titles(warningsFor(all, { ...hanoi, name: 'Hanoi' }, { now }))).to.deep.equal(['Flood watch for Hà Nội']);
    expect(titles(warningsFor(all, { name: 'Lào Cai' }, { now }))).to.deep.equal(['Severe cold']);
    expect(warningsFor(all, { name: 'Huế' }, { now })).to.deep.equal([]);
  });

  it('doesn’t take a short name for a part of another: Huế is not Khuê Trung', () => {
    const all = parseWarnings(
      alert('x', '<status>Actual</status>', '<event>e</event><area><areaDesc>Khuê Trung</areaDesc></area>'),
    );
    expect(warningsFor(all, { name: 'Huế' }, { now })).to.deep.equal([]);
    expect(warningsFor(all, { name: 'Khuê Trung' }, { now })).to.have.length(1);
  });

  it('without CAP’s elements concerns all places, severity unknown, links checked', () => {
    const all = parseWarnings(RSS, { url: 'https://khituong.example/rss' });
    expect(all[0]).to.include({
      id: 'bao-7',
      title: 'Tin bão trên Biển Đông',
      severity: 'unknown',
      source: 'https://khituong.example/bao-7.cap',
    });
    expect(all[1]).to.include({ title: 'Gió mạnh trên biển', url: undefined });
    expect(warningsFor(all, hanoi, { now })).to.have.length(2);
  });

  it('puts the severest first', () => {
    const infos = ['Minor', 'Extreme', 'Whatever', 'Severe', 'Moderate'].map(
      (severity) => `<event>${severity}</event><severity>${severity}</severity>`,
    );
    const all = parseWarnings(alert('x', '<status>Actual</status>', infos.join('</info><info>')));
    expect(titles(warningsFor(all, hanoi, { now }))).to.deep.equal([
      'Extreme',
      'Severe',
      'Moderate',
      'Minor',
      'Whatever',
    ]);
  });

  it('is an error when it is none', () => {
    for (const body of ['', '{}', '<html><body>404</body></html>']) {
      expect(() => parseWarnings(body), body)
        .to.throw(CivicError)
        .with.property('code', 'format');
    }
  });
});
