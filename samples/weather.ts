/** The weather that stories show: made up, in the wire form of its source, always as of now. */
import { json, xml, type Endpoint, type Endpoints } from '../.storybook/endpoints.ts';
import { type Climate, airQualityAnswer, climates, openMeteoAnswer } from '../test/fixtures/weather/open-meteo.ts';
import TYPHOON from '../test/fixtures/weather/typhoon.cap.xml?raw';

/** Open-Meteo's answer to whatever a widget asks: the north, the middle and the south of Vietnam, or these climates. */
export const weather =
  (...given: Climate[]): Endpoint =>
  ({ url }) =>
    json(openMeteoAnswer(url, given.length ? { climates: given } : {}));

/** A report that was made some hours ago. */
export const weatherOf =
  (hoursAgo: number): Endpoint =>
  ({ url }) =>
    json(openMeteoAnswer(url, { now: new Date(Date.now() - hoursAgo * 3_600_000) }));

/** The air with this much PM2.5 (µg/m³) and US AQI. */
export const air =
  (pm25: number, usAqi: number): Endpoint =>
  ({ url }) =>
    json(airQualityAnswer(url, { pm25, usAqi }));

export const typhoon: Endpoint = () => xml(TYPHOON, { type: 'application/cap+xml' });

/** Everything that a weather widget asks for. */
export const everything: Endpoints = { '/weather': weather(), '/air': air(62, 155), '/warnings': typhoon };

export { climates };
