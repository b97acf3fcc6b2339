import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from './http/log.ts';
import { allowOrigins } from './http/origins.ts';
import { Problem } from './http/problem.ts';
import { StaticFiles } from './http/static-files.ts';
import { networkHash, parseRanges, visitorAddress } from './http/visitor.ts';
import { WidgetFiles } from './http/widget-files.ts';
import type { BallotBox } from './polls/ballot-box.ts';
import { pollRoutes } from './polls/routes.ts';
import type { PollStore } from './polls/store.ts';
import type { NewsEndpoint } from './relay/news.ts';
import type { WeatherEndpoint } from './relay/weather.ts';
import type { Site } from './site.ts';

export interface AppOptions {
  site: Site;
  store: PollStore;
  box: BallotBox;
  news: NewsEndpoint;
  weather: WeatherEndpoint;
  log: Log;
  version: string;
  /** Folder of the built widgets. */
  widgets: string;
  /** Folder that keeps earlier versions of them. */
  archive?: string;
  /** Folder of the embed builder, the page at `/builder/`. */
  builder: string;
  /** Folder of the page at `/`, if one is served. */
  page?: string;
  /** True while the server is going down. */
  isStopping(): boolean;
}

/** The server's routes, without a socket. */
export function createApp(options: AppOptions): Hono {
  const { site, store, log } = options;
  const app = new Hono();
  const trusted = parseRanges(site.trustedProxies);
  const addressOf = (context: Context): string =>
    visitorAddress(getConnInfo(context).remote.address, context.req.header('x-forwarded-for'), trusted);

  app.use(async (context, next) => {
    const start = performance.now();
    await next();
    const { method, path } = context.req;
    log.info('request', {
      method,
      path,
      status: context.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    });
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

  const cors = allowOrigins(site.allowOrigins);
  for (const path of ['/news', '/weather', '/polls/*']) app.use(path, cors);
  for (const path of ['/news', '/weather']) app.use(path, compress());
  app.get('/news', (context) => options.news.answer(context.req.raw));
  // Hashed with a salt that nobody ever sees: who asked for new places is kept for an hour, and only here.
  const salt = randomBytes(32);
  app.get('/weather', (context) => options.weather.answer(context.req.raw, networkHash(addressOf(context), salt)));
  app.route(
    '/polls',
    pollRoutes({
      store,
      box: options.box,
      allowOrigins: site.allowOrigins,
      votesPerMinute: site.rateLimit.votesPerMinute,
      addressOf,
      log,
    }),
  );

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

async function fileOr(next: () => Promise<void>, file: Response | undefined): Promise<Response | undefined> {
  if (!file) await next();
  return file;
}
