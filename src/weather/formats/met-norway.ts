import { type Json, list, object, objects } from '../../documents/json.ts';
import { daysOf, type ForecastStep } from '../days.ts';
import type { WeatherCondition, WeatherFormat, WeatherMoment, WeatherPlace, WeatherReport } from '../model.ts';
import * as read from '../quantities.ts';
import { latLonRequests } from '../requests.ts';
import { isSunUp } from '../sun.ts';
import { nauticalZone } from '../time-zones.ts';

/**
 * MET Norway's Locationforecast 2.0, compact and complete
 * (https://api.met.no/weatherapi/locationforecast/2.0/documentation): a series whose steps are hourly at first, then
 * six-hourly, and at its end only `instant`. Days are built from it by the clocks of the place.
 */
export const metNorway: WeatherFormat = {
  name: 'met-norway',

  matches(document) {
    const first = object(list(document)[0] ?? document);
    const properties = object(first['properties']);
    return first['type'] === 'Feature' && Array.isArray(properties['timeseries']);
  },

  parse(document, { places = [] }) {
    return objects(document).map((feature, index) => readFeature(feature, places[index]));
  },

  requests: latLonRequests,
};

function readFeature(feature: Json, asked: WeatherPlace | undefined): WeatherReport {
  const [east, north] = list(object(feature['geometry'])['coordinates']);
  const latitude = asked?.latitude ?? read.latitude(north);
  const longitude = asked?.longitude ?? read.longitude(east);
  const timeZone = asked?.timeZone ?? nauticalZone(longitude ?? 0);
  const properties = object(feature['properties']);
  const steps = objects(properties['timeseries']).flatMap((step) => readStep(step, latitude, longitude) ?? []);
  return {
    place: { name: asked?.name ?? '', latitude, longitude, timeZone },
    current: steps[0]?.moment,
    hours: steps.map(({ moment }) => moment),
    days: daysOf(steps, timeZone),
    warnings: [],
    issued: read.instant(object(properties['meta'])['updated_at']),
    attribution: { name: 'MET Norway', url: 'https://www.met.no/en' },
  };
}

function readStep(step: Json, latitude?: number, longitude?: number): ForecastStep | undefined {
  const time = read.instant(step['time']);
  if (!time) return undefined;
  const data = object(step['data']);
  const period = ['next_1_hours', 'next_6_hours', 'next_12_hours'].find((name) => name in data) ?? '';
  const hours = Number(/\d+/.exec(period)?.[0] ?? 0);
  const now = object(object(data['instant'])['details']);
  const next = object(data[period]);
  const details = object(next['details']);
  const symbol = read.text(object(next['summary'])['symbol_code']);
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
    pressure: read.pressure(now['air_pressure_at_sea_level']),
    dewPoint: read.temperature(now['dew_point_temperature']),
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
