import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMeteoRequests } from '../../src/weather/formats/open-meteo.ts';
import { findPlace } from '../../src/weather/gazetteer.ts';
import type { WeatherPlace } from '../../src/weather/model.ts';
import { parsePlaces } from '../../src/weather/place-names.ts';
import { reasonOf, type Log } from './http/log.ts';
import type { Copy } from './relay/relay.ts';
import { endpoints } from './server.ts';
import { SiteError, type Site } from './site.ts';

/** ms that a source may take: no visitor is waiting. */
const PATIENCE = 60_000;

/**
 * Writes what `/news`, `/alerts` and `/weather` would answer now: `news.json`, `news-{feed}.xml` (or `.json`), the same
 * for `alerts`, and `weather.json`.
 * Each file is replaced in one step, so that nobody reads half of one; a source that fails leaves its file as it was.
 * Resolves with the names of files that could not be renewed.
 */
export async function writeSnapshot(
  site: Site,
  { out, data, log }: { out: string; data: string; log: Log },
): Promise<string[]> {
  // Every run asks the sources; how often is for the scheduled job to say.
  const now = {
    ...site,
    news: { ...site.news, interval: 0 },
    alerts: { ...site.alerts, interval: 0 },
    weather: { ...site.weather, interval: 0 },
  };
  const { news, alerts, weather, close } = endpoints({ site: now, data, log }, { patience: PATIENCE });
  const query = await weatherQuery(site.weather.places);
  await mkdir(out, { recursive: true });
  const failed: string[] = [];

  async function write(name: string, from: () => Promise<Copy>): Promise<void> {
    try {
      const copy = await from();
      const file = join(out, name.replace('*', /json/i.test(copy.contentType) ? 'json' : 'xml'));
      await writeFile(`${file}.new`, copy.body);
      await rename(`${file}.new`, file);
      if (copy.failing) throw new Error('the source failed; this is its last good answer');
    } catch (error) {
      failed.push(name);
      log.error('not renewed', { name, error: reasonOf(error) });
    }
  }

  for (const feed of site.news.feeds) await write(`news-${feed.id}.*`, () => news.copyOf(feed));
  if (site.news.feeds.length > 0) await write('news.json', () => news.merged());
  for (const source of site.alerts.feeds) await write(`alerts-${source.id}.*`, () => alerts.copyOf(source));
  if (site.alerts.feeds.length > 0) await write('alerts.json', () => alerts.merged());
  await write('weather.json', () => weather.copyOf(query));
  await close();
  return failed;
}

/** As the widget would ask for these places, with all that it can show. */
async function weatherQuery(attribute: string): Promise<URLSearchParams> {
  const places = await Promise.all(
    parsePlaces(attribute).map(async (place): Promise<WeatherPlace> => {
      if (typeof place !== 'string') return place;
      const found = await findPlace(place, 'en');
      if (found) return found;
      throw new SiteError(`weather.places: "${place}" is not in the gazetteer; write Name@latitude,longitude`);
    }),
  );
  const show = ['feels-like', 'humidity', 'wind', 'rain', 'uv', 'sun', 'hours', 'days'] as const;
  const [request] = openMeteoRequests('', places, { show: [...show], hours: 48, days: 7 });
  return new URL(request!.url, 'http://localhost').searchParams;
}
