import { expect } from '@open-wc/testing';
import { chooseAlerts, concernsPlace, parseAlerts } from '../../src/alerts/index.ts';
import { capAlert, type CapMessage, capFeed, info } from '../fixtures/alerts/cap.ts';

const now = new Date('2026-11-24T07:00:00Z');
const hanoi = { name: 'Hà Nội', latitude: 21.03, longitude: 105.85 };
const headlines = (body: string) => parseAlerts(body).map(({ headline }) => headline);
const shownAt = (body: string, place = hanoi) =>
  chooseAlerts(parseAlerts(body), { places: [place], now }).map(({ headline }) => headline);

const first: CapMessage = { id: 'M-1', headline: 'first' };
const REFERENCE = 'kttv@mau.example,M-1,2026-11-24T06:00:00+07:00';
const second: CapMessage = { id: 'M-2', headline: 'second', sent: '2026-11-24T08:00:00+07:00', references: REFERENCE };

/** What a message of each kind does to the one that it refers to (CAP 1.2 §3.2.1). */
describe('one message of CAP, by its status and type', () => {
  for (const [status, msgType, shown] of [
    ['Actual', 'Alert', ['first', 'second']],
    ['Actual', 'Update', ['second']],
    ['Actual', 'Cancel', []],
    ['Actual', 'Ack', ['first']],
    ['Actual', 'Error', ['first']],
    ['Exercise', 'Alert', ['first']],
    ['Exercise', 'Update', ['first']],
    ['Exercise', 'Cancel', ['first']],
    ['System', 'Update', ['first']],
    ['System', 'Cancel', ['first']],
    ['Test', 'Alert', ['first']],
    ['Test', 'Update', ['first']],
    ['Test', 'Cancel', ['first']],
    ['Draft', 'Update', ['first']],
    ['Draft', 'Cancel', ['first']],
    // In any case, and with values that CAP doesn't know: these hide nothing.
    ['ACTUAL', 'UPDATE', ['second']],
    ['actual', 'cancel', []],
    ['exercise', 'cancel', ['first']],
    ['Operational', 'Update', ['second']],
    ['Actual', 'Warning', ['first', 'second']],
    ['', 'Update', ['second']],
    ['Actual', '', ['first', 'second']],
  ] as const) {
    it(`${status || 'without status'} ${msgType || 'without type'}: ${shown.join(' and ') || 'nothing'}`, () => {
      expect(headlines(capFeed(capAlert(first), capAlert({ ...second, status, msgType })))).to.have.members(shown);
      const reversed = capFeed(capAlert({ ...second, status, msgType }), capAlert(first));
      expect(headlines(reversed), 'in the other order').to.have.members(shown);
    });
  }

  it('is for the public: what is restricted or private is neither shown nor acts', () => {
    for (const scope of ['Restricted', 'Private', 'private']) {
      expect(headlines(capFeed(capAlert(first), capAlert({ ...second, scope, msgType: 'Cancel' })))).to.deep.equal([
        'first',
      ]);
      expect(headlines(capAlert({ scope })), scope).to.deep.equal([]);
    }
    for (const scope of ['Public', 'public', '', 'All']) expect(headlines(capAlert({ scope }))).to.have.length(1);
  });
});

