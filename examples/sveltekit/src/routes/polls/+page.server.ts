import { renderWidget } from 'civic-widgets/server';
import site from '../../../../site.json';

export async function load() {
  return { poll: await renderWidget('citizen-poll', { lang: 'vi', src: '/polls/mot-cua' }, site.polls[0]!) };
}
