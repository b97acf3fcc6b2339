import '../../src/elements/district-news/district-news.define.ts';
import { numbered, rss } from '../fixtures/news/feeds.ts';
import { matrix } from './matrix.ts';

matrix({
  widget: 'news',
  create: (src) => Object.assign(document.createElement('district-news'), { src }),
  body: rss(numbered(5)),
  contentType: 'application/rss+xml',
  content: /Tin số 1/,
});