describe('references of CAP', () => {
  const update = { ...second, msgType: 'Update' };

  for (const [title, messages, shown] of [
    ['an update of something that is not in the list', [{ ...update, references: 's,other,x' }], ['second']],
    ['a cancellation of something else', [first, { ...update, msgType: 'Cancel', references: 's,other,x' }], ['first']],
    ['a cancellation that names nothing', [first, { ...update, msgType: 'Cancel', references: undefined }], ['first']],
    ['an update that names nothing', [first, { ...update, references: undefined }], ['first', 'second']],
    ['the same identifier of another sender', [{ ...first, sender: 'lu@mau.example' }, update], ['first', 'second']],
    [
      'two senders with one identifier: only the one meant is replaced',
      [first, { ...first, sender: 'lu@mau.example', headline: 'flood' }, update],
      ['flood', 'second'],
    ],
    ['a sender in capitals', [{ ...first, sender: 'KTTV@mau.example' }, update], ['second']],
    [
      'the time sent in another zone',
      [first, { ...update, references: 'kttv@mau.example,M-1,2026-11-23T23:00:00-00:00' }],
      ['second'],
    ],
    [
      'another time sent, and nobody else it could mean',
      [first, { ...update, references: 'kttv@mau.example,M-1,2026-11-24T05:59:00+07:00' }],
      ['second'],
    ],
    [
      'one identifier used twice: the time sent tells which is meant',
      [first, { ...first, sent: '2026-11-24T07:00:00+07:00', headline: 'again' }, update],
      ['again', 'second'],
    ],
    ['an identifier alone', [first, { ...update, references: 'M-1' }], ['second']],
    [
      'two at once',
      [
        first,
        { ...first, id: 'M-0', headline: 'zero' },
        { ...update, references: `kttv@mau.example,M-0,2026-11-24T06:00:00+07:00\n  ${REFERENCE}` },
      ],
      ['second'],
    ],
    [
      'two at once, run together by commas',
      [
        first,
        { ...first, id: 'M-0', headline: 'zero' },
        { ...update, references: `kttv@mau.example,M-0,2026-11-24T06:00:00+07:00,${REFERENCE}` },
      ],
      ['second'],
    ],
    [
      'a chain: the update of an update',
      [
        first,
        update,
        {
          ...update,
          id: 'M-3',
          headline: 'third',
          sent: '2026-11-24T09:00:00+07:00',
          references: 'kttv@mau.example,M-2,2026-11-24T08:00:00+07:00',
        },
      ],
      ['third'],
    ],
    [
      'a cancelled update does not bring back what it replaced',
      [
        first,
        update,
        {
          ...update,
          id: 'M-3',
          msgType: 'Cancel',
          sent: '2026-11-24T09:00:00+07:00',
          references: 'kttv@mau.example,M-2,2026-11-24T08:00:00+07:00',
        },
      ],
      [],
    ],
    ['a message that refers to itself', [{ ...update, id: 'M-1', sent: first.sent, headline: 'itself' }], ['itself']],
    [
      'two that replace each other in the same moment',
      [
        { ...update, id: 'A', headline: 'A', references: 'kttv@mau.example,B,2026-11-24T08:00:00+07:00' },
        { ...update, id: 'B', headline: 'B', references: 'kttv@mau.example,A,2026-11-24T08:00:00+07:00' },
      ],
      ['A', 'B'],
    ],
    [
      'an update of something that was sent later',
      [{ ...first, sent: '2026-11-24T10:00:00+07:00' }, update],
      ['first', 'second'],
    ],
    ['an update that says nothing', [first, { ...update, infos: '' }], ['first']],
    [
      'an update without anything to read',
      [first, { ...update, infos: '<info><severity>Severe</severity></info>' }],
      ['first'],
    ],
    [
      'an update that has a description alone',
      [first, { ...update, infos: '<info><description>second, in full</description></info>' }],
      ['second, in full'],
    ],
    ['a cancellation without infos', [first, { ...update, msgType: 'Cancel', infos: '' }], []],
    [
      'an alert in two languages, updated in one',
      [{ ...first, infos: info({ headline: 'vi' }) + info({ headline: 'en', language: 'en-GB' }) }, update],
      ['second'],
    ],
    ['the same message twice', [first, first], ['first']],
    [
      'two infos of one message',
      [{ ...first, infos: info({ headline: 'one' }) + info({ headline: 'two' }) }],
      ['one', 'two'],
    ],
  ] as [string, CapMessage[], string[]][]) {
    it(`${title}: ${shown.join(' and ') || 'nothing'}`, () => {
      expect(headlines(capFeed(...messages.map(capAlert)))).to.have.members(shown);
    });
  }

  it('hold for entries with CAP’s elements, and whatever the feed calls the type', () => {
    const entry = (id: string, more: string) =>
      `<entry><id>${id}</id><title>${id}</title><cap:identifier>${id}</cap:identifier>${more}</entry>`;
    const feed = (...entries: string[]) =>
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">${entries.join('')}</feed>`;
    for (const name of ['cap:msgType', 'cap:message_type', 'cap:messageType', 'msgtype']) {
      const cancel = entry('B', `<${name}>Cancel</${name}><cap:references>s,A,x</cap:references>`);
      expect(headlines(feed(entry('A', ''), cancel)), name).to.deep.equal([]);
      expect(headlines(feed(entry('A', ''), entry('B', `<${name}>Ack</${name}>`))), name).to.deep.equal(['A']);
    }
  });

  it('of a document made to cost hide nothing in the end', () => {
    const count = 4000;
    const alerts = Array.from({ length: count }, (_, index) => ({
      id: 'same',
      senderId: `s${index}`,
      headline: `${index}`,
      messageType: 'update',
      references: 'same',
    }));
    expect(parseAlerts(alerts)).to.have.length.above(count - 200);
  });

  it('go over several alerts in one file', () => {
    for (const [before, after] of [
      ['<?xml version="1.0"?><alerts>', '</alerts>'],
      ['', ''],
    ]) {
      const file = before + [first, update, { id: 'M-9', headline: 'another' }].map(capAlert).join('\n') + after;
      expect(headlines(file)).to.have.members(['second', 'another']);
    }
  });
});

