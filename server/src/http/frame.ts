import { Hono } from 'hono';
import { Problem } from './problem.ts';

const TAGS = ['district-news', 'city-weather', 'citizen-poll', 'public-alerts', 'citizen-survey'] as const;

/** Attributes that name an endpoint. */
const SOURCES = /^(src|air-src|sea-src|warnings-src)$/;
/** This server's own endpoints: an official address never shows a stranger's news. */
const OWN = /^\/(news|weather|polls|surveys|alerts)(?![^/?#])/;
const ATTRIBUTE = /^(?!on|style$|class$|id$|slot$|is$)[a-z][a-z0-9-]{0,40}$/;

/** What the frame itself reads. */
const LOOKS = new Set(['lang', 'theme']);

const HEIGHT = `const tell = () => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ type: 'civic-frame', height }, '*');
  const secret = /secret=([\\w-]+)/.exec(location.hash)?.[1];
  if (secret) parent.postMessage({ message: 'height', value: height, secret }, '*');
};
new ResizeObserver(tell).observe(document.documentElement);
addEventListener('message', ({ data }) => data?.type === 'civic-frame' && tell());
`;

export interface FrameOptions {
  allowOrigins: readonly string[];
}

/** `GET /frame/{tag}`: a page with one widget, for sites whose system strips tags and scripts; `GET /oembed` for its address. */
export function frameRoutes({ allowOrigins }: FrameOptions): Hono {
  const routes = new Hono();
  const ancestors = ["'self'", ...allowOrigins].join(' ');

  routes.get('/frame/frame.js', (context) =>
    context.body(HEIGHT, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    }),
  );

  routes.get('/frame/:tag', async (context) => {
    const tag = TAGS.find((name) => name === context.req.param('tag'));
    if (!tag) throw new Problem('not-found', { detail: `Frames are made of ${TAGS.join(', ')}.` });
    const { searchParams } = new URL(context.req.url);
    const attributes = [...searchParams].filter(([name]) => !LOOKS.has(name));
    for (const [name, value] of attributes) {
      if (!ATTRIBUTE.test(name)) throw new Problem('invalid', { detail: `"${name}" is no attribute of a widget.` });
      if (SOURCES.test(name) && !OWN.test(value))
        throw new Problem('invalid', { detail: `"${name}" must be a path of this server's own endpoints, as /news.` });
    }
    const oembed = new URL('/oembed', context.req.url);
    oembed.searchParams.set('url', context.req.url);
    const lang = searchParams.get('lang');
    const page = `<!doctype html>
<html${lang && /^[\w-]{2,20}$/.test(lang) ? ` lang="${lang}"` : ''}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tag}</title>
<link rel="alternate" type="application/json+oembed" href="${escaped(oembed.pathname + oembed.search)}">
<link rel="stylesheet" href="/civic-widgets/civic-widgets.css">
${themeLink(searchParams.get('theme'))}<script type="module" src="/civic-widgets/civic-widgets.js"></script>
<script type="module" src="/frame/frame.js"></script>
<body>
<civic-settings endpoint="/"><${tag}${attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')}></${tag}></civic-settings>
`;
    return context.body(page, 200, {
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
    const own = new URL(context.req.url);
    const url = URL.canParse(asked) ? new URL(asked) : undefined;
    if (url?.host !== own.host || !url.pathname.startsWith('/frame/')) {
      throw new Problem('not-found', { detail: 'Only this server’s own frames can be embedded.' });
    }
    if ((context.req.query('format') ?? 'json') !== 'json')
      throw new Problem('invalid', { status: 501, detail: 'JSON only.' });
    const width = Math.min(Number(context.req.query('maxwidth')) || 640, 1200);
    const html = `<iframe src="${escaped(url.href)}" width="${width}" height="400" title="${escaped(url.pathname.slice('/frame/'.length))}" loading="lazy" style="border:0"></iframe>`;
    return context.json({ version: '1.0', type: 'rich', width, height: 400, html }, 200, {
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    });
  });
  return routes;
}

function themeLink(theme: string | null): string {
  return theme !== null && /^[\w-]{1,40}$/.test(theme)
    ? `<link rel="stylesheet" href="/civic-widgets/themes/${theme}.css">\n`
    : '';
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
