import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import ipaddr from 'ipaddr.js';
import { findPlace } from '../../src/weather/gazetteer.ts';
import { parsePlaces } from '../../src/weather/place-names.ts';
import schema from '../../docs/endpoints/site.schema.json' with { type: 'json' };
import { LONGEST_OTHER } from '../../src/survey/faults.ts';
import type { PollDefinition } from './polls/poll.ts';
import { DATABASE_DEFAULTS, type DatabaseSettings } from './submissions/database-settings.ts';
import type { Definition } from './submissions/definition.ts';
import { USUAL_TEXT, type QuestionDefinition, type SurveyDefinition } from './surveys/survey.ts';

export interface FeedSource {
  id: string;
  /** Of the feed; http(s). */
  url?: string;
  /** Or a file that the site's system writes; relative to the configuration. */
  file?: string;
  /** Hosts and ranges of the inner network that this feed may be fetched from. */
  allowPrivateAddresses?: string[];
}

/** A source of warnings. */
export interface AlertSource extends FeedSource {
  /** Hosts besides its own whose CAP files its entries may point to. */
  linksFrom?: string[];
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
  rateLimit: {
    votesPerMinute: number;
    /** Counted in PostgreSQL by all servers together. */
    shared: boolean;
  };
  news: { interval: number; feeds: FeedSource[] };
  alerts: { interval: number; feeds: AlertSource[] };
  weather: { interval: number; source: string; callsPerDay: number; places: string };
  polls: PollDefinition[];
  surveys: SurveyDefinition[];
  /** The administrator's page. */
  admin: {
    /** The header in which a trusted proxy names who has signed in there. */
    userHeader?: string;
  };
}

/** A configuration that can't be used; the message names each place and what is wrong there. */
export class SiteError extends Error {}

export const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

type SiteFile = Partial<Omit<Site, 'news' | 'alerts' | 'weather' | 'rateLimit' | 'database'>> & {
  news?: Partial<Site['news']>;
  alerts?: Partial<Site['alerts']>;
  weather?: Partial<Site['weather']>;
  rateLimit?: Partial<Site['rateLimit']>;
  database?: Partial<Site['database']>;
};

const validate = new Ajv2020({ allErrors: true, verbose: true }).compile<SiteFile>(schema);

/** Reads and checks a `site.json`. Throws SiteError. */
export function readSite(file: string): Site {
  const { json, name } = readJson(file);
  return checkSite(json, name, dirname(file));
}

/** Every mistake in a `site.json`, also what a server would start with, as a feed's file that is not there yet. */
export async function mistakesIn(file: string): Promise<string[]> {
  try {
    const { json, name } = readJson(file);
    const mistakes = mistakesOf(json, dirname(file), existsSync);
    const { places } = (json as SiteFile | null)?.weather ?? {};
    for (const place of typeof places === 'string' ? await unknownPlaces(places) : [])
      mistakes.push(`weather.places: "${place}" is not in the gazetteer; write Name@latitude,longitude`);
    return mistakes.map((mistake) => `${name}: ${mistake}`);
  } catch (error) {
    if (error instanceof SiteError) return [error.message];
    throw error;
  }
}

/** The places of a `places` attribute that nobody knows. */
async function unknownPlaces(attribute: string): Promise<string[]> {
  const unknown: string[] = [];
  for (const place of parsePlaces(attribute))
    if (typeof place === 'string' && !(await findPlace(place, 'en'))) unknown.push(place);
  return unknown;
}