/** Where a message warns (CAP 1.2 §3.2.4): the union of its areas, by shape, else by name. In doubt it warns. */
describe('the area of an alert', () => {
  const AROUND = '<polygon>20,105 22,105 22,107 20,107 20,105</polygon>';
  const ELSEWHERE = '<polygon>17,110 20,110 20,115 17,110</polygon>';
  const NEAR = '<polygon>21,105.3 21.2,105.3 21.2,105.5 21,105.3</polygon>';
  const GEOCODE = '<geocode><valueName>EMMA_ID</valueName><value>VN001</value></geocode>';
  const area = (name: string, shape = '') => `<area><areaDesc>${name}</areaDesc>${shape}</area>`;

  for (const [title, areas, isShown] of [
    ['no area', '', true],
    ['an area that says nothing', '<area></area>', true],
    ['an area with a code only', `<area><areaDesc></areaDesc>${GEOCODE}</area>`, true],
    ['its name', area('Hà Nội'), true],
    ['another name', area('Huế'), false],
    ['a shape around it, whatever the name', area('Huế', AROUND), true],
    ['a shape elsewhere, whatever the name', area('Hà Nội', ELSEWHERE), false],
    ['a shape near it, and its name', area('Ba Vì, Hà Nội', NEAR), true],
    ['a shape near it, and another name', area('Phú Thọ', NEAR), false],
    ['a shape near it without a name', area('', NEAR), false],
    ['a circle near it, and its name', area('Ba Vì, Hà Nội', '<circle>21.1,105.4 15</circle>'), true],
    ['a shape elsewhere, and its name in another area', area('Biển Đông', ELSEWHERE) + area('Hà Nội'), true],
    ['a shape elsewhere, and another around it', area('Biển Đông', ELSEWHERE) + area('Bắc Bộ', AROUND), true],
    ['two shapes in one area', area('Bắc Bộ', ELSEWHERE + AROUND), true],
    ['a shape elsewhere and a code: the name counts as well', area('Hà Nội', ELSEWHERE + GEOCODE), true],
    ['a shape elsewhere and a code, another name', area('Huế', ELSEWHERE + GEOCODE), false],
    ['an empty shape: the name', area('Hà Nội', '<polygon></polygon>'), true],
    ['an empty shape, another name', area('Huế', '<polygon/>'), false],
    ['two points are no shape: the name', area('Hà Nội', '<polygon>17,110 20,110 17,110</polygon>'), true],
    ['a point off the globe: the name', area('Hà Nội', '<polygon>17,110 95,110 20,115 17,110</polygon>'), true],
    ['longitudes first: the name', area('Hà Nội', '<polygon>110,17 110,20 115,20 110,17</polygon>'), true],
    ['a point without a number: the name', area('Hà Nội', '<polygon>17, 20,110 20,115 17,110</polygon>'), true],
    ['one shape that can’t be read beside one elsewhere', area('Hà Nội', `${ELSEWHERE}<polygon>x</polygon>`), true],
    ['spaces around the commas', area('Huế', '<polygon>20 , 105 22, 105 22 ,107 20,107</polygon>'), true],
    ['a circle around it', area('Huế', '<circle>21,105.9 20</circle>'), true],
    ['a circle elsewhere', area('Hà Nội', '<circle>16,108 20</circle>'), false],
    ['a circle of no size: the name', area('Hà Nội', '<circle>0,0 0</circle>'), true],
    ['a circle without a radius: the name', area('Hà Nội', '<circle>16,108</circle>'), true],
    ['a circle with a space in it', area('Huế', '<circle>21, 105.9 20</circle>'), true],
    ['a circle elsewhere beside a broken one', area('Hà Nội', '<circle>16,108 20</circle><circle/>'), true],
  ] as [string, string, boolean][]) {
    it(`${title}: ${isShown ? 'a warning' : 'none'}`, () => {
      const alert = capAlert({ infos: info({ area: areas }) });
      expect(shownAt(alert)).to.have.length(isShown ? 1 : 0);
    });
  }

  it('may lie across the date line', () => {
    const alert = capAlert({ area: area('Taveuni', '<polygon>-19,178 -16,178 -16,-178 -19,-178 -19,178</polygon>') });
    for (const [longitude, isIn] of [
      [179, 1],
      [-179, 1],
      [180, 1],
      [-180, 1],
      [177, 0],
      [-177, 0],
      [0, 0],
    ] as const)
      expect(shownAt(alert, { name: 'x', latitude: -17, longitude }), `${longitude}`).to.have.length(isIn);
  });

  it('is looked for by its name where the place has no coordinates, and shown where it has neither', () => {
    const at = (place: object, name: string) =>
      chooseAlerts(parseAlerts(capAlert({ area: area(name, ELSEWHERE) })), { places: [{ name: '', ...place }], now });
    expect(at({ name: 'Hà Nội' }, 'Hà Nội')).to.have.length(1);
    expect(at({ name: 'Hà Nội' }, 'Huế')).to.have.length(0);
    expect(at({ name: 'Hà Nội' }, '')).to.have.length(1);
    expect(at({}, 'Huế')).to.have.length(1);
  });
});

