/** Reads one document after the other with every reader, away from the test that watches the clock; says when each has done. */
import { parentPort } from 'node:worker_threads';
import { CivicError } from '../../src/errors.ts';
import { decode } from '../../src/documents/encoding.ts';
import { plainText, titleText } from '../../src/documents/html-text.ts';
import { absoluteHtml } from '../../src/documents/absolute-html.ts';
import { firstImage, showPictures } from '../../src/news/pictures.ts';
import { mergeFeeds, newestItems, parseDate, parseNews, readNews } from '../../src/news/index.ts';

import { parsePoll } from '../../src/poll/index.ts';
import { parsePlaces } from '../../src/weather/place-names.ts';
import { parseWarnings, warningsFor } from '../../src/alerts/index.ts';
import { parseAirQuality, parseWeather } from '../../src/weather/index.ts';

type Reader = (body: string) => unknown;

const readers: readonly Reader[] = [
  (body) => [...newestItems(mergeFeeds([parseNews(body, { url: 'https://ward.example/' })]))],
  (body) => parseNews(body, { format: 'atom' }).items,
  (body) => readNews(body),
  (body) => warningsFor(parseWarnings(body), { name: 'Hà Nội', latitude: 21, longitude: 105 }),
  (body) => parsePoll(body),
  (body) => parseWeather(body),
  (body) => parseAirQuality(body, { scale: 'vn' }),
  (body) => plainText(body, 100_000),
  (body) => titleText(body, 100_000),
  (body) => firstImage(body, 'https://ward.example/'),
  (body) => showPictures(body),
  (body) => absoluteHtml(body, 'https://ward.example/'),
  (body) => decode(new TextEncoder().encode(body)),
  (body) => parseDate(body),
  (body) => parsePlaces(body.slice(0, 10_000)),
];

parentPort?.on('message', (body: string) => {
  void readAll(body).then(() => parentPort?.postMessage('all'));
});

async function readAll(body: string): Promise<void> {
  for (const read of readers) {
    try {
      await read(body);
    } catch (error) {
      if (!(error instanceof CivicError)) throw error;
    }
    parentPort?.postMessage('one');
  }
}
