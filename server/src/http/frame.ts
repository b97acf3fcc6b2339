import { Hono } from 'hono';
import { ATTRIBUTES, escaped, framePage } from '../../../src/iframe/page.ts';
import { FrameError, type FrameSettings, needsOrigin, readFrame } from '../../../src/iframe/rules.ts';
import { WIDGETS } from '../../../src/tags.ts';
import { Problem } from './problem.ts';

/** This server's own endpoints: an official address never shows a stranger's news. */
const SETTINGS: FrameSettings = { attributes: ATTRIBUTES, paths: ['news', 'weather', 'alerts', 'polls', 'surveys'] };

/** What anybody may show where the site says so. */
const PUBLIC = ['/news', '/weather', '/alerts'];

/** Pixels, until the frame has told its own. */
const HEIGHT = 400;
const WIDTH = 640;

export interface FrameOptions {
  allowOrigins: readonly string[];
  frameAnywhere: boolean;
}

/** `GET /frame/{tag}`: a page with one widget, for sites whose system strips tags and scripts; `GET /oembed` for its address. */
export function frameRoutes({ allowOrigins, frameAnywhere }: FrameOptions): Hono {
  const routes = new Hono();

  routes.get('/frame/:tag', async (context) => {
    const tag = context.req.param('tag');
    const { pathname, search, searchParams } = new URL(context.req.url);
    const origin = originOf(context.req.raw);
    const lang = searchParams.get('lang') ?? undefined;
    const page = framePage({
      settings: SETTINGS,
      files: '/civic-widgets/',
      endpoint: '/',
      title: titleOf(tag, searchParams),
      lang,
      oembed: `${origin}/oembed?url=${encodeURIComponent(`${origin}${pathname}${search}`)}`,
    });
    const isAnywhere = frameAnywhere && !needsOrigin(tag);
    const ancestors = isAnywhere ? '*' : ["'self'", ...allowOrigins].join(' ');
    // What can't be framed is said by the frame's own script, in words.
    return context.body(page, statusOf(tag, searchParams), {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      // Says who may frame; X-Frame-Options knows no list.
      'Content-Security-Policy': `default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; frame-ancestors ${ancestors}`,
    });
  });

  routes.get('/oembed', async (context) => {
    const asked = context.req.query('url') ?? '';
    const url = URL.canParse(asked) ? new URL(asked) : undefined;
    const [, tag = ''] = /^\/frame\/([^/]+)$/.exec(url?.pathname ?? '') ?? [];
    if (url?.host !== new URL(context.req.url).host || statusOf(tag, url.searchParams) !== 200)
      throw new Problem('not-found', { detail: 'Only this server’s own frames can be embedded.' });
    if ((context.req.query('format') ?? 'json') !== 'json')
      throw new Problem('invalid', { status: 501, detail: 'JSON only.' });
    const width = Math.min(Number(context.req.query('maxwidth')) || WIDTH, 1200);
    const height = Math.min(Number(context.req.query('maxheight')) || HEIGHT, HEIGHT);
    const title = titleOf(tag, url.searchParams);
    const address = escaped(url.href);
    // WordPress measures a frame only where a quotation stands before it, which it shows until the frame has answered.
    const html = `<blockquote><a href="${address}">${escaped(title)}</a></blockquote><iframe src="${address}" width="${width}" height="${height}" title="${escaped(title)}" frameborder="0"></iframe>`;
    return context.json({ version: '1.0', type: 'rich', title, width, height, html }, 200, {
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    });
  });

  if (frameAnywhere)
    for (const path of PUBLIC) {
      // A frame in a sandbox has the origin `null`, which no list can name.
      routes.use(path, async (context, next) => {
        await next();
        if (context.req.method === 'GET') context.res.headers.set('Access-Control-Allow-Origin', '*');
      });
    }
  return routes;
}

function statusOf(tag: string, searchParams: URLSearchParams): 200 | 404 | 422 {
  const query = new URLSearchParams(searchParams);
  query.set('tag', tag);
  try {
    readFrame(query, SETTINGS);
    return 200;
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return error.code === 'invalid' ? 422 : 404;
  }
}

/** For the tab, and for people who hear where a frame begins. */
function titleOf(tag: string, query: URLSearchParams): string {
  const names = Object.hasOwn(WIDGETS, tag) ? WIDGETS[tag as keyof typeof WIDGETS].names : undefined;
  return query.get('heading') || names?.[query.get('lang')?.startsWith('vi') ? 'vi' : 'en'] || 'civic-widgets';
}

/** As the proxy in front tells it, which speaks TLS. */
function originOf(request: Request): string {
  const url = new URL(request.url);
  if (request.headers.get('x-forwarded-proto') === 'https') url.protocol = 'https:';
  return url.origin;
}
