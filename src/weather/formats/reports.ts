import { safeUrl } from '../../documents/urls.ts';
import { airQuality } from '../air-quality.ts';
import { instant } from '../instants.ts';
import type {
  AirQuality,
  WarningArea,
  WarningSeverity,
  WeatherDay,
  WeatherFormat,
  WeatherMoment,
  WeatherPlace,
  WeatherReport,
  WeatherWarning,
} from '../model.ts';
import { isZone } from '../zones.ts';
import * as read from '../values.ts';

/**
 * The model itself: `{ "reports": [WeatherReport, …] }`, an array of reports or a single one. Instants are `Date`s,
 * ISO 8601 texts with a zone, or Unix seconds; every value passes the same bounds as a provider's.
 */
export const reports: WeatherFormat = {
  name: 'reports',

  matches(document) {
    if (Array.isArray(read.object(document)['reports'])) return true;
    const first = read.object(Array.isArray(document) ? document[0] : document);
    return 'place' in first && ['current', 'hours', 'days'].some((member) => member in first);
  },

  parse(document) {
    const items = read.object(document)['reports'] ?? document;
    return (Array.isArray(items) ? items : [items]).map((report) => readReport(read.object(report)));
  },
};

function readReport(report: read.Json): WeatherReport {
  const attribution = read.object(report['attribution']);
  const [name, url] = [read.text(attribution['name']), safeUrl(attribution['url'])];
  return {
    place: readPlace(read.object(report['place'])),
    current: readMoment(report['current']),
    hours: known(report['hours'], readMoment),
    days: known(report['days'], readDay),
    air: readAir(read.object(report['air'])),
    warnings: known(report['warnings'], readWarning),
    issued: instant(report['issued']),
    attribution: name && url ? { name, url } : undefined,
  };
}

function readPlace(place: read.Json): WeatherPlace {
  const timeZone = read.text(place['timeZone']);
  return {
    name: read.text(place['name']) ?? '',
    latitude: read.latitude(place['latitude']),
    longitude: read.longitude(place['longitude']),
    timeZone: timeZone && isZone(timeZone) ? timeZone : undefined,
  };
}

function readMoment(value: unknown): WeatherMoment | undefined {
  const moment = read.object(value);
  const time = instant(moment['time']);
  const isDay = moment['isDay'];
  return (
    time && {
      time,
      condition: read.condition(moment['condition']),
      isDay: typeof isDay === 'boolean' ? isDay : undefined,
      temperature: read.temperature(moment['temperature']),
      feelsLike: read.feltTemperature(moment['feelsLike']),
      humidity: read.percent(moment['humidity']),
      windSpeed: read.wind(moment['windSpeed']),
      windGust: read.wind(moment['windGust']),
      windFrom: read.bearing(moment['windFrom']),
      rain: read.rainfall(moment['rain']),
      rainChance: read.percent(moment['rainChance']),
      uv: read.ultraviolet(moment['uv']),
    }
  );
}

function readDay(value: unknown): WeatherDay | undefined {
  const day = read.object(value);
  const date = read.text(day['date']);
  if (!date || !/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) return undefined;
  return {
    date,
    condition: read.condition(day['condition']),
    high: read.temperature(day['high']),
    low: read.temperature(day['low']),
    rain: read.rainfall(day['rain']),
    rainChance: read.percent(day['rainChance']),
    sunrise: instant(day['sunrise']),
    sunset: instant(day['sunset']),
    uv: read.ultraviolet(day['uv']),
  };
}

function readAir(air: read.Json): AirQuality | undefined {
  const index = read.number(air['index'], 0, Infinity);
  const scale = air['scale'];
  if (index === undefined || (scale !== 'us' && scale !== 'vn')) return undefined;
  return airQuality(index, scale, read.number(air['pm25'], 0, 10_000));
}

function readWarning(value: unknown): WeatherWarning | undefined {
  const warning = read.object(value);
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
    onset: instant(warning['onset']),
    expires: instant(warning['expires']),
    areas: known(warning['areas'], readArea),
  };
}

/** An area by its name; the shapes of a CAP alert stay with the alert. */
function readArea(value: unknown): WarningArea | undefined {
  const name = read.text(value) ?? read.text(read.object(value)['name']);
  return name ? { name } : undefined;
}

const SEVERITIES: readonly WarningSeverity[] = ['extreme', 'severe', 'moderate', 'minor'];

function known<Item>(items: unknown, readItem: (item: unknown) => Item | undefined): Item[] {
  return read.list(items).flatMap((item) => readItem(item) ?? []);
}
