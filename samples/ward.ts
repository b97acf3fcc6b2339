/** What the endpoints of a made-up ward answer. Times are relative to now, numbers always the same. */
import { json, problem, xml, type Answer, type Endpoint, type Endpoints } from '../.storybook/endpoints.ts';
import feed from './news.xml?raw';

export const news = (): Answer => xml(feed);

/** Open-Meteo's wire form, for as many places as the query asks. */
export const weather: Endpoint = ({ url }) => {
  const { searchParams } = new URL(url);
  const latitudes = (searchParams.get('latitude') ?? '21.03').split(',').map(Number);
  const longitudes = (searchParams.get('longitude') ?? '105.85').split(',').map(Number);
  const answers = latitudes.map((latitude, index) => forecast(latitude, longitudes[index] ?? 0));
  return json(answers.length === 1 ? answers[0] : answers);
};

interface PollWire {
  question: string;
  kind: 'single' | 'multiple' | 'rating';
  options: Record<string, number>;
  max?: number;
  results?: string;
}

/** A poll that counts one vote more, as long as the story is open. */
export function poll(id: string, { question, kind, options, max = 1, results = 'after-vote' }: PollWire): Endpoints {
  const counts = new Map(Object.entries(options));
  let own: string[] = [];
  const wire = () => {
    const isShown = own.length > 0 || results === 'always';
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      id,
      question,
      kind,
      options: [...counts].map(([title, count]) => ({ id: title, title, votes_count: isShown ? count : null })),
      min_choices: 1,
      max_choices: max,
      opens_at: null,
      expires_at: null,
      expired: false,
      results,
      votes_count: isShown ? total : null,
      voters_count: isShown ? total : null,
      voted: own.length > 0,
      own_votes: own,
    };
  };
  return {
    [`GET /polls/${id}`]: () => json(wire()),
    [`POST /polls/${id}/votes`]: async (request) => {
      if (own.length > 0) return problem(409, 'already-voted');
      const { choices } = (await request.json()) as { choices: string[] };
      for (const choice of choices) counts.set(choice, (counts.get(choice) ?? 0) + 1);
      own = choices;
      return json(wire());
    },
  };
}

export const attitude: Parameters<typeof poll>[1] = {
  question: 'Đánh giá thái độ phục vụ của công chức Trung tâm Phục vụ hành chính công phường',
  kind: 'rating',
  options: { 'Rất hài lòng': 214, 'Hài lòng': 131, 'Bình thường': 38, 'Không hài lòng': 12, 'Rất không hài lòng': 5 },
};

export const consultation: Parameters<typeof poll>[1] = {
  question: 'Nên mở phố đi bộ ở những đoạn nào?',
  kind: 'multiple',
  max: 3,
  results: 'always',
  options: { 'Quanh hồ': 412, 'Phố chợ': 187, 'Trước nhà văn hóa': 96, 'Không nên mở': 54 },
};

const HOUR = 3600;

function forecast(latitude: number, longitude: number) {
  const offset = 7 * HOUR;
  const now = Math.floor(Date.now() / 1000);
  const hour = now - (now % HOUR);
  const midnight = now - ((now + offset) % (24 * HOUR));
  const warmth = 34 - latitude / 2;
  const hours = Array.from({ length: 48 }, (_, index) => hour + index * HOUR);
  const hourOfDay = (time: number): number => ((time + offset) / HOUR) % 24;
  const temperature = (time: number): number =>
    Math.round((warmth + 4 * Math.sin(((hourOfDay(time) - 9) / 12) * Math.PI)) * 10) / 10;
  const isDay = (time: number): number => Number(hourOfDay(time) >= 6 && hourOfDay(time) < 18);
  const isWet = (time: number): boolean => hourOfDay(time) >= 15 && hourOfDay(time) < 19;
  const days = Array.from({ length: 7 }, (_, index) => midnight + index * 24 * HOUR);
  return {
    latitude,
    longitude,
    utc_offset_seconds: offset,
    timezone: 'Asia/Ho_Chi_Minh',
    current: {
      time: now - (now % 900),
      temperature_2m: temperature(now),
      apparent_temperature: temperature(now) + 2.4,
      relative_humidity_2m: 74,
      weather_code: isWet(now) ? 80 : 2,
      is_day: isDay(now),
      wind_speed_10m: 2.6,
      wind_direction_10m: 60,
      wind_gusts_10m: 5.1,
    },
    hourly: {
      time: hours,
      temperature_2m: hours.map(temperature),
      weather_code: hours.map((time) => (isWet(time) ? 80 : 2)),
      is_day: hours.map(isDay),
      precipitation: hours.map((time) => (isWet(time) ? 1.4 : 0)),
      precipitation_probability: hours.map((time) => (isWet(time) ? 65 : 10)),
      wind_speed_10m: hours.map(() => 2.6),
      wind_direction_10m: hours.map(() => 60),
    },
    daily: {
      time: days,
      weather_code: days.map((_, index) => [80, 2, 61, 3, 1, 95, 2][index]),
      temperature_2m_max: days.map((_, index) => Math.round(warmth + 4 - (index % 3))),
      temperature_2m_min: days.map((_, index) => Math.round(warmth - 5 + (index % 2))),
      precipitation_sum: days.map((_, index) => [5.6, 0, 9.1, 0, 0, 21, 0][index]),
      precipitation_probability_max: days.map((_, index) => [65, 10, 80, 15, 5, 90, 10][index]),
    },
  };
}
