import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/endpoint/errors.ts';
import { parseNews } from '../../src/news/index.ts';
import { loadNews } from '../../src/news/load.ts';
import * as feeds from '../fixtures/news/feeds.ts';

const options = { url: 'https://ward.example/feed', timeZone: 'Asia/Ho_Chi_Minh' };
const said = (feed: object): string => JSON.stringify({ ...feed, items: (feed as { items: unknown[] }).items });

describe('loadNews', () => {
  for (const [name, feed] of Object.entries(feeds)) {
    if (typeof feed === 'function') continue;
    it(`says of ${name} what parseNews says, as text, as bytes and as an object`, async () => {
      const text = typeof feed === 'string' ? feed : JSON.stringify(feed);
      const bytes = new TextEncoder().encode(text);
      const expected = said(parseNews(text, options));
      for (const body of [feed, text, bytes, bytes.buffer, new DataView(bytes.buffer)]) {
        expect(said(await loadNews(body, options))).to.equal(expected);
      }
    });
  }

  it('reads bytes in another encoding, whoever says so', async () => {
    const title = async (text: string, contentType?: string) =>
      (await loadNews(feeds.encode(text, 'windows-1258'), { ...options, contentType })).items[0]!.title;
    const rss = (declaration = '') => `${declaration}<rss><channel><item><title>Nước</title></item></channel></rss>`;
    const decomposed = (text: string) => text.replace('ớ', 'ơ\u0301');
    expect(await title(decomposed(rss('<?xml version="1.0" encoding="windows-1258"?>')))).to.equal('Nước');
    expect(await title(decomposed(rss()), 'text/xml; charset=windows-1258')).to.equal('Nước');
    const utf16 = feeds.utf16(rss(), { bom: true });
    expect((await loadNews(utf16, options)).items[0]!.title).to.equal('Nước');
  });

  it('reads the format that is asked for, and refuses what is no feed', async () => {
    expect((await loadNews(feeds.plain, { ...options, format: 'plain' })).items).to.have.length(1);
    for (const [body, format] of [
      ['<html><title>Sign in</title></html>', 'auto'],
      ['{"error": 1}', 'auto'],
      ['<html></html>', 'rss'],
    ] as const) {
      const error = await loadNews(body, { ...options, format }).catch((error: unknown) => error);
      expect(error).to.be.instanceOf(CivicError);
      expect(error).to.include({ code: 'format', url: options.url });
    }
  });
});
