/** Reads one document where nothing is known yet, first as `<district-news>` does. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadNews } from '../../src/news/load.ts';
import type { NewsFeed } from '../../src/news/model.ts';
import type { Task } from './load-news.test.ts';

const { body, contentType } = workerData as Task;
const options = { url: 'https://a.example/feed', contentType, timeZone: 'Asia/Ho_Chi_Minh' };

const loaded = await said(() => loadNews(body, options));
const { parseNews } = await import('../../src/news/index.ts');
parentPort?.postMessage({ loaded, parsed: await said(() => parseNews(body, options)) });

async function said(read: () => NewsFeed | Promise<NewsFeed>): Promise<string> {
  try {
    const feed = await read();
    return JSON.stringify({ ...feed, items: feed.items });
  } catch (error) {
    return String(error);
  }
}
