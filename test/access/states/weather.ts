import { readFileSync } from 'node:fs';
import { inTurn, json, never, notFound, xml, type Endpoint, type Endpoints } from '../../../.storybook/endpoints.ts';
import { airQualityAnswer, openMeteoAnswer } from '../../fixtures/weather/open-meteo.ts';
import { NOW, type State } from '../page.ts';
import { reloaded } from './acts.ts';

export function weatherStates(): State[] {
  const weather = (name: string, attributes: string, more: Partial<State> = {}): State => ({
    name: `weather-${name}`,
    body: `<city-weather src="/weather" ${attributes}></city-weather>`,
    endpoints: WEATHER,
    shows: '.drawing',
    ...more,
  });
  const THREE = 'places="ha-noi da-nang ho-chi-minh"';
  const ALL = 'feels-like humidity wind rain uv sun hours days air warnings';
  const everything = `${THREE} show="${ALL}" air-src="/air" warnings-src="/warnings" locate`;
  return [
    weather('tabs', THREE),
    weather('tabs-second', THREE, {
      act: (widget) => widget.getByRole('tab').nth(1).click(),
      shows: '[role=tab]:nth-child(2)[aria-selected=true]',
    }),
    weather('one-place', 'places="da-nang"'),
    weather('everything', everything, { shows: '.air-scale' }),
    weather('warning-open', everything, {
      act: (widget) => widget.locator('.warning summary').click(),
      shows: '.warning details[open]',
    }),
    weather('hours-table', 'places="da-nang" show="hours wind" hours="6"', {
      act: (widget) => widget.locator('.hours summary').click(),
      shows: '.hours details[open]',
    }),
    weather('hours-chosen', 'places="da-nang" show="hours wind"', {
      act: (widget) => widget.getByRole('slider').press('ArrowRight'),
      shows: '.point',
    }),
    weather('list', `${THREE} layout="list"`, { shows: 'tbody tr' }),
    weather('cards', `${THREE} layout="cards" show="feels-like humidity wind days" days="3"`, { shows: '.card .days' }),
    weather('compact', `${THREE} layout="compact" heading=""`, { shows: '.line-of-places' }),
    weather('imperial', `places="da-nang" units="imperial"`),
    weather('air-us', 'places="ha-noi" show="air" air-scale="us" air-src="/air"', { shows: '.air-scale' }),
    weather('old-report', THREE, { endpoints: { '/weather': weatherOf(5) }, shows: '.old' }),
    weather('unknown', 'places="hue"', {
      endpoints: {
        '/weather': json({
          reports: [
            { place: { name: 'Huế', latitude: 16.46, longitude: 107.59 }, current: { time: NOW.toISOString() } },
          ],
        }),
      },
      shows: '.temperature',
    }),
    weather('locate-refused', 'places="hue" show="days" locate', {
      act: (widget) => widget.locator('[part=locate]').click(),
      shows: '.locate p:not(:empty)',
    }),
    weather('loading', THREE, { endpoints: { '/weather': never }, shows: '.skeleton' }),
    weather('empty', THREE, { endpoints: { '/weather': json({ reports: [] }) }, shows: '.message' }),
    weather('stale', THREE, {
      endpoints: { ...WEATHER, '/weather': inTurn(weatherOf(0), notFound()) },
      act: reloaded,
      shows: '.stale',
    }),
    weather('not-found', THREE, { endpoints: { '/weather': notFound }, shows: '.message.error' }),
  ];
}

function weatherOf(hoursAgo: number): Endpoint {
  return ({ url }) => json(openMeteoAnswer(url, { now: new Date(NOW.getTime() - hoursAgo * 3_600_000) }));
}

const TYPHOON = readFileSync(new URL('../../fixtures/weather/typhoon.cap.xml', import.meta.url), 'utf8');

const WEATHER: Endpoints = {
  '/weather': weatherOf(0),
  '/air': ({ url }) => json(airQualityAnswer(url, { now: NOW })),
  '/warnings': xml(TYPHOON, { type: 'application/cap+xml' }),
};
