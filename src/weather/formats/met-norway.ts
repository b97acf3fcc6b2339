import { daysOf, type ForecastStep } from '../days.ts';
import { instant } from '../instants.ts';
import type { WeatherCondition, WeatherFormat, WeatherMoment, WeatherPlace, WeatherReport } from '../model.ts';
import { isSunUp } from '../sun.ts';
import { nauticalZone } from '../time.ts';
import * as read from '../values.ts';
import { latLonRequests } from './lat-lon.ts';

/**
 * MET Norway's Locationforecast 2.0, compact and complete
 * (https://api.met.no/weatherapi/locationforecast/2.0/documentation): a series whose steps are hourly at first, then
 * six-hourly, and at its end only `instant`. Days are built from it by the clocks of the place.
 */
export const metNorway: WeatherFormat = {
  name: 'met-norway',

  matches(document) {
    const first = read.object(Array.isArray(document) ? document[0] : document);
    const properties = read.object(first['properties']);
    return first['type'] === 'Feature' && Array.isArray(properties['timeseries']);
  },

  parse(document, { places = [] }) {
    return (Array.isArray(document) ? document : [document]).map((feature, index) =>
      readFeature(read.object(feature), places[index]),
    );
  },

  requests: latLonRequests,
};

function readFeature(feature: read.Json, asked: WeatherPlace | undefined): WeatherReport {
  const [east, north] = read.list(read.object(feature['geometry'])['coordinates']);
  const latitude = asked?.latitude ?? read.latitude(north);
  const longitude = asked?.longitude ?? read.longitude(east);
  const timeZone = asked?.timeZone ?? nauticalZone(longitude ?? 0);
  const properties = read.object(feature['properties']);
  const steps = read
    .list(properties['timeseries'])
    .flatMap((step) => readStep(read.object(step), latitude, longitude) ?? []);
  return {
    place: { name: asked?.name ?? '', latitude, longitude, timeZone },
    current: steps[0]?.moment,
    hours: steps.map(({ moment }) => moment),
    days: daysOf(steps, timeZone),
    warnings: [],
    issued: instant(read.object(properties['meta'])['updated_at']),
    attribution: { name: 'MET Norway', url: 'https://www.met.no/en' },
  };
}

function readStep(step: read.Json, latitude?: number, longitude?: number): ForecastStep | undefined {
  const time = instant(step['time']);
  if (!time) return undefined;
  const data = read.object(step['data']);
  const period = ['next_1_hours', 'next_6_hours', 'next_12_hours'].find((name) => name in data) ?? '';
  const hours = Number(/\d+/.exec(period)?.[0] ?? 0);
  const now = read.object(read.object(data['instant'])['details']);
  const next = read.object(data[period]);
  const details = read.object(next['details']);
  const symbol = read.text(read.object(next['summary'])['symbol_code']);
  const moment: WeatherMoment = {
    time,
    condition: conditionOf(symbol),
    isDay:
      isDay(symbol) ??
      (latitude === undefined || longitude === undefined ? undefined : isSunUp(time, latitude, longitude)),
    temperature: read.temperature(now['air_temperature']),
    humidity: read.percent(now['relative_humidity']),
    windSpeed: read.wind(now['wind_speed']),
    windGust: read.wind(now['wind_speed_of_gust']),
    windFrom: read.bearing(now['wind_from_direction']),
    rain: read.rainfall(details['precipitation_amount']),
    rainChance: read.percent(details['probability_of_precipitation']),
    uv: read.ultraviolet(now['ultraviolet_index_clear_sky']),
  };
  return {
    moment,
    hours,
    high: read.temperature(details['air_temperature_max']),
    low: read.temperature(details['air_temperature_min']),
  };
}

function isDay(symbol: string | undefined): boolean | undefined {
  return symbol?.endsWith('_day') ? true : symbol?.endsWith('_night') ? false : undefined;
}

/**
 * The WMO code of a symbol (https://api.met.no/weatherapi/weathericon/2.0/legends). WMO's sleet (68, 69, 83, 84) is not
 * among the 28 codes; it is read as snow, so that it is not taken for freezing rain. Two symbols are spelt `lightss…`.
 */
function conditionOf(symbol = ''): WeatherCondition | undefined {
  const name = symbol.replace(/_.*/, '').replace('lightss', 'lights');
  if (name.endsWith('andthunder')) return 95;
  return SKIES.get(name) ?? precipitation(name);
}

// No object: `constructor` is a name as well.
const SKIES = new Map<string, WeatherCondition>([
  ['clearsky', 0],
  ['fair', 1],
  ['partlycloudy', 2],
  ['cloudy', 3],
  ['fog', 45],
]);

function precipitation(name: string): WeatherCondition | undefined {
  const [, strength = '', kind = '', showers] = /^(light|heavy)?(rain|sleet|snow)(showers)?$/.exec(name) ?? [];
  const step = ['light', '', 'heavy'].indexOf(strength);
  if (!kind) return undefined;
  if (kind === 'rain') return (showers ? ([80, 81, 82] as const) : ([61, 63, 65] as const))[step];
  return (showers ? ([85, 85, 86] as const) : ([71, 73, 75] as const))[step];
}
