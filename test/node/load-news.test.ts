/**
 * `<district-news>` loads what a document needs to be read with and no more: each document, read in a fresh place where
 * nothing is known yet, must say the same as `parseNews`, which knows everything.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import * as feeds from '../fixtures/news/feeds.ts';

export interface Task {
  body: string | Uint8Array;
  contentType?: string;
}

const { rss } = feeds;
const plain = { title: 'A', link: 'https://a.example/1', date: 'Tue, 13 Jul 2021 14:21:00 +0700' };
const one = (more: Parameters<typeof rss>[0][number]): Task => ({ body: rss([{ ...plain, ...more }]) });
const jsonFeed = (item: object): Task => ({
  body: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', title: 'A', ...item }] }),
});

const tasks: Record<string, Task> = {
  'the plainest item': one({}),
  'ISO 8601': one({ date: '2021-07-13T14:21:00+07:00' }),
  'ISO 8601 and something after it': one({ date: '2021-07-13T14:21:00+07:00 (ICT)' }),
  'a date in CDATA': one({ date: '<![CDATA[ 13/07/2021 | 14:21 ]]>' }),
  'a Vietnamese date': one({ date: '13/07/2021 | 14:21', more: '<language>vi</language>' }),
  'a 31st of June': one({ date: 'Thu, 31 Jun 2021 14:21:00 GMT' }),
  'two digits of a year': one({ date: '13 Jul 21 14:21:00 GMT' }),
  'a named zone': one({ date: 'Tue, 13 Jul 2021 14:21:00 EST' }),
  'a date by another name': one({ date: undefined, more: '<dc:date>13.07.2021 14:21</dc:date>' }),
  'names of HTML': one({ title: 'Ng&ocirc;i sao &hellip;' }),
  'names escaped twice': one({ description: '&lt;p&gt;A &amp;amp;hellip; b&lt;/p&gt;' }),
  'a name behind a number': one({ description: 'A &#38;hellip; b' }),
  'common names': one({ title: 'A &amp; b&nbsp;c &#8230; &#x2026; &#146;' }),
  'a picture in the text': one({ description: '<![CDATA[<img src="/a.jpg">text]]>' }),
  'an escaped picture': one({ description: '&lt;img src="/a.jpg"&gt;text' }),
  'an enclosure': one({ more: '<enclosure url="https://a.example/a.jpg" type="image/jpeg"/>' }),
  'Media RSS by another prefix': {
    body: `<rss xmlns:m="http://search.yahoo.com/mrss/"><channel><item><title>A</title><m:content url="https://a.example/a.jpg"/></item></channel></rss>`,
  },
  'Atom by another prefix': {
    body: `<rss xmlns:a10="http://www.w3.org/2005/Atom"><channel><item><title>A</title><a10:content type="text">b</a10:content></item></channel></rss>`,
  },
  'another encoding, said by the document': {
    body: Buffer.from(
      '<?xml version="1.0" encoding="windows-1252"?><rss><channel><item><title>caf\xe9</title></item></channel></rss>',
      'latin1',
    ),
  },
  'another encoding, said by the server': {
    body: Buffer.from('<rss><channel><item><title>caf\xe9</title></item></channel></rss>', 'latin1'),
    contentType: 'text/xml; charset=ISO-8859-1',
  },
  'UTF-16': { body: Buffer.from('\ufeff<rss><channel><item><title>Phường</title></item></channel></rss>', 'utf16le') },
  'UTF-16 without a mark': {
    body: Buffer.from('<rss><channel><item><title>abc</title></item></channel></rss>', 'utf16le'),
  },
  'a reference to windows-1252, escaped': one({ description: 'A &amp;#x92; b &#0150;' }),
  'a comment between items': {
    body: '<rss><channel><item><title>A</title></item><!-- <item><title>B</title></item> --></channel></rss>',
  },
  'elements in a field': one({ more: '<author><name>B</name></author>' }),
  'unescaped markup': one({ description: 'A <b>b</b><br>c' }),
  'a field in a field': one({ more: '<comments>a<guid>b</guid></comments>' }),
  'a stray end tag': one({ more: '</b><author>B</author>' }),
  'a document that is cut off': { body: '<rss><channel><item><title>A</title></item><item><title>B' },
  'items outside the channel': { body: '<rss><channel/><item><title>A</title></item></rss>' },
  'Dublin Core by another prefix': {
    body: '<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel><item><title>A</title><d:creator>B</d:creator></item></channel></rss>',
  },
  'DCMI terms by the prefix of the elements': {
    body: '<rss xmlns:dc="http://purl.org/dc/terms/"><channel><item><dc:created>2021-07-13T14:21:00Z</dc:created></item></channel></rss>',
  },
  'a default namespace': {
    body: '<rss xmlns="http://www.w3.org/2005/Atom"><channel><item><title>A</title></item></channel></rss>',
  },
  'XML Base': {
    body: '<rss xml:base="/b/"><channel><item xml:base="c/"><title>A</title><link>d</link></item></channel></rss>',
  },
  'a link of Atom alone': one({ link: undefined, more: '<atom:link href="https://a.example/2"/>' }),
  'a link to itself': one({ link: undefined, more: '<atom:link rel="self" href="https://a.example/2"/>' }),
  'a permalink alone': one({ link: undefined, more: '<guid>https://a.example/2</guid>' }),
  'an address alone': one({ link: undefined, more: '<url>https://a.example/2</url>' }),
  'the attribute of a link': one({ link: undefined, more: '<link href="https://a.example/2"/>' }),
  'authors and categories': one({
    more: '<author>mail@a.example (B)</author><category domain="x">C</category><category label="D">d</category>',
  }),
  'names of podcasts': one({
    title: undefined,
    more: '<itunes:title>B</itunes:title><itunes:author>C</itunes:author>',
  }),
  'a summary': one({ more: '<summary>B</summary><updated>2021-07-13T14:21:00Z</updated>' }),
  'the hours of NukeViet': {
    body: `<rss><channel><generator>NukeViet v4</generator><item><title>A</title><pubDate>Tue, 13 Jul 2021 14:07:00 GMT</pubDate></item></channel></rss>`,
  },
  'more names than plain ones': {
    body: '<rss><channel><item><body>B</body><fullitem>C</fullitem></item></channel></rss>',
  },
  'a JSON Feed': jsonFeed({ date_published: '2021-07-13T14:21:00Z', content_html: '<p>Text</p>' }),
  'a JSON Feed with a date of its own': jsonFeed({ date_published: '13/07/2021 14:21', content_text: 'Text' }),
  'a JSON Feed with seconds': jsonFeed({ date_published: 1626160860 }),
  'a JSON Feed with names of HTML': {
    body: String.raw`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"a \u0026hellip; b"}]}`,
  },
  'a page': { body: '<!doctype html><title>No feed</title>' },
  nothing: { body: '' },
};
for (const [name, feed] of Object.entries(feeds)) {
  if (typeof feed !== 'function') tasks[name] = { body: typeof feed === 'string' ? feed : JSON.stringify(feed) };
}

for (const [name, task] of Object.entries(tasks)) {
  test(`${name} is read by what it loads as by everything`, async () => {
    const { loaded, parsed } = await read(task);
    assert.equal(loaded, parsed);
  });
}

function read(task: Task): Promise<{ loaded: string; parsed: string }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load-news.worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve).once('error', reject);
  });
}
