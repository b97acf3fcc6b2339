import { readFile } from 'node:fs/promises';

/** One place's answer of Open-Meteo, as far as this file reads it. */
interface Answer {
  latitude: number;
  longitude: number;
  utc_offset_seconds: number;
  current?: Record<string, unknown>;
  hourly?: Record<string, unknown[]>;
  daily?: Record<string, unknown[]>;
  [member: string]: unknown;
}

const DAY = 86_400_000;
const BLOCKS = ['current', 'hourly', 'daily'] as const;
type Block = (typeof BLOCKS)[number];

/**
 * The recorded answer of Open-Meteo as if it had been asked now: the recorded place nearest to the asked one, its days
 * moved so that the first is today there, `current` taken from the present hour, and only the variables asked for.
 */
export async function recordedWeather(file: string, query: URLSearchParams, now = new Date()): Promise<Answer> {
  const recorded = JSON.parse(await readFile(file, 'utf8')) as Answer | Answer[];
  const [latitude, longitude] = [Number(query.get('latitude')), Number(query.get('longitude'))];
  const answers = Array.isArray(recorded) ? recorded : [recorded];
  const [nearest] = answers.toSorted((a, b) => distance(a, latitude, longitude) - distance(b, latitude, longitude));
  if (!nearest) throw new Error(`${file} holds no answer`);
  const { location_id: _, ...answer } = nearest;
  for (const block of BLOCKS) toLocalTimes(answer, block);
  const local = now.getTime() + answer.utc_offset_seconds * 1000;
  const shift = Math.floor(local / DAY) * DAY - firstDay(answer);
  for (const block of BLOCKS) moveTimes(answer[block], shift);
  describeNow(answer, local);
  keepDays(answer, Number(query.get('forecast_days') ?? NaN));
  keepHours(answer, Number(query.get('forecast_hours') ?? NaN), local);
  for (const block of BLOCKS) setWindUnit(answer, block, query.get('wind_speed_unit') === 'ms' ? 'm/s' : 'km/h');
  for (const block of BLOCKS) keepAsked(answer, block, query.get(block));
  if (query.get('timeformat') === 'unixtime') for (const block of BLOCKS) toUnixTimes(answer, block);
  return answer;
}

/** Good enough to tell which is nearer: degrees, a longitude's shrunk by the latitude. */
function distance(place: Answer, latitude: number, longitude: number): number {
  const east = ((place.longitude - longitude + 540) % 360) - 180;
  return Math.hypot(place.latitude - latitude, east * Math.cos((latitude * Math.PI) / 180));
}

/** Open-Meteo writes local time without a zone; here it is counted as if it were UTC. */
function parseLocal(text: string): number {
  return Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00Z`);
}

function formatLocal(time: number, like: string): string {
  return new Date(time).toISOString().slice(0, like.length);
}

function firstDay({ hourly, daily }: Answer): number {
  return Math.floor(parseLocal(String((daily ?? hourly)?.['time']?.[0])) / DAY) * DAY;
}

function moveTimes(block: Record<string, unknown> | undefined, shift: number): void {
  const move = (value: unknown): unknown =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? formatLocal(parseLocal(value) + shift, value) : value;
  for (const [name, value] of Object.entries(block ?? {}))
    block![name] = Array.isArray(value) ? value.map(move) : move(value);
}

/** `current` at the quarter of an hour that has begun, with the values of the hour. */
function describeNow({ current, hourly }: Answer, local: number): void {
  if (!current || !hourly) return;
  const quarter = 900_000;
  current['time'] = formatLocal(Math.floor(local / quarter) * quarter, '0000-00-00T00:00');
  const hour =
    hourly['time']?.indexOf(formatLocal(Math.floor(local / 3_600_000) * 3_600_000, '0000-00-00T00:00')) ?? -1;
  for (const name of Object.keys(current)) {
    const value = name === 'time' ? undefined : hourly[name]?.[hour];
    if (value !== undefined && value !== null) current[name] = value;
  }
}

function keepDays({ hourly, daily }: Answer, days: number): void {
  if (!(days >= 1)) return;
  for (const name of Object.keys(daily ?? {})) daily![name] = daily![name]!.slice(0, days);
  for (const name of Object.keys(hourly ?? {})) hourly![name] = hourly![name]!.slice(0, days * 24);
}

/** `forecast_hours` counts from the present hour. */
function keepHours({ hourly }: Answer, hours: number, local: number): void {
  if (!(hours >= 1)) return;
  const start = Math.max(0, hourly?.['time']?.findIndex((time) => parseLocal(String(time)) > local - 3_600_000) ?? 0);
  for (const name of Object.keys(hourly ?? {})) hourly![name] = hourly![name]!.slice(start, start + hours);
}

function setWindUnit(answer: Answer, block: Block, wanted: 'm/s' | 'km/h'): void {
  const factor = wanted === 'km/h' ? 3.6 : 1 / 3.6;
  const convert = (value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * factor * 100) / 100 : value;
  for (const [name, unit] of Object.entries(unitsOf(answer, block))) {
    if (unit === wanted || (unit !== 'm/s' && unit !== 'km/h')) continue;
    change(answer[block], name, convert);
    unitsOf(answer, block)[name] = wanted;
  }
}

function keepAsked(answer: Answer, block: Block, asked: string | null): void {
  const wanted = new Set(['time', 'interval', ...(asked ?? '').split(',')]);
  for (const part of [block, `${block}_units`]) {
    const values = answer[part] as Record<string, unknown> | undefined;
    if (asked === null) delete answer[part];
    else for (const name of Object.keys(values ?? {})) if (!wanted.has(name)) delete values![name];
  }
}

function toUnixTimes(answer: Answer, block: Block): void {
  setTimes(answer, block, 'unixtime', (time) =>
    typeof time === 'string' ? parseLocal(time) / 1000 - answer.utc_offset_seconds : time,
  );
}

function toLocalTimes(answer: Answer, block: Block): void {
  setTimes(answer, block, 'iso8601', (time, name) => {
    if (typeof time !== 'number') return time;
    const daily = block === 'daily' && name === 'time';
    return formatLocal((time + answer.utc_offset_seconds) * 1000, daily ? '0000-00-00' : '0000-00-00T00:00');
  });
}

function setTimes(answer: Answer, block: Block, unit: string, convert: (time: unknown, name: string) => unknown): void {
  for (const name of ['time', 'sunrise', 'sunset']) {
    change(answer[block], name, (time) => convert(time, name));
    if (name in unitsOf(answer, block)) unitsOf(answer, block)[name] = unit;
  }
}

function change(values: Record<string, unknown> | undefined, name: string, convert: (value: unknown) => unknown): void {
  const value = values?.[name];
  if (value !== undefined) values![name] = Array.isArray(value) ? value.map(convert) : convert(value);
}

function unitsOf(answer: Answer, block: Block): Record<string, unknown> {
  return (answer[`${block}_units`] ?? {}) as Record<string, unknown>;
}