function readJson(file: string): { json: unknown; name: string } {
  const name = relative(process.cwd(), file) || file;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new SiteError(`${name} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return { json: JSON.parse(text) as unknown, name };
  } catch (error) {
    throw new SiteError(`${name} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Checks a configuration and fills in the defaults; files are looked for beside it where `folder` is given.
 * Throws SiteError; its message has a line for each mistake.
 */
export function checkSite(json: unknown, name = 'site.json', folder?: string): Site {
  const mistakes = mistakesOf(json, folder);
  if (mistakes.length > 0) throw new SiteError(mistakes.map((mistake) => `${name}: ${mistake}`).join('\n'));
  const site = withDefaults(json as SiteFile);
  if (folder !== undefined)
    for (const feed of [...site.news.feeds, ...site.alerts.feeds])
      if (feed.file !== undefined) feed.file = resolve(folder, feed.file);
  return site;
}

/**
 * First the shape, by the schema; then what a schema can't say, of all that has the right shape: one look names everything.
 * `isThere` says whether a feed's file will do; without it, the folder has to exist.
 */
function mistakesOf(
  json: unknown,
  folder?: string,
  isThere = (file: string): boolean => existsSync(dirname(file)),
): string[] {
  const errors = validate(json) ? [] : (validate.errors ?? []);
  const isSound = (path: string): boolean =>
    !errors.some(
      ({ instancePath, keyword }) =>
        instancePath.startsWith(`${path}/`) || (instancePath === path && keyword !== 'additionalProperties'),
    );
  const given = typeof json === 'object' && json !== null ? (json as SiteFile) : {};
  /** What is unsound in it is left out, and the places of the others stay. */
  const listOf = <T>(list: readonly T[] | undefined, path: string): (T | undefined)[] =>
    Array.isArray(list) ? list.map((one: T, index) => (isSound(`${path}/${index}`) ? one : undefined)) : [];
  const each = <T>(list: readonly (T | undefined)[], check: (one: T, index: number) => string[]): string[] =>
    list.flatMap((one, index) => (one === undefined ? [] : check(one, index)));

  const polls = listOf(given.polls, '/polls');
  const surveys = listOf(given.surveys, '/surveys');
  const trustedProxies = listOf(given.trustedProxies, '/trustedProxies');
  const { timeZone, allowPrivateAddresses } = given;
  const isProxy = trustedProxies.length > 0;
  return [
    ...describe(errors),
    ...(['news', 'alerts'] as const).flatMap((part) => {
      const feeds = listOf<FeedSource>(given[part]?.feeds, `/${part}/feeds`);
      return [
        ...duplicates(feeds, `${part}.feeds`),
        ...each(feeds, ({ file, allowPrivateAddresses: own = [] }, index) => [
          ...checkPrivate(own, `${part}.feeds[${index}].allowPrivateAddresses`),
          ...(folder !== undefined && file !== undefined && !isThere(resolve(folder, file))
            ? [`${part}.feeds[${index}].file: ${missing(resolve(folder, file))}`]
            : []),
        ]),
      ];
    }),
    ...duplicates(polls, 'polls'),
    ...each(polls, checkPoll),
    ...duplicates(surveys, 'surveys'),
    ...each(surveys, checkSurvey),
    ...each(listOf(given.allowOrigins, '/allowOrigins'), checkOrigin),
    ...each(trustedProxies, checkRange),
    ...(isSound('/allowPrivateAddresses') && Array.isArray(allowPrivateAddresses)
      ? checkPrivate(allowPrivateAddresses, 'allowPrivateAddresses')
      : []),
    ...(isSound('/weather/source') ? checkPlaceholders(given.weather?.source) : []),
    ...(isSound('/admin') && given.admin?.userHeader !== undefined && !isProxy
      ? ['admin.userHeader is believed from "trustedProxies" only, and there are none']
      : []),
    ...(isSound('/timeZone') && timeZone !== undefined && !isTimeZone(timeZone)
      ? [`timeZone "${timeZone}" is no IANA time zone, such as Asia/Ho_Chi_Minh`]
      : []),
  ];
}

function missing(file: string): string {
  return existsSync(dirname(file)) ? `there is no file ${file}` : `there is no folder ${dirname(file)}`;
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
    rateLimit: { votesPerMinute: 60, shared: false, ...json.rateLimit },
    news: { interval: 300, feeds: [], ...json.news },
    alerts: { interval: 300, feeds: [], ...json.alerts },
    weather: {
      interval: 900,
      source: OPEN_METEO,
      callsPerDay: 9000,
      places: 'ha-noi da-nang ho-chi-minh',
      ...json.weather,
    },
    polls: json.polls ?? [],
    surveys: json.surveys ?? [],
    admin: json.admin ?? {},
  };
}

function checkRange(range: string, index: number): string[] {
  return ipaddr.isValid(range) || ipaddr.isValidCIDR(range)
    ? []
    : [`trustedProxies[${index}] "${range}" is no address or range`];
}

/** An address, a range or the name of a host. */
function checkPrivate(list: readonly string[], path: string): string[] {
  return list.flatMap((entry, index) =>
    ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry) || /^(?![\d.]+$)[\w-]+(\.[\w-]+)*$/.test(entry)
      ? []
      : [`${path}[${index}] "${entry}" is no host, address or range`],
  );
}

/** Browsers send an origin in one form only. */
function checkOrigin(origin: string, index: number): string[] {
  const one = origin.replace('*.', 'any.');
  const sent = URL.canParse(one) ? new URL(one).origin : undefined;
  if (sent === one) return [];
  const form = one === origin ? sent : sent?.replace('any.', '*.');
  const advice = form === undefined ? 'is no origin' : `is never sent by a browser; write ${form}`;
  return [`allowOrigins[${index}] "${origin}" ${advice}`];
}