describe('the names of areas', () => {
  const named = (area: string, name: string, names?: string[]) => concernsPlace([{ name: area }], { name, names });

  for (const [area, name] of [
    ['Hà Nội', 'Hanoi'],
    ['HANOI', 'Hà Nội'],
    ['Thành phố Hà Nội', 'Hà Nội'],
    ['TP. Hồ Chí Minh, Đồng Nai', 'TP Hồ Chí Minh'],
    ['TP Hồ Chí Minh', 'Hồ Chí Minh'],
    ['tỉnh Sơn La và tỉnh Lào Cai', 'Tỉnh Sơn La'],
    ['Các tỉnh Lai Châu; Điện Biên; Sơn La.', 'Điện Biên'],
    ['Vùng núi phía bắc Sơn La', 'Sơn La'],
    ['Hà Nội (Ba Vì, Sóc Sơn)', 'Sóc Sơn'],
    ['Thừa Thiên - Huế', 'Thừa Thiên Huế'],
    ['Thừa Thiên - Huế', 'Huế'],
    ['Bà Rịa – Vũng Tàu, Đồng Nai', 'Bà Rịa - Vũng Tàu'],
    ['Trinidad and Tobago', 'Trinidad and Tobago'],
    ['Île-de-France', 'Ile-de-France'],
    ['North Ile de France', 'Île-de-France'],
    ["St. George's", "St. George's"],
    ['Washington, D.C.', 'Washington, D.C.'],
    ['Nukuʻalofa', "Nuku'alofa"],
    ['Toàn quốc', 'Hà Nội'],
    ['Cả nước, trừ Tây Nguyên', 'Hà Nội'],
    ['Nationwide', 'Huế'],
    ['Москва и Московская область', 'Москва'],
    ['กรุงเทพมหานครและปริมณฑล', 'กรุงเทพมหานคร'],
    ['ភ្នំពេញ', 'ភ្នំពេញ'],
    ['北京市', '北京'],
    ['Αθήνα', 'Αθηνα'],
  ] as const) {
    it(`"${area}" names ${name}`, () => expect(named(area, name)).to.equal(true));
  }

  for (const [area, name] of [
    ['Lạng Sơn, Lào Cai', 'Sơn La'],
    ['Lạng Sơn; Lào Cai', 'Sơn La'],
    ['Vĩnh Long, An Giang', 'Long An'],
    ['Vĩnh Long và An Giang', 'Long An'],
    ['Vĩnh Long - An Giang', 'Long An'],
    ['Vĩnh Long – An Giang', 'Long An'],
    ['Vĩnh Long / An Giang', 'Long An'],
    ['Vĩnh Long. An Giang', 'Long An'],
    ['Vĩnh Long\nAn Giang', 'Long An'],
    ['Khuê Trung', 'Huế'],
    ['Acadia Parish', 'Paris'],
    ['Romania', 'Roma'],
    ['Santiago', 'San'],
    ['Hà Nội', 'Hà Nội 2'],
    ['Московская область', 'Москва'],
  ] as const) {
    it(`"${area.replace('\n', ' ⏎ ')}" doesn’t name ${name}`, () => expect(named(area, name)).to.equal(false));
  }

  it('are compared with all names of a place', () => {
    expect(named('Bắc Giang', 'Bắc Ninh', ['Bắc Giang', 'Kinh Bắc'])).to.equal(true);
    expect(named('Bắc Kạn', 'Bắc Ninh', ['Bắc Giang', 'Kinh Bắc'])).to.equal(false);
  });

  it('of Vietnam’s units never collide when two of them stand in a list', async () => {
    const { VIETNAM } = await import('../../src/weather/gazetteer.ts');
    const units = VIETNAM.split('\n').map((line) => line.replace(/ \S+ \S+$/, ''));
    const wrong: string[] = [];
    for (const one of units) {
      for (const other of units) {
        for (const name of units) {
          if (name === one || name === other) continue;
          if (named(`${one}, ${other}`, name)) wrong.push(`${name} in ${one}, ${other}`);
        }
      }
    }
    expect(wrong).to.deep.equal([]);
  });
});

