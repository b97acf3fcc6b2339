import { randomBytes, randomUUID } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { adminRoutes } from './admin/routes.ts';
import type { Log } from './http/log.ts';
import { frameRoutes } from './http/frame.ts';
import { routeOf, type Metrics } from './http/metrics.ts';
import { allowOrigins } from './http/origins.ts';
import { Problem } from './http/problem.ts';
import { NetworkLimit } from './http/rate-limit.ts';
import { StaticFiles } from './http/static-files.ts';
import { isTrusted, looksLikeProxy, networkHashes, parseRanges, visitorAddress } from './http/visitor.ts';
import { WidgetFiles } from './http/widget-files.ts';
import { pollRoutes, type PollRouteOptions } from './polls/routes.ts';
import type { AlertsEndpoint } from './relay/alerts.ts';
import type { NewsEndpoint } from './relay/news.ts';
import type { WeatherEndpoint } from './relay/weather.ts';
import type { Site } from './site.ts';
import { Secrets } from './submissions/secrets.ts';
import type { Store } from './submissions/store.ts';
import { surveyRoutes, type SurveyRouteOptions } from './surveys/routes.ts';

export interface AppOptions {
  site: Site;
  store: Store;
  votes: PollRouteOptions['queue'];
  responses: SurveyRouteOptions['queue'];
  news: NewsEndpoint;
  alerts: AlertsEndpoint;
  weather: WeatherEndpoint;
  log: Log;
  version: string;
  /** Folder of the built widgets. */
  widgets: string;
  /** Folder that keeps earlier versions of them. */
  archive?: string;
  /** Folder of the embed builder, the page at `/builder/`. */
  builder: string;
  /** Folder of the administrator's page, at `/admin/`. */
  admin: string;
  /** What is typed there; without it and without `admin.userHeader`, there is no such page. */
  adminToken?: string;
  /** Folder of the page at `/`, if one is served. */
  page?: string;
  /** ms for which a poll or survey that was read is told again. */
  readAge?: number;
  metrics?: Metrics;
  /** True while the server is going down. */
  isStopping(): boolean;
}