/** Of a provider's URL. */
function checkPlaceholders(source = ''): string[] {
  const names = [...source.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);
  if (names.length === 0) return [];
  const wanted = ['latitude', 'longitude'];
  return [
    ...names
      .filter((name) => !wanted.includes(name))
      .map((name) => `weather.source: {${name}} is not known; there are {latitude} and {longitude}`),
    ...wanted.filter((name) => !names.includes(name)).map((name) => `weather.source: {${name}} is missing`),
  ];
}

export function isTimeZone(name: string): boolean {
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
    ...checkTimes(poll, path),
  ];
}

function checkTimes({ opensAt, expiresAt }: Definition, path: string): string[] {
  return opensAt && expiresAt && new Date(opensAt) >= new Date(expiresAt)
    ? [`${path}.expiresAt is not after opensAt`]
    : [];
}

/** Members of a question that some kinds have. */
const OF_KINDS: Partial<Record<keyof QuestionDefinition, readonly QuestionDefinition['kind'][]>> = {
  options: ['single', 'multiple', 'rating', 'grid'],
  rows: ['grid'],
  minChoices: ['multiple'],
  maxChoices: ['multiple'],
  other: ['single', 'multiple'],
  maxLength: ['text'],
  multiline: ['text'],
  min: ['number'],
  max: ['number'],
  step: ['number'],
};

/** Characters of all texts of a survey together; as JSON they stay below LARGEST_RESPONSE however they are written. */
const MOST_TEXT = 40_000;

/** What the schema can't say about a survey. */
function checkSurvey(survey: SurveyDefinition, index: number): string[] {
  const path = `surveys[${index}]`;
  const length = survey.questions.reduce(
    (sum, { kind, other, maxLength = USUAL_TEXT }) => sum + (kind === 'text' ? maxLength : other ? LONGEST_OTHER : 0),
    0,
  );
  return [
    ...duplicates(survey.questions, `${path}.questions`),
    ...survey.questions.flatMap((question, at) =>
      checkQuestion(question, survey.questions.slice(0, at), `${path}.questions[${at}]`),
    ),
    ...(length > MOST_TEXT ? [`${path}: its texts may have ${length} characters together, over ${MOST_TEXT}`] : []),
    ...checkTimes(survey, path),
  ];
}

function checkQuestion(question: QuestionDefinition, before: readonly QuestionDefinition[], path: string): string[] {
  const { kind, options = [], rows = [], minChoices = 0, maxChoices, other, min, max, when } = question;
  const most = options.length + (other ? 1 : 0);
  const asked = before.find(({ id }) => id === when?.question);
  const answers = [...(asked?.options ?? []).map(({ id }) => id), ...(asked?.other ? ['other'] : [])];
  const hasChoices = asked !== undefined && asked.kind !== 'grid' && answers.length > 0;
  return [
    ...Object.entries(OF_KINDS).flatMap(([name, kinds]) =>
      name in question && !kinds.includes(kind) ? [`${path}.${name} is of ${kinds.join(', ')}, not of ${kind}`] : [],
    ),
    ...duplicates(options, `${path}.options`),
    ...duplicates(rows, `${path}.rows`),
    ...(other && options.some(({ id }) => id === 'other')
      ? [`${path}.options: the id "other" stands for an answer in own words`]
      : []),
    ...(maxChoices !== undefined && maxChoices > most
      ? [`${path}.maxChoices is over the number of choices (${most})`]
      : []),
    ...(minChoices > (maxChoices ?? most) ? [`${path}.minChoices is over maxChoices (${maxChoices ?? most})`] : []),
    ...(min !== undefined && max !== undefined && min > max ? [`${path}.min is over max`] : []),
    ...(when && !hasChoices ? [`${path}.when.question "${when.question}" is no earlier question with choices`] : []),
    ...(when && hasChoices
      ? when.is.flatMap((id) =>
          answers.includes(id) ? [] : [`${path}.when.is: "${id}" is no answer to "${asked.id}"`],
        )
      : []),
  ];
}

function duplicates(list: readonly ({ id: string } | undefined)[], path: string): string[] {
  return list.flatMap((one, index) =>
    one !== undefined && list.findIndex((other) => other?.id === one.id) < index
      ? [`${path}[${index}].id "${one.id}" is taken by an earlier one`]
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
