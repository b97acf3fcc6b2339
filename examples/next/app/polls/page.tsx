import { renderWidget } from 'civic-widgets/server';
import site from '../../../site.json';
import { Poll } from './poll';

export default async function Page() {
  return <Poll html={await renderWidget('citizen-poll', { lang: 'vi', src: '/polls/mot-cua' }, site.polls[0]!)} />;
}
