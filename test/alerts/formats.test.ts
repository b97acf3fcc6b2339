import { expect } from '@open-wc/testing';
import {
  type AlertAnswer,
  alertFormats,
  chooseAlerts,
  mergeAlerts,
  parseAlerts,
  type PublicAlert,
  readAlerts,
  registerAlertFormat,
} from '../../src/alerts/index.ts';
import { CivicError } from '../../src/errors.ts';
import { capAlert, capFeed, info } from '../fixtures/alerts/cap.ts';
import { nwsAlert, nwsAnswer, wmoRegister } from '../fixtures/alerts/json.ts';
import { ATOM, RSS } from '../fixtures/weather/warnings.ts';

const now = new Date('2026-11-24T07:30:00Z');
const headlines = (alerts: readonly PublicAlert[]) => alerts.map(({ headline }) => headline);

describe('an alert of CAP', () => {
  it('has all that its info says', () => {
    const more = `<effective>2026-11-24T06:00:00+07:00</effective><onset>2026-11-24T18:00:00+07:00</onset>
      <expires>2026-11-25T06:00:00+07:00</expires><senderName>Đài mẫu</senderName><description>Mưa &lt; 100 mm
      ở vùng núi</description><instruction>Ở nhà.</instruction><web>https://kttv.example/mua</web><contact>1900</contact>`;
    const [alert] = parseAlerts(capAlert({ infos: info({ more }), references: 's,old,2026-11-23T00:00:00Z' }));
    expect(alert).to.deep.equal({
      id: 'M-1',
      headline: 'Mưa lớn',
      event: 'Mưa',
      description: 'Mưa < 100 mm\n      ở vùng núi',
      instruction: 'Ở nhà.',
      contact: '1900',
      categories: ['met'],
      severity: 'severe',
      urgency: 'immediate',
      certainty: 'likely',
      sender: 'Đài mẫu',
      senderId: 'kttv@mau.example',
      url: 'https://kttv.example/mua',
      language: 'vi-vn',
      sent: new Date('2026-11-23T23:00:00Z'),
      effective: new Date('2026-11-23T23:00:00Z'),
      onset: new Date('2026-11-24T11:00:00Z'),
      expires: new Date('2026-11-24T23:00:00Z'),
      areas: [{ name: 'Hà Nội' }],
      messageType: 'alert',
      references: [{ id: 'old', senderId: 's', sent: new Date('2026-11-23T00:00:00Z') }],
    });
  });

  it('may stand in a feed as text, or be pointed to', () => {
    const escaped = capAlert().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    for (const content of [escaped, `<![CDATA[${capAlert()}]]>`, `<![CDATA[<?xml version="1.0"?>${capAlert()}]]>`]) {
      const feed = `<rss version="2.0"><channel><item><title>t</title><description>${content}</description></item></channel></rss>`;
      expect(headlines(parseAlerts(feed)), content.slice(0, 30)).to.deep.equal(['Mưa lớn']);
    }
    expect(parseAlerts(ATOM, { url: 'https://warn.example/feed' })[1]!.source).to.equal(
      'https://warn.example/alerts/1.xml',
    );
  });

  it('of an entry has its summary without markup, and the shape beside its name', () => {
    expect(parseAlerts(RSS)[0]!.description).to.equal('Bão số 7 mạnh lên');
    const entry = `<title>t</title><summary>a &lt; b</summary><cap:areaDesc>Huế</cap:areaDesc><cap:polygon>1,1 1,2 2,2</cap:polygon>`;
    const [alert] = parseAlerts(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`);
    expect(alert).to.deep.include({
      description: 'a < b',
      areas: [
        {
          name: 'Huế',
          polygons: [
            [
              [1, 1],
              [1, 2],
              [2, 2],
            ],
          ],
        },
      ],
    });
  });
});

describe('an alert of api.weather.gov', () => {
  it('has CAP’s fields, its shape the right way round, and lasts as long as the event', () => {
    const [alert] = parseAlerts(JSON.stringify(nwsAnswer({})));
    expect(alert).to.deep.include({
      id: 'urn:oid:2.49.0.1.840.0.aa.001.1',
      event: 'Flash Flood Warning',
      severity: 'severe',
      urgency: 'immediate',
      certainty: 'observed',
      categories: ['met'],
      sender: 'NWS Denver CO',
      language: 'en-us',
      expires: new Date('2026-11-24T10:00:00Z'),
      messageType: 'alert',
    });
    expect(alert!.areas).to.have.length(1);
    expect(alert!.areas[0]).to.deep.include({ name: 'Boulder; Weld', isPartial: true });
    expect(alert!.areas[0]!.polygons![0]![0]).to.deep.equal([39.9, -105.6]);
    const at = (name: string, latitude: number, longitude: number) =>
      chooseAlerts([alert!], { places: [{ name, latitude, longitude }], now }).length;
    expect([at('x', 40.01, -105.27), at('Denver', 39.74, -104.99), at('Weld', 40.5, -104.5)]).to.deep.equal([1, 0, 1]);
  });

  it('follows the rules of messages', () => {
    const reference = [
      { '@id': 'x', identifier: 'A', sender: 'w-nws.webmaster@noaa.gov', sent: nwsAlert.properties.sent },
    ];
    const second = { id: 'B', headline: 'second', sent: '2026-11-24T00:20:00-07:00', references: reference };
    for (const [changes, shown] of [
      [{ messageType: 'Update' }, ['second']],
      [{ messageType: 'Cancel' }, []],
      [{ messageType: 'Cancel', headline: null, event: '' }, []],
      [{ messageType: 'Ack' }, ['first']],
      [{ messageType: 'Update', status: 'Test' }, ['first']],
      [{ messageType: 'Cancel', status: 'Exercise' }, ['first']],
    ] as const) {
      const answer = nwsAnswer({ id: 'A', headline: 'first' }, { ...second, ...changes });
      expect(headlines(parseAlerts(answer)), JSON.stringify(changes)).to.deep.equal(shown);
    }
  });

  it('is read from one feature, several polygons, no geometry, and JSON-LD', () => {
    expect(headlines(parseAlerts(nwsAlert))).to.have.length(1);
    const { coordinates } = nwsAlert.geometry;
    const [several] = parseAlerts(nwsAnswer({ geometry: { type: 'MultiPolygon', coordinates: [coordinates, []] } }));
    expect(several!.areas[0]).to.deep.include({ isPartial: true });
    expect(several!.areas[0]!.polygons).to.have.length(1);
    const [zone] = parseAlerts(nwsAnswer({ geometry: null, headline: null }));
    expect(zone).to.deep.include({ headline: 'Flash Flood Warning', areas: [{ name: 'Boulder; Weld' }] });
    expect(headlines(parseAlerts({ '@graph': [nwsAlert.properties] }))).to.have.length(1);
    expect(parseAlerts(nwsAnswer())).to.deep.equal([]);
    for (const other of [
      { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {} }] },
      { features: [] },
    ])
      expect(() => parseAlerts(other)).to.throw(CivicError);
  });

  it('ends with the later of its two ends', () => {
    const [alert] = parseAlerts(nwsAnswer({ ends: '2026-11-24T00:30:00-07:00' }));
    expect(alert!.expires).to.deep.equal(new Date('2026-11-24T08:00:00Z'));
    expect(parseAlerts(nwsAnswer({ ends: null }))[0]!.expires).to.deep.equal(new Date('2026-11-24T08:00:00Z'));
  });
});

describe('the register of the WMO', () => {
  it('has grades as numbers, times in UTC, and the address of each alert', () => {
    const [rain, storm, wind] = parseAlerts(wmoRegister);
    expect(rain).to.deep.include({
      id: 'VN-1',
      headline: 'Mưa rất to ở Hà Nội',
      severity: 'severe',
      urgency: 'immediate',
      certainty: 'likely',
      source: 'https://severeweather.wmo.int/v2/cap-alerts/vn-nchmf-vi/2026/11/24/01/00/00-aa.xml',
      sent: new Date('2026-11-24T01:00:00Z'),
      expires: new Date('2026-11-25T01:00:00Z'),
      areas: [{ name: 'Hà Nội, Bắc Ninh' }],
    });
    expect(storm).to.deep.include({
      headline: 'Tormentas',
      severity: 'moderate',
      urgency: 'future',
      certainty: 'possible',
      source: 'https://severeweather.wmo.int/v2/cap-alerts/ar-smn-es/2026/11/24/02/00/00-bb.xml',
    });
    expect(wind).to.deep.include({ severity: 'unknown', urgency: 'unknown', certainty: 'unknown', source: undefined });
    expect([wind!.sent, wind!.expires, wind!.areas]).to.deep.equal([undefined, undefined, []]);
  });

  it('is empty where nothing is in force, and no list of news', () => {
    expect(parseAlerts({ itemCount: 0, lastUpdated: 'x', items: [] })).to.deep.equal([]);
    for (const other of [{ items: [] }, { items: [{ title: 'Tin' }] }])
      expect(() => parseAlerts(other)).to.throw(CivicError);
  });

  it('loads the whole alerts of the places asked for only', async () => {
    const asked: string[] = [];
    const load = async (url: string): Promise<AlertAnswer> => {
      asked.push(url);
      return { body: capAlert({ headline: 'whole' }) };
    };
    const alerts = await readAlerts(wmoRegister, { load, places: [{ name: 'Hà Nội' }] });
    expect(asked.map((url) => url.slice(-6))).to.deep.equal(['aa.xml']);
    expect(headlines(alerts)).to.deep.equal(['whole', 'Tormentas', 'Wind']);
    await readAlerts(wmoRegister, { load });
    expect(asked).to.have.length(1);
  });
});

describe('a plain list of alerts', () => {
  it('needs words, and takes areas by name and dates of any kind', () => {
    const alerts = parseAlerts(
      {
        alerts: [
          {
            headline: 'Cắt nước',
            severity: 'Minor',
            category: 'Infra',
            areas: ['Phường 1', { name: 'Phường 2' }],
            expires: '2026-11-24T20:00:00+07:00',
          },
          { title: 'Bão', severity: 'severe', onset: now, areas: 'Huế', url: '/bao', references: 's,x,y' },
          { description: 'A description alone is one.' },
          { severity: 'severe' },
          null,
        ],
      },
      { url: 'https://phuong.example/alerts.json' },
    );
    expect(headlines(alerts)).to.deep.equal(['Bão', 'Cắt nước', 'A description alone is one.']);
    expect(alerts[0]).to.deep.include({
      onset: now,
      url: 'https://phuong.example/bao',
      areas: [{ name: 'Huế' }],
      certainty: 'unknown',
    });
    expect(alerts[1]).to.deep.include({
      categories: ['infra'],
      areas: [{ name: 'Phường 1' }, { name: 'Phường 2' }],
      expires: new Date('2026-11-24T13:00:00Z'),
      messageType: 'alert',
    });
  });

  it('may be what parseAlerts gave, as objects or as JSON, from every format', () => {
    const polygon = '<area><areaDesc>x</areaDesc><polygon>1,1 1,2 2,2</polygon><circle>1,2 3</circle><circle/></area>';
    for (const body of [
      capFeed(
        capAlert({ area: polygon }),
        capAlert({ id: 'B', msgType: 'Update', references: 's,C,2026-11-24T00:00:00Z' }),
      ),
      ATOM,
      RSS,
      nwsAnswer({}),
      wmoRegister,
    ]) {
      const alerts = parseAlerts(body);
      expect(alerts.length).to.be.above(0);
      const bare = (list: readonly PublicAlert[]) => JSON.parse(JSON.stringify(list)) as unknown;
      expect(bare(parseAlerts(alerts))).to.deep.equal(bare(alerts));
      expect(bare(parseAlerts(JSON.stringify({ alerts })))).to.deep.equal(bare(alerts));
    }
  });

  it('is empty, also as a list alone', () => {
    expect(parseAlerts({ alerts: [] })).to.deep.equal([]);
    expect(parseAlerts('[]')).to.deep.equal([]);
  });

  it('has no shape that can’t be read, and no link that is none', () => {
    const areas = [
      {
        name: 'x',
        polygons: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        circles: [{ latitude: 1, longitude: 2, radius: 0 }],
      },
    ];
    const [alert] = parseAlerts([{ headline: 'x', areas, url: 'javascript:alert(1)' }]);
    expect([alert!.areas, alert!.url]).to.deep.equal([[{ name: 'x' }], undefined]);
  });
});

describe('parseAlerts', () => {
  it('throws CivicError format on anything else', () => {
    for (const body of [
      '',
      '{}',
      '{',
      'null',
      '<html><body>404</body></html>',
      '{"items":[]}',
      '[1]',
      42 as unknown as string,
    ]) {
      expect(() => parseAlerts(body), JSON.stringify(body))
        .to.throw(CivicError)
        .with.property('code', 'format');
    }
    expect(() => parseAlerts(capAlert(), { format: 'nws', url: 'https://a.example/' }))
      .to.throw(CivicError, 'not nws')
      .with.property('url', 'https://a.example/');
  });

  it('reads bytes, text and parsed documents', () => {
    const bytes = new TextEncoder().encode(capAlert());
    for (const body of [bytes, bytes.buffer, capAlert(), `\uFEFF${capAlert()}`])
      expect(parseAlerts(body)).to.have.length(1);
    const json = JSON.stringify(nwsAnswer({}));
    for (const body of [new TextEncoder().encode(json), json, `\uFEFF${json}`, nwsAnswer({})])
      expect(parseAlerts(body)).to.have.length(1);
    expect(alertFormats.map(({ name }) => name)).to.deep.equal(['cap', 'nws', 'wmo', 'alerts']);
  });

  it('knows a format that the site has registered, and prefers it', () => {
    const [known] = parseAlerts([{ headline: 'Còi báo lũ' }]);
    registerAlertFormat({
      name: 'sirens',
      matches: (document) => !!(document as { siren?: boolean } | null)?.siren,
      parse: () => [known!],
    });
    expect(headlines(parseAlerts('{"siren": true}'))).to.deep.equal(['Còi báo lũ']);
    registerAlertFormat({
      name: 'sirens',
      matches: (document) => !!(document as { siren?: boolean } | null)?.siren,
      parse() {
        throw new TypeError('broken');
      },
    });
    expect(() => parseAlerts('{"siren": true}')).to.throw(CivicError, 'not sirens');
  });

  it('is no document that was cut off: what is missing may be a warning', () => {
    const feed = capFeed(capAlert(), capAlert({ id: 'M-2' }));
    const whole = [
      feed,
      capAlert(),
      `${feed}<!-- cached -->\n`,
      '<rss version="2.0"/>',
      '<feed></feed >',
      '<RSS></rss>',
    ];
    for (const document of whole) expect(() => parseAlerts(document), document).not.to.throw();
    for (const document of [feed, capAlert()])
      for (let end = document.length - 1; end > 0; end = Math.floor(end * 0.9))
        expect(() => parseAlerts(document.slice(0, end)), document.slice(0, end)).to.throw(CivicError);
  });

  it('of two sources with the same identifiers hides none', () => {
    const ward = parseAlerts([{ id: '1', headline: 'Cắt nước' }]);
    const district = parseAlerts([
      { id: '1', headline: 'Cũ' },
      { id: '2', headline: 'Mới', messageType: 'update', references: [{ id: '1' }] },
    ]);
    expect(headlines(district)).to.deep.equal(['Mới']);
    for (const lists of [
      [ward, district],
      [district, ward],
    ])
      expect(headlines(mergeAlerts(lists))).to.have.members(['Cắt nước', 'Mới']);
  });

  it('puts the alerts of several sources together', () => {
    const cancel = capAlert({
      id: 'M-2',
      msgType: 'Cancel',
      sent: '2026-11-24T08:00:00+07:00',
      references: 'kttv@mau.example,M-1,2026-11-24T06:00:00+07:00',
    });
    const [a, b] = [parseAlerts(capFeed(capAlert({ headline: 'A' }), cancel)), parseAlerts(nwsAnswer({}))];
    expect(mergeAlerts([a, b, b]).map(({ id }) => id)).to.deep.equal([nwsAlert.properties.id]);
  });
});

describe('readAlerts', () => {
  const feed = (...names: string[]) =>
    `<rss version="2.0"><channel>${names.map((name) => `<item><title>${name}</title><guid>${name}</guid><link>https://w.example/${name}.cap</link></item>`).join('')}</channel></rss>`;
  const answers =
    (documents: Record<string, string>) =>
    async (url: string): Promise<AlertAnswer> => {
      const body = documents[/(\w+)\.cap$/.exec(url)![1]!];
      if (body === undefined) throw new CivicError('network', 'no answer');
      return { body };
    };

  it('takes the whole alert instead of the entry, and the entry where there is no whole one', async () => {
    const load = answers({
      a: capAlert({ id: 'A', headline: 'whole' }),
      c: '<html>',
      d: capAlert({ id: 'D', status: 'Test' }),
    });
    expect(headlines(await readAlerts(feed('a', 'b', 'c', 'd'), { load }))).to.have.members(['whole', 'b', 'c']);
    expect(headlines(await readAlerts(feed('a', 'b')))).to.deep.equal(['a', 'b']);
  });

  it('follows a chain of messages across files', async () => {
    const update = {
      id: 'B',
      headline: 'update',
      msgType: 'Update',
      sent: '2026-11-24T08:00:00+07:00',
      references: 'kttv@mau.example,A,2026-11-24T06:00:00+07:00',
    };
    const files = {
      a: capAlert({ id: 'A', headline: 'first' }),
      b: capAlert(update),
      c: capAlert({ ...update, id: 'C', msgType: 'Cancel' }),
    };
    expect(headlines(await readAlerts(feed('a', 'b'), { load: answers(files) }))).to.deep.equal(['update']);
    expect(headlines(await readAlerts(feed('a', 'c'), { load: answers(files) }))).to.deep.equal([]);
  });

  it('loads no archive, and what concerns the places first', async () => {
    const asked: string[] = [];
    const load = async (url: string): Promise<AlertAnswer> => {
      asked.push(url);
      throw new CivicError('network', 'no answer');
    };
    const entry = (index: number) =>
      `<item><title>${index}</title><cap:areaDesc>${index === 29 ? 'Hà Nội' : 'Huế'}</cap:areaDesc><link>https://w.example/${index}.cap</link></item>`;
    const long = `<rss version="2.0"><channel>${Array.from({ length: 30 }, (_, index) => entry(index)).join('')}</channel></rss>`;
    expect(await readAlerts(long, { load, places: [{ name: 'Hà Nội' }] })).to.have.length(30);
    expect(asked).to.have.length(20);
    expect(asked).to.include('https://w.example/29.cap');
  });

  it('throws what parseAlerts throws', async () => {
    const error = await readAlerts('<html>').catch((error: unknown) => error);
    expect(error).to.be.instanceOf(CivicError).with.property('code', 'format');
  });
});
