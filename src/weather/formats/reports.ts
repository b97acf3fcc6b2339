import { type Json, list, number, object } from '../../documents/json.ts';
import { safeUrl } from '../../documents/urls.ts';
import { isTimeZone } from '../../documents/time-zone.ts';
import { airQuality } from '../air-quality.ts';
import { tidesOf } from '../marine.ts';
import type {
  AirQuality,
  SeaMoment,
  SeaReport,
  WarningArea,
  WarningSeverity,
  WeatherDay,
  WeatherFormat,
  WeatherMoment,
  WeatherPlace,
  WeatherReport,
  WeatherWarning,
} from '../model.ts';
import * as read from '../quantities.ts';

/**
 * The model itself: `{ "reports": [WeatherReport, …] }`, an array of reports or a single one. Instants are `Date`s,
 * ISO 8601 texts with a zone, or Unix seconds; every value passes the same bounds as a provider's.
 */
export const reports: WeatherFormat = {
  name: 'reports',

  matches(document) {
    if (Array.isArray(object(document)['reports'])) return true;
    const first = object(Array.isArray(document) ? document[0] : document);
    return 'place' in first && ['current', 'hours', 'days'].some((member) => member in first);
  },

  parse(document) {
    const items = object(document)['reports'] ?? document;
    return (Array.isArray(items) ? items : [items]).map((report) => readReport(object(report)));
  },
};

function readReport(report: Json): WeatherReport {
  const sea = report['sea'];
  const current = readMoment(report['current']);
  return {
    place: readPlace(object(report['place'])),
    current,
    hours: known(report['hours'], readMoment),
    days: known(report['days'], readDay),
    air: readAir(object(report['air'])),
    ...(sea ? { sea: readSea(object(sea)) } : {}),
    warnings: known(report['warnings'], readWarning),
    issued: read.instant(report['issued']) ?? current?.time,
    attribution: readAttribution(object(report['attribution'])),
  };
}

function readAttribution(attribution: Json): WeatherReport['attribution'] {
  const [name, url] = [read.text(attribution['name']), safeUrl(attribution['url'])];
  return name && url ? { name, url } : undefined;
}

function readPlace(place: Json): WeatherPlace {
  const timeZone = read.text(place['timeZone']);
  return {
    name: read.text(place['name']) ?? '',
    latitude: read.latitude(place['latitude']),
    longitude: read.longitude(place['longitude']),
    timeZone: isTimeZone(timeZone) ? timeZone : undefined,
  };
}

function readMoment(value: unknown): WeatherMoment | undefined {
  const moment = object(value);
  const time = read.instant(moment['time']);
  return (
    time && {
      time,
      condition: read.condition(moment['condition']),
      isDay: read.boolean(moment['isDay']),
      temperature: read.temperature(moment['temperature']),
      feelsLike: read.feltTemperature(moment['feelsLike']),
      humidity: read.percent(moment['humidity']),
      windSpeed: read.wind(moment['windSpeed']),
      windGust: read.wind(moment['windGust']),
      windFrom: read.bearing(moment['windFrom']),
      rain: read.rainfall(moment['rain']),
      rainChance: read.percent(moment['rainChance']),
      uv: read.ultraviolet(moment['uv']),
      pressure: read.pressure(moment['pressure']),
      dewPoint: read.temperature(moment['dewPoint']),
      visibility: read.visibility(moment['visibility']),
    }
  );
}

function readDay(value: unknown): WeatherDay | undefined {
  const day = object(value);
  const date = read.text(day['date']);
  if (!date || !/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) return undefined;
  return {
    date,
    condition: read.condition(day['condition']),
    high: read.temperature(day['high']),
    low: read.temperature(day['low']),
    rain: read.rainfall(day['rain']),
    rainChance: read.percent(day['rainChance']),
    sunrise: read.instant(day['sunrise']),
    sunset: read.instant(day['sunset']),
    uv: read.ultraviolet(day['uv']),
  };
}

function readAir(air: Json): AirQuality | undefined {
  const index = number(air['index'], 0, Infinity);
  const scale = air['scale'];
  if (index === undefined || (scale !== 'us' && scale !== 'vn')) return undefined;
  return airQuality(index, scale, number(air['pm25'], 0, 10_000));
}

function readSea(sea: Json): SeaReport {
  const hours = known(sea['hours'], readSeaMoment);
  return {
    current: readSeaMoment(sea['current']),
    hours,
    tides: tidesOf(hours),
    attribution: readAttribution(object(sea['attribution'])),
  };
}

function readSeaMoment(value: unknown): SeaMoment | undefined {
  const moment = object(value);
  const time = read.instant(moment['time']);
  return (
    time && {
      time,
      waveHeight: read.waveHeight(moment['waveHeight']),
      wavePeriod: read.wavePeriod(moment['wavePeriod']),
      waveFrom: read.bearing(moment['waveFrom']),
      swellHeight: read.waveHeight(moment['swellHeight']),
      swellPeriod: read.wavePeriod(moment['swellPeriod']),
      swellFrom: read.bearing(moment['swellFrom']),
      temperature: read.waterTemperature(moment['temperature']),
      level: read.seaLevel(moment['level']),
    }
  );
}

function readWarning(value: unknown): WeatherWarning | undefined {
  const warning = object(value);
  const title = read.text(warning['title']) ?? read.text(warning['event']);
  if (!title) return undefined;
  const severity = read.text(warning['severity'])?.toLowerCase();
  return {
    id: read.text(warning['id']) ?? title,
    title,
    severity: SEVERITIES.find((each) => each === severity) ?? 'unknown',
    event: read.text(warning['event']),
    description: read.text(warning['description']),
    instruction: read.text(warning['instruction']),
    sender: read.text(warning['sender']),
    url: safeUrl(warning['url']),
    language: read.text(warning['language']),
    onset: read.instant(warning['onset']),
    expires: read.instant(warning['expires']),
    areas: known(warning['areas'], readArea),
  };
}

/** An area by its name; the shapes of a CAP alert stay with the alert. */
function readArea(value: unknown): WarningArea | undefined {
  const name = read.text(value) ?? read.text(object(value)['name']);
  return name ? { name } : undefined;
}

const SEVERITIES: readonly WarningSeverity[] = ['extreme', 'severe', 'moderate', 'minor'];

function known<Item>(items: unknown, readItem: (item: unknown) => Item | undefined): Item[] {
  return list(items).flatMap((item) => readItem(item) ?? []);
}
