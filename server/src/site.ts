import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import schema from '../../docs/endpoints/site.schema.json' with { type: 'json' };
import type { PollDefinition } from './polls/poll.ts';

export interface FeedSource {
  id: string;
  /** Of the feed; http(s). */
  url?: string;
  /** Or a file that the site's system writes; relative to the configuration. */
  file?: string;
}

/** What `site.json` says, with defaults filled in. docs/endpoints/site.schema.json tells what each key means. */
export interface Site {
  port: number;
  host?: string;
  allowOrigins: string[];
  allowPrivateAddresses: boolean;
  trustedProxies: string[];
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

type SiteFile = Partial<Omit<Site, 'news' | 'weather' | 'rateLimit'>> & {
  news?: Partial<Site['news']>;
  weather?: Partial<Site['weather']>;
  rateLimit?: Partial<Site['rateLimit']>;
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
  const site = checkSite(json, name);
  for (const feed of site.news.feeds) if (feed.file !== undefined) feed.file = resolve(dirname(file), feed.file);
  return site;
}

/** Checks a configuration and fills in the defaults. Throws SiteError; its message has a line for each mistake. */
export function checkSite(json: unknown, name = 'site.json'): Site {
  if (!validate(json)) throw new SiteError(describe(validate.errors ?? [], name).join('\n'));
  const site: Site = {
    ...json,
    port: json.port ?? 8787,
    allowOrigins: json.allowOrigins ?? [],
    allowPrivateAddresses: json.allowPrivateAddresses ?? false,
    trustedProxies: json.trustedProxies ?? [],
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
  const mistakes = [
    ...duplicates(site.news.feeds, 'news.feeds'),
    ...duplicates(site.polls, 'polls'),
    ...site.polls.flatMap(checkPoll),
  ];
  if (mistakes.length > 0) throw new SiteError(mistakes.map((mistake) => `${name}: ${mistake}`).join('\n'));
  return site;
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
function describe(errors: ErrorObject[], name: string): string[] {
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
  return [...new Set(lines)].map((line) => `${name}: ${line}`);
}