describe('the time of an alert', () => {
  const at = (more: string, sent?: string) => shownAt(capAlert({ more, sent })).length;

  for (const [title, more, isShown] of [
    ['no end', '', 1],
    ['an end ahead', '<expires>2026-11-24T14:00:01+07:00</expires>', 1],
    ['an end that is now', '<expires>2026-11-24T14:00:00+07:00</expires>', 0],
    ['an end in UTC as CAP writes it', '<expires>2026-11-24T06:59:59-00:00</expires>', 0],
    ['an end that is no date', '<expires>tonight</expires>', 1],
    ['an end without a zone', '<expires>2026-11-24T05:00:00</expires>', 1],
    ['an end in the words of RSS', '<expires>Tue, 24 Nov 2026 06:00:00 +0000</expires>', 0],
    ['an end before it was sent', '<expires>2026-11-23T05:00:00+07:00</expires>', 1],
    ['an end before it begins', '<onset>2026-11-25T00:00:00Z</onset><expires>2026-11-24T06:00:00Z</expires>', 1],
    ['an end before it began', '<onset>2026-11-24T06:30:00Z</onset><expires>2026-11-24T06:00:00Z</expires>', 1],
    ['a beginning ahead', '<onset>2026-11-25T00:00:00Z</onset>', 1],
  ] as const) {
    it(`${title}: ${isShown ? 'a warning' : 'none'}`, () => expect(at(more)).to.equal(isShown));
  }

  it('of one language may be over while that of another is not', () => {
    const infos =
      info({ headline: 'vi', more: '<expires>2026-11-24T06:30:00Z</expires>' }) +
      info({ headline: 'en', language: 'en', more: '<expires>2026-11-24T07:30:00Z</expires>' });
    const chosen = chooseAlerts(parseAlerts(capAlert({ infos })), { language: 'vi', now });
    expect(chosen.map(({ headline }) => headline)).to.deep.equal(['en']);
  });
});

