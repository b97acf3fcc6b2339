import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { Dispatcher } from 'undici';
import { createApp } from './app.ts';
import { reasonOf, type Log } from './http/log.ts';
import { Metrics } from './http/metrics.ts';
import { AlertsEndpoint } from './relay/alerts.ts';
import { download } from './relay/download.ts';
import { NewsEndpoint } from './relay/news.ts';
import { agentFor } from './relay/public-agent.ts';
import { recordedWeather } from './relay/recorded-weather.ts';
import { Relay } from './relay/relay.ts';
import { askSource, WeatherEndpoint, type AskWeather } from './relay/weather.ts';
import { OPEN_METEO, type Site } from './site.ts';
import type { Definition } from './submissions/definition.ts';
import { SubmissionQueue } from './submissions/queue.ts';
import { purgeDue } from './submissions/retention.ts';
import { InUseError, type Store } from './submissions/store.ts';

/** The repository in development, `dist` in the package: both have the same folders. */
export const ROOT = join(import.meta.dirname, '../..');
export const SAMPLES = join(ROOT, 'samples');

export const VERSION = packageVersion();

const A_DAY = 86_400_000;

/** Ms that requests may take to end when the server stops. */
const FAREWELL = 10_000;

/** CC BY 4.0 asks for both; the widget shows them to citizens. */
const OPEN_METEO_LINKS =
  '<https://open-meteo.com/>; rel="via"; title="Weather data by Open-Meteo.com", ' +
  '<https://creativecommons.org/licenses/by/4.0/>; rel="license"';

export interface ServerOptions {
  site: Site;
  /** Folder for the copies of feeds and forecasts. */
  data: string;
  store: Store;
  log: Log;
  /** Show the demo page at `/`. */
  demo?: boolean;
  /** Answer `/weather` from the recording instead of the source. */
  recorded?: boolean;
  /** Folder of the built widgets, where they aren't in their usual place. */
  widgets?: string;
  /** What opens the administrator's page. */
  adminToken?: string;
  /** Folder of that page, where it isn't in its usual place. */
  admin?: string;
  /** ms for which a poll or survey that was read is told again. */
  readAge?: number;
  /** Votes in one transaction at most; 1 is a commit per vote. */
  largestBatch?: number;
}

export interface RunningServer {
  url: string;
  /** Answers what has arrived, then closes sockets and database. */
  stop(): Promise<void>;
}

export interface Endpoints {
  news: NewsEndpoint;
  alerts: AlertsEndpoint;
  weather: WeatherEndpoint;
  /** Closes the connections to sources. */
  close(): Promise<void>;
}

/** What `/news`, `/alerts` and `/weather` answer from, for the server and for snapshots. */
export function endpoints(
  { site, data, log, recorded = false }: Omit<ServerOptions, 'store'>,
  { patience, metrics }: { patience?: number; metrics?: Metrics } = {},
): Endpoints {
  const folder = join(data, 'relay');
  const agents = new Map<string, Dispatcher>();
  const dispatcherFor = (url: string | undefined, allowed = site.allowPrivateAddresses): Dispatcher => {
    const key = JSON.stringify([url, allowed]);
    const agent = agents.get(key) ?? agentFor(url, allowed, site.proxy);
    agents.set(key, agent);
    return agent;
  };
  const userAgent = `civic-widgets-server/${VERSION}${site.contact === undefined ? '' : ` (${site.contact})`}`;
  const fromRecording: AskWeather = async (query) => ({
    body: Buffer.from(JSON.stringify(await recordedWeather(join(SAMPLES, 'open-meteo.json'), query))),
    contentType: 'application/json; charset=utf-8',
  });
  const fromSource = askSource(site.weather, (url, validators) =>
    download(url, { dispatcher: dispatcherFor(site.weather.source), userAgent, ...validators }),
  );
  return {
    news: new NewsEndpoint({
      feeds: site.news.feeds,
      relay: new Relay({
        folder,
        interval: site.news.interval,
        patience,
        log,
        onAnswer: (...answer) => metrics?.upstream(...answer),
      }),
      dispatcherFor: ({ url, allowPrivateAddresses }) => dispatcherFor(url, allowPrivateAddresses),
      userAgent,
      timeZone: site.timeZone,
      log,
    }),
    alerts: new AlertsEndpoint({
      sources: site.alerts.feeds,
      relay: new Relay({
        folder,
        interval: site.alerts.interval,
        patience,
        log,
        onAnswer: (...answer) => metrics?.upstream(...answer),
      }),
      dispatcherFor: ({ url, allowPrivateAddresses }) => dispatcherFor(url, allowPrivateAddresses),
      userAgent,
    }),
    weather: new WeatherEndpoint({
      relay: new Relay({
        folder,
        interval: site.weather.interval,
        patience,
        log,
        onAnswer: (_place, ...answer) => metrics?.upstream('weather', ...answer),
      }),
      ask: recorded ? fromRecording : fromSource,
      source: recorded ? 'recording' : site.weather.source,
      links: recorded || site.weather.source.startsWith(OPEN_METEO) ? OPEN_METEO_LINKS : undefined,
    }),
    close: async () => void (await Promise.all([...agents.values()].map((agent) => agent.destroy()))),
  };
}

