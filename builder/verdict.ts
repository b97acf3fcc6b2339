/**
 * What is wrong with an endpoint, as far as a browser can tell. A verdict is a key of the dictionary (after `verdict.`) with
 * the values of its sentence; the view adds the advice.
 */
import { type CivicError } from '../src/errors.ts';
import { decode } from '../src/documents/encoding.ts';
import { parseNews } from '../src/news/index.ts';
import { parsePoll } from '../src/poll/index.ts';
import { parseSurvey } from '../src/survey/index.ts';
import { parseWeather } from '../src/weather/index.ts';
import type { Tag } from './controls.ts';

export interface Verdict {
  code: VerdictCode;
  /** Values of the sentence's placeholders. */
  values: Readonly<Record<string, string | number>>;
  /** Feeds that a page links to, to be used instead. */
  feeds: readonly { url: string; title: string }[];
}

export type VerdictCode =
  | 'address'
  | 'user-info'
  | 'mixed'
  | 'blocked'
  | 'offline'
  | 'cors'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'status'
  | 'missing'
  | 'denied'
  | 'busy'
  | 'broken'
  | 'login'
  | 'html'
  | 'html.feeds'
  | 'html.data'
  | 'other-widget'
  | 'sitemap'
  | 'xml'
  | 'json'
  | 'json.error'
  | 'empty'
  | 'text';

/** The `fetch` to use, whether the device is online, and the page's own scheme. */
export interface Surroundings {
  fetch: typeof globalThis.fetch;
  isOnline: boolean;
  protocol: string;
}

const here = (): Surroundings => ({
  fetch: globalThis.fetch.bind(globalThis),
  isOnline: navigator.onLine,
  protocol: location.protocol,
});

/** Timeout of the requests that examine an error, in seconds. */
const PATIENCE = 10;

/** Why a widget could not show what is at `url`. Requests that URL again, and no other. */
export async function verdictOf(
  error: CivicError,
  { tag, url }: { tag: Tag; url: string },
  { fetch, isOnline, protocol }: Surroundings = here(),
): Promise<Verdict> {
  const target = error.url ?? url;
  const host = URL.canParse(target) ? new URL(target).host : target;
  const { status = 0 } = error;
  switch (error.code) {
    case 'network':
      if (!isOnline) return verdict('offline');
      return verdict((await answersAtAll(target, fetch)) ? 'cors' : 'unreachable', { host });
    case 'timeout':
    case 'too-large':
      return verdict(error.code, { host });
    case 'blocked':
      return verdict(blockedBecause(target, protocol), { url: target });
    case 'format':
      return recognise(await again(target, fetch), tag);
    default:
      return verdict(statusCode(status), { host, status });
  }
}

/** What is wrong with an address, without a request; undefined: nothing. */
export function addressFault(
  url: string,
  { protocol }: Pick<Surroundings, 'protocol'> = location,
): Verdict | undefined {
  const code = blockedBecause(url, protocol);
  return code === 'blocked' ? undefined : verdict(code, { url });
}

/**
 * What was typed, as an absolute URL: the bare name of a site gets a scheme, a path the page's own origin. Undefined when
 * that is impossible.
 */
export function completed(typed: string, base = document.baseURI): string | undefined {
  const bare = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?(\/|$|\?)/u.test(typed);
  const url = bare ? `https://${typed}` : typed;
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}

/** A response that no parser could read. */
export interface Unreadable {
  url: string;
  contentType: string;
  body: string;
}