describe('the choice of alerts', () => {
  const alerts = parseAlerts({
    alerts: ['Minor', 'Extreme', 'Unknown', 'Severe', 'Moderate', 'Odd'].map((severity) => ({
      headline: severity,
      severity,
    })),
  });

  for (const [minSeverity, shown] of [
    [undefined, ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown', 'Odd']],
    ['minor', ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown', 'Odd']],
    ['moderate', ['Extreme', 'Severe', 'Moderate', 'Unknown', 'Odd']],
    ['severe', ['Extreme', 'Severe', 'Unknown', 'Odd']],
    ['extreme', ['Extreme', 'Unknown', 'Odd']],
  ] as const) {
    it(`from ${minSeverity ?? 'the least'} on, gravest first; what is not graded stays`, () => {
      expect(chooseAlerts(alerts, { minSeverity }).map(({ headline }) => headline)).to.deep.equal(shown);
    });
  }

  it('of the same severity is by urgency, then by beginning', () => {
    const alert = (headline: string, urgency?: string, onset?: string) => ({ headline, urgency, onset });
    const list = parseAlerts([
      alert('unknown'),
      alert('later', 'Expected', '2026-11-24T12:00:00Z'),
      alert('sooner', 'Expected', '2026-11-24T09:00:00Z'),
      alert('now', 'Immediate', '2026-11-24T15:00:00Z'),
    ]);
    expect(list.map(({ headline }) => headline)).to.deep.equal(['now', 'sooner', 'later', 'unknown']);
  });

  it('is for any of the places', () => {
    const list = parseAlerts([{ headline: 'x', areas: ['Huế'] }]);
    const at = (...names: string[]) => chooseAlerts(list, { places: names.map((name) => ({ name })), now }).length;
    expect([at(), at('Huế'), at('Hà Nội', 'Huế'), at('Hà Nội')]).to.deep.equal([1, 1, 1, 0]);
  });

  it('is in one language for each message, and in all where none is asked for', () => {
    const message = (id: string, ...languages: string[]) =>
      capAlert({ id, infos: languages.map((language) => info({ language, headline: `${id} ${language}` })).join('') });
    const feed = capFeed(message('A', 'vi-VN', 'en-US'), message('B', 'fr', 'de'), message('C', 'zh-CN', 'zh-HK'));
    const inLanguage = (language?: string) =>
      parseAlerts(feed, { language })
        .map(({ headline }) => headline)
        .join();
    expect(inLanguage('vi')).to.equal('A vi-VN,B fr,C zh-CN');
    expect(inLanguage('en-GB')).to.equal('A en-US,B fr,C zh-CN');
    expect(inLanguage('de-AT')).to.equal('A en-US,B de,C zh-CN');
    expect(inLanguage('zh-HK')).to.equal('A en-US,B fr,C zh-HK');
    expect(inLanguage().split(',')).to.have.length(6);
    const mixed = capAlert({ infos: info({ language: 'vi' }) + info({ language: 'vi-VN', headline: 'two' }) });
    expect(parseAlerts(mixed, { language: 'vi' }), 'infos of one language are no translations').to.have.length(2);
    const senders = capFeed(capAlert({ sender: 'a', language: 'vi' }), capAlert({ sender: 'b', language: 'lo' }));
    expect(parseAlerts(senders, { language: 'vi' }), 'identifiers of two senders').to.have.length(2);
  });
});
