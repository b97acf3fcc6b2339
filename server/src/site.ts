import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import ipaddr from 'ipaddr.js';
import schema from '../../docs/endpoints/site.schema.json' with { type: 'json' };
import type { PollDefinition } from './polls/poll.ts';
import { DATABASE_DEFAULTS, type DatabaseSettings } from './polls/database-settings.ts';

export interface FeedSource {
  id: string;
  /** Of the feed; http(s). */
  url?: string;
  /** Or a file that the site's system writes; relative to the configuration. */
  file?: string;
  /** Hosts and ranges of the inner network that this feed may be fetched from. */
  allowPrivateAddresses?: string[];
}

/** What `site.json` says, with defaults filled in. docs/endpoints/site.schema.json tells what each key means. */
export interface Site {
  port: number;
  host?: string;
  allowOrigins: string[];
  /** News, weather and warnings may be framed and read by every site. */
  frameAnywhere: boolean;
  /** True: each source's own host; or a list of hosts and ranges. */
  allowPrivateAddresses: boolean | string[];
  trustedProxies: string[];
  /** An HTTP proxy through which sources are asked. */
  proxy?: string;
  /** Seconds between SIGTERM and the end, in which `/health/ready` already says no. */
  drainSeconds: number;
  database: DatabaseSettings & { migrate: boolean };
  timeZone?: string;
  contact?: string;
  rateLimit: { votesPerMinute: number };
  news: { interval: number; feeds: FeedSource[] };
  weather: { interval: number; source: string; callsPerDay: number; places: string };
  polls: PollDefinition[];
}

/** A configuration that can't be used; the message names each place and what is wrong there. */
export class SiteError extends Error {}

export const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

type SiteFile = Partial<Omit<Site, 'news' | 'weather' | 'rateLimit' | 'database'>> & {
  news?: Partial<Site['news']>;
  weather?: Partial<Site['weather']>;
  rateLimit?: Partial<Site['rateLimit']>;
  database?: Partial<Site['database']>;
};

const validate = new Ajv2020({ allErrors: true, verbose: true }).compile<SiteFile>(schema);

/** Reads and checks a `site.json`. Throws SiteError. */
export function readSite(file: string): Site {
  const name = relative(process.cwd(), file) || file;
  let text: string;
  let json: unknown;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new SiteError(`${name} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SiteError(`${name} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return checkSite(json, name, dirname(file));
}

/**
 * Checks a configuration and fills in the defaults; files are looked for beside it where `folder` is given.
 * Throws SiteError; its message has a line for each mistake.
 */
export function checkSite(json: unknown, name = 'site.json', folder?: string): Site {
  const isShaped = validate(json);
  const mistakes = isShaped ? [] : describe(validate.errors ?? []);
  // What has the wrong shape is left out of the second look, so that one run names everything.
  const site = withDefaults(isShaped ? json : {});
  if (isShaped) {
    if (folder !== undefined)
      for (const feed of site.news.feeds) if (feed.file !== undefined) feed.file = resolve(folder, feed.file);
    mistakes.push(
      ...duplicates(site.news.feeds, 'news.feeds'),
      ...duplicates(site.polls, 'polls'),
      ...site.polls.flatMap(checkPoll),
      ...checkRanges(site.trustedProxies, 'trustedProxies'),
      ...(site.timeZone !== undefined && !isTimeZone(site.timeZone)
        ? [`timeZone "${site.timeZone}" is no IANA time zone, such as Asia/Ho_Chi_Minh`]
        : []),
      ...site.news.feeds.flatMap(({ file }, index) =>
        folder !== undefined && file !== undefined && !existsSync(dirname(file))
          ? [`news.feeds[${index}].file: there is no folder ${dirname(file)}`]
          : [],
      ),
    );
  }
  if (mistakes.length > 0) throw new SiteError(mistakes.map((mistake) => `${name}: ${mistake}`).join('\n'));
  return site;
}

function withDefaults(json: SiteFile): Site {
  return {
    ...json,
    port: json.port ?? 8787,
    allowOrigins: json.allowOrigins ?? [],
    frameAnywhere: json.frameAnywhere ?? false,
    allowPrivateAddresses: json.allowPrivateAddresses ?? false,
    trustedProxies: json.trustedProxies ?? [],
    drainSeconds: json.drainSeconds ?? 0,
    database: { ...DATABASE_DEFAULTS, migrate: true, ...json.database },
    rateLimit: { votesPerMinute: 60, ...json.rateLimit },
    news: { interval: 300, feeds: [], ...json.news },
    weather: {
      interval: 900,
      source: OPEN_METEO,
      callsPerDay: 9000,
      places: 'ha-noi da-nang ho-chi-minh',
      ...json.weather,
    },
    polls: json.polls ?? [],
  };
}

function checkRanges(ranges: readonly string[], path: string): string[] {
  return ranges.flatMap((range, index) =>
    ipaddr.isValid(range) || ipaddr.isValidCIDR(range) ? [] : [`${path}[${index}] "${range}" is no address or range`],
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What the schema can't say about a poll. */
function checkPoll(poll: PollDefinition, index: number): string[] {
  const path = `polls[${index}]`;
  const most = poll.maxChoices ?? poll.options.length;
  return [
    ...duplicates(poll.options, `${path}.options`),
    ...((poll.minChoices ?? 1) > most ? [`${path}.minChoices is over maxChoices (${most})`] : []),
    ...(most > poll.options.length
      ? [`${path}.maxChoices is over the number of options (${poll.options.length})`]
      : []),
    ...(poll.opensAt && poll.expiresAt && new Date(poll.opensAt) >= new Date(poll.expiresAt)
      ? [`${path}.expiresAt is not after opensAt`]
      : []),
  ];
}

function duplicates(list: readonly { id: string }[], path: string): string[] {
  return list.flatMap(({ id }, index) =>
    list.findIndex((other) => other.id === id) < index
      ? [`${path}[${index}].id "${id}" is taken by an earlier one`]
      : [],
  );
}

/** `polls[0].options must NOT have fewer than 2 items`, one line a mistake. */
function describe(errors: ErrorObject[]): string[] {
  const lines = errors
    // What "if", "oneOf" and the like say is said better by the errors inside them.
    .filter(({ keyword }) => !['if', 'oneOf', 'anyOf'].includes(keyword))
    .map(({ instancePath, keyword, message, params, parentSchema }) => {
      const path = instancePath
        .slice(1)
        .split('/')
        .filter(Boolean)
        .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`))
        .join('')
        .replace(/^\./, '');
      const join = (key: string): string => (path ? `${path}.${key}` : key);
      if (keyword === 'additionalProperties') return `${join(String(params['additionalProperty']))} is not a known key`;
      if (keyword === 'required') return `${join(String(params['missingProperty']))} is missing`;
      if (keyword === 'enum') return `${path} must be one of ${(params['allowedValues'] as string[]).join(', ')}`;
      if (keyword === 'const') return `${path} must be ${JSON.stringify(params['allowedValue'])}`;
      const wanted: unknown = parentSchema?.['description'];
      if (keyword === 'pattern' && typeof wanted === 'string') return `${path} is not as it should be: ${wanted}`;
      return `${path || 'the file'} ${message}`;
    });
  return [...new Set(lines)];
}