/** Recognises what a response is, when it isn't what the widget needs. */
export function recognise({ url, contentType, body }: Unreadable, tag: Tag): Verdict {
  const start = body.trimStart();
  if (start === '') return verdict('empty');
  const other = otherWidget(start, tag);
  if (other) return verdict('other-widget', { widget: other });
  if (/^[[{]/.test(start)) return recogniseJson(start);
  const isHtml =
    /^<(!doctype html|html|head|body|!--|meta|title|div|p|h1)\b/i.test(start) || /\bhtml\b/.test(contentType);
  if (isHtml) return recogniseHtml(start, url, tag);
  const root = /^(?:\s|<\?[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>]*>)*<([\w:.-]+)/i.exec(start)?.[1];
  if (root === 'urlset' || root === 'sitemapindex') return verdict('sitemap');
  if (root !== undefined) return verdict('xml', { root });
  return verdict('text', { type: contentType || '?', start: start.slice(0, 60).replace(/\s+/g, ' ') });
}

function recogniseHtml(body: string, url: string, tag: Tag): Verdict {
  // An inert document: scripts don't run, pictures don't load.
  const page = new DOMParser().parseFromString(body, 'text/html');
  const title = page.title.trim() ? ` “${page.title.trim().slice(0, 80)}”` : '';
  if (page.querySelector('input[type=password]')) return verdict('login');
  if (tag !== 'district-news') return verdict('html.data', { title });
  const links = [...page.querySelectorAll<HTMLLinkElement>('link[rel~=alternate][href]')];
  const feeds = links
    .filter(({ type }) => /^application\/((rss|atom|rdf)\+xml|feed\+json|json)$/i.test(type))
    .map((link) => ({ url: completed(link.getAttribute('href') ?? '', url) ?? '', title: link.title.trim() }))
    .filter((feed) => /^https?:/.test(feed.url));
  const known = new Map(feeds.map((feed) => [feed.url, feed]));
  if (known.size === 0) return verdict('html', { title });
  return { ...verdict('html.feeds', { title, count: known.size }), feeds: [...known.values()] };
}

function recogniseJson(body: string): Verdict {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return verdict('text', { type: 'JSON?', start: body.slice(0, 60).replace(/\s+/g, ' ') });
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return verdict('json', { fields: '[ ]' });
  const said = first as Record<string, unknown>;
  const message = [said['detail'], said['message'], said['error'], said['reason']].find(
    (each) => typeof each === 'string' && each !== '',
  );
  const isError = 'error' in said || 'code' in said || 'status' in said || 'type' in said;
  if (isError && typeof message === 'string') return verdict('json.error', { message: message.slice(0, 200) });
  return verdict('json', { fields: Object.keys(said).slice(0, 6).join(', ') || '{ }' });
}

/** Another widget that could read it. */
function otherWidget(body: string, tag: Tag): Tag | undefined {
  const readers: [Tag, () => unknown[]][] = [
    ['citizen-poll', () => parsePoll(body).options],
    ['citizen-survey', () => parseSurvey(body).questions],
    ['city-weather', () => parseWeather(body)],
    ['district-news', () => parseNews(body).items],
  ];
  return readers.find(([other, read]) => {
    if (other === tag) return false;
    try {
      return read().length > 0;
    } catch {
      return false;
    }
  })?.[0];
}

/** An opaque response means that the server answers, but this page may not read it. */
async function answersAtAll(url: string, fetch: Surroundings['fetch']): Promise<boolean> {
  try {
    await fetch(url, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE * 1000),
    });
    return true;
  } catch {
    return false;
  }
}

async function again(url: string, fetch: Surroundings['fetch']): Promise<Unreadable> {
  const response = await fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE * 1000) });
  const contentType = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { url: response.url || url, contentType, body: decode(bytes, contentType) };
}

function blockedBecause(url: string, protocol: string): VerdictCode {
  if (!URL.canParse(url)) return 'address';
  const target = new URL(url);
  if (!/^https?:$/.test(target.protocol)) return 'address';
  if (target.username || target.password) return 'user-info';
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/.test(target.hostname);
  return protocol === 'https:' && target.protocol === 'http:' && !isLoopback ? 'mixed' : 'blocked';
}

function statusCode(status: number): VerdictCode {
  if (status === 404 || status === 410) return 'missing';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  if (status === 429) return 'busy';
  return status >= 500 ? 'broken' : 'status';
}

function verdict(code: VerdictCode, values: Verdict['values'] = {}): Verdict {
  return { code, values, feeds: [] };
}