/** The server's routes, without a socket. */
export function createApp(options: AppOptions): Hono {
  const { site, store, log } = options;
  const app = new Hono();
  const trusted = parseRanges(site.trustedProxies);
  let isNamed = false;
  const addressOf = (context: Context): string => {
    const { address } = getConnInfo(context).remote;
    const forwarded = context.req.header('x-forwarded-for');
    if (forwarded !== undefined && !isNamed && looksLikeProxy(address) && !isTrusted(address!, trusted)) {
      isNamed = true;
      log.warn('a proxy that is not in "trustedProxies" sends X-Forwarded-For: all its visitors count as one network', {
        proxy: address,
      });
    }
    return visitorAddress(address, forwarded, trusted);
  };

  app.use(async (context, next) => {
    const start = performance.now();
    const given = context.req.header('x-request-id') ?? '';
    const id = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    await next();
    context.res.headers.set('X-Request-Id', id);
    const { method, path } = context.req;
    const { status } = context.res;
    const ms = performance.now() - start;
    options.metrics?.request(routeOf(path), method, status, ms / 1000);
    log.info('request', { id, method, path, status, ms: Math.round(ms * 10) / 10 });
  });
  const policy = {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'https:', 'data:'],
    connectSrc: ["'self'", 'https:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'self'"],
  };
  // The embed builder looks at whatever endpoint a webmaster types, also at one without TLS.
  const open = { ...policy, imgSrc: [...policy.imgSrc, 'http:'], connectSrc: [...policy.connectSrc, 'http:'] };
  const headers = (contentSecurityPolicy: typeof policy): MiddlewareHandler =>
    secureHeaders({
      contentSecurityPolicy,
      // Files and answers are for other sites, too; which pages may read them is said by CORS.
      crossOriginResourcePolicy: 'cross-origin',
      // Whether the site is on HTTPS for good is for the proxy in front to say.
      strictTransportSecurity: false,
      overwrite: false,
    });
  // Before the headers that forbid framing.
  app.route('/', frameRoutes(site));
  const secrets = new Secrets(store);
  const { userHeader } = site.admin;
  if (options.adminToken !== undefined || userHeader !== undefined) {
    const { trustedProxies } = site;
    const session = { token: options.adminToken, userHeader, trustedProxies, secrets, addressOf };
    app.route('/admin', adminRoutes({ ...options, ...session, files: options.admin }));
  }
  app.use(headers(policy));
  app.use('/builder/*', headers(open));

  app.get('/health', async (context) => {
    if (options.isStopping()) throw new Problem('unavailable', { detail: 'The server is stopping.', retryAfter: 10 });
    await store.check().catch(() => {
      throw new Problem('unavailable', { detail: 'The database does not answer.', retryAfter: 10 });
    });
    return context.json({ status: 'ok', version: options.version, database: store.kind }, 200, {
      'Cache-Control': 'no-store',
    });
  });

  const partsOf = async (): Promise<Record<string, 'ok' | 'failing'>> => {
    const database = await store.check().then(
      () => 'ok' as const,
      () => 'failing' as const,
    );
    return {
      news: 'ok',
      alerts: options.alerts.isFailing ? 'failing' : 'ok',
      weather: 'ok',
      polls: database,
      surveys: database,
    };
  };
  // The process answers: nothing else is asked, so that a broken database restarts no server.
  app.get('/health/live', (context) => context.json({ status: 'ok' }, 200, NOT_STORED));
  // What is relayed stays in service without a database; a balancer that sends votes here asks for /health/ready/polls.
  app.get('/health/ready/:part?', async (context) => {
    const parts = await partsOf();
    const part = context.req.param('part');
    const state = part === undefined ? 'ok' : parts[part];
    if (state === undefined) throw new Problem('not-found');
    const status = options.isStopping() || state === 'failing' ? 503 : 200;
    const told = options.isStopping()
      ? 'stopping'
      : part === undefined && Object.values(parts).includes('failing')
        ? 'degraded'
        : state;
    return context.json({ status: told, parts }, status, NOT_STORED);
  });
  // For a collector that asks this port itself; who comes through a proxy or from the Internet finds nothing here.
  app.get('/metrics', async (context) => {
    const isDirect =
      context.req.header('x-forwarded-for') === undefined && looksLikeProxy(getConnInfo(context).remote.address);
    if (!options.metrics || !isDirect) throw new Problem('not-found');
    const { body, contentType } = await options.metrics.text();
    return context.body(body, 200, { 'Content-Type': contentType, ...NOT_STORED });
  });

  const cors = allowOrigins(site.allowOrigins);
  for (const path of ['/news', '/alerts', '/weather', '/polls/*', '/surveys/*']) app.use(path, cors);
  app.get('/news', (context) => options.news.answer(context.req.raw));
  app.get('/alerts', (context) => options.alerts.answer(context.req.raw));
  // Hashed with a salt that nobody ever sees: who asked for new places is kept for an hour, and only here.
  const salt = randomBytes(32);
  app.get('/weather', (context) => options.weather.answer(context.req.raw, networkHashes(addressOf(context), salt)));
  const intake = {
    secrets,
    limit: new NetworkLimit(
      'votes',
      site.rateLimit.votesPerMinute,
      60,
      site.rateLimit.shared ? store.sharedLimiter : undefined,
    ),
    allowOrigins: site.allowOrigins,
    readAge: options.readAge,
    addressOf,
    log,
  };
  app.route('/polls', pollRoutes({ ...intake, polls: store.polls, queue: options.votes }));
  app.route('/surveys', surveyRoutes({ ...intake, surveys: store.surveys, queue: options.responses }));

  const widgets = new WidgetFiles({ ...options, log });
  app.use('/civic-widgets/*', (context, next) =>
    fileOr(next, widgets.answer(context.req.raw, context.req.path.slice('/civic-widgets/'.length))),
  );
  // Pages, not endpoints that docs/endpoints describes.
  app.use('/builder', (context) => Promise.resolve(context.redirect('builder/')));
  const builder = new StaticFiles(options.builder, {});
  app.use('/builder/*', (context, next) =>
    fileOr(next, builder.answer(context.req.raw, context.req.path.slice('/builder/'.length), PAGE)),
  );
  if (options.page !== undefined) {
    const page = new StaticFiles(options.page, {});
    app.use('*', (context, next) => fileOr(next, page.answer(context.req.raw, context.req.path.slice(1), PAGE)));
  }

  app.notFound(() => new Problem('not-found').toResponse());
  app.onError((error) => {
    if (error instanceof Problem) return error.toResponse();
    log.error('request failed', { error });
    return new Problem('unavailable', { status: 500 }).toResponse();
  });
  return app;
}

const PAGE = 'no-cache';
const NOT_STORED = { 'Cache-Control': 'no-store' };

async function fileOr(next: () => Promise<void>, file: Response | undefined): Promise<Response | undefined> {
  if (!file) await next();
  return file;
}