/** Starts listening. Rejects when the port is taken. What people have answered stays as it was, whatever the configuration says. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { site, store, log } = options;
  const define = async <D extends Definition>(
    word: 'poll' | 'survey',
    list: readonly D[],
    submissions: { define(definition: D): Promise<void> },
  ): Promise<void> => {
    for (const one of list) {
      await submissions.define(one).catch((error: unknown) => {
        // It goes on as it was, and so do the others.
        if (!(error instanceof InUseError)) throw error;
        log.error(`a ${word} of the configuration was not changed`, { [word]: one.id, error: reasonOf(error) });
      });
    }
  };
  await define('poll', site.polls, store.polls);
  await define('survey', site.surveys, store.surveys);
  const { largestBatch } = options;
  const votes = new SubmissionQueue(store.polls, { largestBatch });
  const responses = new SubmissionQueue(store.surveys, { largestBatch });
  const metrics = new Metrics({ waiting: () => votes.waiting + responses.waiting });
  const relayed = endpoints(options, { metrics });
  let stopping = false;
  const app = createApp({
    site,
    store,
    votes,
    responses,
    log,
    ...relayed,
    version: VERSION,
    widgets: options.widgets ?? join(ROOT, 'dist/embed'),
    archive: options.demo ? undefined : join(options.data, 'widgets'),
    builder: join(ROOT, 'dist/builder'),
    admin: options.admin ?? join(ROOT, 'dist/admin'),
    adminToken: options.adminToken,
    page: options.demo ? join(ROOT, 'demo') : undefined,
    readAge: options.readAge,
    metrics,
    isStopping: () => stopping,
  });
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, port: site.port, hostname: site.host }, () =>
      resolve(starting),
    ) as Server;
    starting.once('error', reject);
  });
  // Longer than proxies keep theirs (nginx: 60 s), so that none of them sends into a connection that is just closing.
  server.keepAliveTimeout = 75_000;
  // Who drips a request byte by byte, or opens a connection and says nothing, is let go.
  server.headersTimeout = 15_000;
  server.requestTimeout = 30_000;
  server.setTimeout(120_000);
  const { port } = server.address() as AddressInfo;
  const purge = (): void =>
    void purgeDue(store, new Date()).catch((error: unknown) => log.error('not purged', { error }));
  let nightly = setTimeout(function nextNight() {
    purge();
    nightly = setTimeout(nextNight, A_DAY).unref();
  }, untilNight(new Date())).unref();

  return {
    url: `http://${site.host ?? 'localhost'}:${port}`,
    async stop() {
      if (stopping) return;
      stopping = true;
      // The balancer sees /health/ready say no, while requests are still answered.
      await delay(site.drainSeconds * 1000);
      clearTimeout(nightly);
      const closed = new Promise((resolve) => server.close(resolve));
      // Connections become idle one by one, as their answers end.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const late = setTimeout(() => server.closeAllConnections(), FAREWELL);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
      await votes.drained();
      await responses.drained();
      await relayed.close();
      await store.end();
      log.info('stopped');
    },
  };
}

/** ms until three in the morning. */
function untilNight(now: Date): number {
  const night = new Date(now);
  night.setHours(3, 0, 0, 0);
  return night > now ? night.getTime() - now.getTime() : night.getTime() - now.getTime() + A_DAY;
}

function packageVersion(): string {
  const file = JSON.parse(readFileSync(join(ROOT, 'server/package.json'), 'utf8')) as { version: string };
  return file.version;
}
