import { renderWidget } from 'civic-widgets/server';
import site from '../../../site.json';

export async function load() {
  const attributes = {
    lang: 'vi',
    'time-zone': 'Asia/Ho_Chi_Minh',
    heading: 'Tin phường',
    'heading-level': 3,
  } as const;
  return { news: await renderWidget('district-news', attributes, site.feed) };
}
