import { renderWidget } from 'civic-widgets/server';
import site from '../../site.json';

const zone = { lang: 'vi', 'time-zone': 'Asia/Ho_Chi_Minh' };

export default {
  async fetch(): Promise<Response> {
    const widgets = await Promise.all([
      renderWidget('public-alerts', zone, site.alerts),
      renderWidget('district-news', { ...zone, heading: 'Tin phường', layout: 'cards' }, site.feed),
      renderWidget('city-weather', zone, site.weather),
      renderWidget('citizen-poll', { ...zone, src: '/polls/mot-cua' }, site.polls[0]!),
      renderWidget('citizen-survey', { ...zone, src: '/surveys/tai-quay' }, site.survey),
    ]);
    return new Response(`<!doctype html><html lang="vi"><title>civic-widgets in a worker</title>${widgets.join('')}`, {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  },
};
