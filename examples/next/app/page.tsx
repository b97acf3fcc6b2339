import { renderWidget } from 'civic-widgets/server';
import site from '../../site.json';
import { News } from './news';

export default async function Page() {
  const attributes = {
    lang: 'vi',
    'time-zone': 'Asia/Ho_Chi_Minh',
    heading: 'Tin phường',
    'heading-level': 3,
  } as const;
  return <News html={await renderWidget('district-news', attributes, site.feed)} />;
}
