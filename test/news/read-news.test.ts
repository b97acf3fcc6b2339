import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseNews, readNews } from '../../src/news/index.ts';
import type { NewsBody } from '../../src/news/model.ts';
import * as feeds from '../fixtures/news/feeds.ts';

const { rss } = feeds;
const plain = { title: 'A', link: 'https://a.example/1', date: 'Tue, 13 Jul 2021 14:21:00 +0700' };
const one = (more: feeds.Entry): string => rss([{ ...plain, ...more }]);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const jsonFeed = (item: object): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', title: 'A', ...item }] });

/** Documents that need more to be read than plain RSS does, each in another way. */
const documents: Record<string, NewsBody> = {
  'the plainest item': one({}),
  'ISO 8601 and something after it': one({ date: '2021-07-13T14:21:00+07:00 (ICT)' }),
  'a date in CDATA': one({ date: '<![CDATA[ 13/07/2021 | 14:21 ]]>' }),
  'a 31st of June': one({ date: 'Thu, 31 Jun 2021 14:21:00 GMT' }),
  'a named zone': one({ date: 'Tue, 13 Jul 2021 14:21:00 EST' }),
  'a date of another module': one({ date: undefined, more: '<dcterms:modified>13.07.2021 14:21</dcterms:modified>' }),
  'a date of the channel': rss([plain], { channel: '<lastBuildDate>13.07.2021</lastBuildDate>' }),
  'a date in a summary': one({ description: 'Ngày ban hành: 05/11/2026. Trích yếu: x' }),
  'names of HTML': one({ title: 'Ng&ocirc;i sao &hellip;' }),
  'names escaped twice': one({ description: '&lt;p&gt;A &amp;amp;hellip; b&lt;/p&gt;' }),
  'a name behind a number': one({ description: 'A &#38;hellip; b' }),
  'names in an address': one({ more: '<enclosure url="/a.jpg?b=1&eacute;=2" type="image/jpeg"/>' }),
  'the content of Atom': one({ more: '<atom:content type="html">b</atom:content>' }),
  'a document in Latin-1': latin1(
    '<?xml version="1.0" encoding="windows-1252"?><rss><channel><item><title>caf\xe9</title></item></channel></rss>',
  ),
  'UTF-16': feeds.utf16('<rss><channel><item><title>Phường</title></item></channel></rss>', { bom: true }),
  'JSON in UTF-16': feeds.utf16('{"items":[{"title":"Phường"}]}', { bom: true }),
  'an entry of Atom': '<entry><title>a</title></entry>',
  'a JSON Feed': jsonFeed({ date_published: '2021-07-13T14:21:00Z', content_html: '<p>Caf&eacute;</p>' }),
  'a JSON Feed with seconds': jsonFeed({ date_published: 1626160860 }),
  'a model with dates': { items: [{ id: '1', title: 'A &hellip;', published: new Date(1e12) }] },
  'a page': '<!doctype html><title>No feed</title>',
  'a page in Latin-1': latin1('<!doctype html><title>caf\xe9</title>'),
  nothing: '',
  'broken JSON': '{"items": [',
};
for (const [name, feed] of Object.entries(feeds)) if (typeof feed !== 'function') documents[name] = feed;

const options = { url: 'https://a.example/feed', timeZone: 'Asia/Ho_Chi_Minh' };

async function said(read: () => unknown): Promise<string> {
  try {
    const feed = (await read()) as object;
    return JSON.stringify({ ...feed, items: (feed as { items: unknown }).items });
  } catch (error) {
    return String(error);
  }
}

describe('readNews', () => {
  for (const [name, body] of Object.entries(documents)) {
    it(`says of ${name} what parseNews says`, async () => {
      const text = typeof body === 'string' ? body : undefined;
      const bodies = text === undefined ? [body] : [text, new TextEncoder().encode(text)];
      for (const one of bodies)
        for (const format of ['auto', 'rss', 'plain'])
          expect(await said(() => readNews(one, { ...options, format }))).to.equal(
            await said(() => parseNews(one, { ...options, format })),
          );
    });
  }

  it('reads bytes in any encoding, whoever says so, in any kind of buffer', async () => {
    const title = async (body: NewsBody, contentType?: string) =>
      (await readNews(body, { ...options, contentType })).items[0]!.title;
    const feed = '<rss><channel><item><title>Nươ\u0301c</title></item></channel></rss>';
    const bytes = feeds.encode(feed, 'windows-1258');
    expect(await title(bytes, 'text/xml; charset=windows-1258')).to.equal('Nước');
    const utf8 = new TextEncoder().encode(feed.normalize('NFC'));
    for (const body of [utf8, utf8.buffer, new DataView(utf8.buffer)]) expect(await title(body)).to.equal('Nước');
  });

  it('shows the same whatever was read before', async () => {
    const document = one({ description: 'Caf&eacute; &lt;img src="/a.jpg"&gt;', date: '13/07/2021 14:21' });
    const first = await said(() => readNews(document, options));
    for (const body of Object.values(documents)) await said(() => readNews(body, options));
    expect(await said(() => readNews(document, options))).to.equal(first);
  });

  it('refuses what is no feed', async () => {
    const error: unknown = await readNews('<html></html>', options).catch((error: unknown) => error);
    expect(error).to.be.instanceOf(CivicError);
    expect(error).to.include({ code: 'format', url: options.url });
  });
});
