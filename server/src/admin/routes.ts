import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import {
  ActError,
  close,
  makeCodes,
  MissingError,
  pollOf,
  redactResponse,
  redactVote,
  reopen,
  surveyOf,
} from '../acts.ts';
import { reasonOf, type Log } from '../http/log.ts';
import { checkSender } from '../http/origins.ts';
import { Problem } from '../http/problem.ts';
import { StaticFiles } from '../http/static-files.ts';
import { exported } from '../polls/export.ts';
import type { CountedPoll } from '../polls/poll.ts';
import type { AlertsEndpoint } from '../relay/alerts.ts';
import type { NewsEndpoint } from '../relay/news.ts';
import type { Copy, LastAnswer } from '../relay/relay.ts';
import type { WeatherEndpoint } from '../relay/weather.ts';
import type { Site } from '../site.ts';
import { firstBroken, type AdminEntry } from '../submissions/admin-log.ts';
import { inBlocks, type Separator } from '../submissions/csv.ts';
import { expiryOf, isClosed, isExpired, isId, isUpcoming, type Counted } from '../submissions/definition.ts';
import type { Store } from '../submissions/store.ts';
import { codebook, exportedResponses } from '../surveys/export.ts';
import { resultsAsCsv, resultsOf, type GroupBy } from '../surveys/results.ts';
import { hasTexts, textsOf, type CountedSurvey } from '../surveys/survey.ts';
import { Sessions, type SessionOptions } from './session.ts';
import type { FeedHealth, Item, LogPage, PollDetail, Session, SurveyDetail, WrittenPage } from './wire.ts';

export interface AdminOptions extends SessionOptions {
  site: Site;
  store: Store;
  news: NewsEndpoint;
  alerts: AlertsEndpoint;
  weather: WeatherEndpoint;
  log: Log;
  /** Folder of the built page. */
  files: string;
}

/** The page runs its own files and nothing else; nobody frames it. */
const HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
};

const LARGEST = 16 * 1024;
/** Entries of the log, and texts, that are told at once. */
const MOST_ENTRIES = 200;
const MOST_WRITTEN = 50;

/** `/admin`: a page of files, and what it asks and does. Every act is one of acts.ts. */
export function adminRoutes(options: AdminOptions): Hono<{ Variables: { session: Session } }> {
  const { site, store, log } = options;
  const sessions = new Sessions(options);
  const files = new StaticFiles(options.files, {});
  const api = new Hono<{ Variables: { session: Session } }>();

  api.use(async (context, next) => {
    // Only the page itself asks, also where a proxy's sign-in goes along with every request.
    checkSender(context.req.raw.headers, []);
    const { method } = context.req;
    const isJson = /^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? '');
    if (method !== 'GET' && method !== 'HEAD' && !isJson) throw new Problem('unsupported-type');
    await next();
  });
  api.use(
    bodyLimit({
      maxSize: LARGEST,
      onError: () => {
        throw new Problem('too-large');
      },
    }),
  );
  api.post('/session', async (context) => {
    const session = await sessions.open(context, await bodyOf(context)).catch((error: unknown) => {
      log.warn('sign-in at /admin refused', { error: reasonOf(error) });
      throw error;
    });
    await store.log({ by: session.by, action: 'sign-in', subject: 'admin' });
    return context.json(session);
  });
  api.use(async (context, next) => {
    context.set('session', await sessions.of(context));
    await next();
  });
  api.get('/session', (context) => context.json(context.get('session')));
  api.delete('/session', (context) => {
    sessions.close(context);
    return context.json({});
  });

  api.get('/items', async (context) => {
    const [polls, surveys] = await Promise.all([store.polls.all(), store.surveys.all()]);
    const items = [...polls.map(itemOfPoll), ...surveys.map(itemOfSurvey)];
    return context.json(items satisfies Item[]);
  });
  api.get('/feeds', async (context) => {
    const health = await Promise.all([
      ...site.news.feeds.map((feed) => healthOf('news', feed.id, () => options.news.copyOf(feed))),
      ...site.alerts.feeds.map((feed) => healthOf('alerts', feed.id, () => options.alerts.copyOf(feed))),
    ]);
    return context.json([...health, healthOfWeather(site.weather.source, options.weather.last)]);
  });
  api.get('/log', async (context) => context.json(await lastEntries(store)));

  api.get('/polls/:id', async (context) => context.json(detailOfPoll(await pollOf(store, idOf(context)))));
  api.get('/polls/:id/written', async (context) =>
    context.json(await commentsOf(store, idOf(context), afterOf(context))),
  );
  api.get('/polls/:id/counts.csv', async (context) => {
    const poll = await pollOf(store, idOf(context));
    await logExport(context, poll.definition.id, 'counts');
    return download(context, `${poll.definition.id}.csv`, exported(poll, csvOf(context)));
  });
  api.get('/polls/:id/votes.csv', async (context) => {
    const poll = await pollOf(store, idOf(context));
    const { id } = poll.definition;
    await logExport(context, id, 'every vote');
    return download(context, `${id}-votes.csv`, exported(poll, { ...csvOf(context), votes: store.polls.kept(id) }));
  });
  api.post('/polls/:id/redact', async (context) => {
    const { id } = await bodyOf(context);
    await redactVote(store, idOf(context), keyIn(id), context.get('session').by);
    return context.json({});
  });

  api.get('/surveys/:id', async (context) => context.json(detailOfSurvey(await surveyOf(store, idOf(context)))));
  api.get('/surveys/:id/written', async (context) =>
    context.json(await writtenIn(store, idOf(context), afterOf(context))),
  );
  const results = async (context: Context) => {
    const survey = await surveyOf(store, idOf(context));
    const { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = site;
    return resultsOf(survey, store.surveys.kept(survey.definition.id), { per: groupingOf(context), timeZone });
  };
  api.get('/surveys/:id/results', async (context) => context.json(await results(context)));
  api.get('/surveys/:id/results.csv', async (context) =>
    download(context, `${idOf(context)}-results.csv`, [resultsAsCsv(await results(context), csvOf(context).separator)]),
  );
  api.get('/surveys/:id/codebook.csv', async (context) => {
    const survey = await surveyOf(store, idOf(context));
    return download(context, `${idOf(context)}-codebook.csv`, [codebook(survey, csvOf(context).separator)]);
  });
  api.get('/surveys/:id/responses.csv', async (context) => {
    const survey = await surveyOf(store, idOf(context));
    const { id } = survey.definition;
    await logExport(context, `surveys/${id}`, 'every response');
    return download(context, `${id}.csv`, exportedResponses(survey, store.surveys.kept(id), csvOf(context)));
  });
  api.post('/surveys/:id/redact', async (context) => {
    const { id, question } = await bodyOf(context);
    const one = { response: keyIn(id), ...(typeof question === 'string' && { question }) };
    await redactResponse(store, idOf(context), one, context.get('session').by);
    return context.json({});
  });

  for (const [kind, prefix] of [
    ['polls', ''],
    ['surveys', 'surveys/'],
  ] as const) {
    api.post(`/${kind}/:id/close`, async (context) => {
      await close(store, prefix + idOf(context), context.get('session').by);
      return context.json({});
    });
    api.post(`/${kind}/:id/open`, async (context) => {
      await reopen(store, prefix + idOf(context), context.get('session').by);
      return context.json({});
    });
    api.post(`/${kind}/:id/codes`, async (context) => {
      const { count } = await bodyOf(context);
      return context.json(await makeCodes(store, prefix + idOf(context), Number(count), context.get('session').by));
    });
  }

  const logExport = (context: Context, subject: string, detail: string): Promise<void> =>
    store.log({ by: (context.get('session') as Session).by, action: 'export', subject, detail });

  const routes = new Hono<{ Variables: { session: Session } }>();
  routes.use(secureHeaders(HEADERS), async (context, next) => {
    await next();
    context.res.headers.set('Cache-Control', 'no-store');
  });
  routes.get('/', (context, next) =>
    // What the page asks for stands beside it.
    context.req.path.endsWith('/') ? next() : Promise.resolve(context.redirect('admin/')),
  );
  routes.route('/api', api);
  routes.get('*', (context) => {
    const path = context.req.path.replace(/^\/admin\//, '');
    const file = files.answer(context.req.raw, path, 'no-store');
    if (!file) throw new Problem('not-found');
    return file;
  });
  routes.all('*', () => {
    throw new Problem('not-found');
  });
  routes.onError((error) => {
    if (error instanceof MissingError) return new Problem('not-found', { detail: error.message }).toResponse();
    if (error instanceof ActError) return new Problem('invalid', { detail: error.message }).toResponse();
    if (error instanceof Problem) return error.toResponse();
    log.error('request failed', { error });
    return new Problem('unavailable', { status: 500 }).toResponse();
  });
  return routes;
}

async function bodyOf(context: Context): Promise<Record<string, unknown>> {
  const body: unknown = await context.req.json().catch(() => {
    throw new Problem('invalid', { status: 400, detail: 'The body is no JSON.' });
  });
  return (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
}

function idOf(context: Context): string {
  const id = context.req.param('id') ?? '';
  if (!isId(id)) throw new Problem('not-found');
  return id;
}

/** The key of a vote or response; what can't be one isn't asked for. */
function keyIn(value: unknown): string {
  if (typeof value === 'string' && /^[\da-f-]{36}$/i.test(value)) return value;
  throw new Problem('invalid', { detail: '"id" must be the number of a vote or response.' });
}

function afterOf(context: Context): string | undefined {
  const after = context.req.query('after');
  return after === undefined ? undefined : keyIn(after);
}

function csvOf(context: Context): { format: 'csv'; separator: Separator } {
  return { format: 'csv', separator: context.req.query('separator') === ';' ? ';' : ',' };
}

function groupingOf(context: Context): GroupBy | undefined {
  const per = context.req.query('per');
  return per === 'context' || per === 'month' ? per : undefined;
}

function download(context: Context, name: string, pieces: AsyncIterable<string> | Iterable<string>): Response {
  const bytes = Readable.from(inBlocks(pieces), { objectMode: false });
  return context.body(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

function itemOf(kind: Item['kind'], title: string, one: Counted): Item {
  const now = new Date();
  const { definition, voters, closedAt, purgedAt } = one;
  const endsAt = expiryOf(one);
  return {
    kind,
    id: definition.id,
    title,
    state: isClosed(one, now) ? 'closed' : isUpcoming(definition, now) ? 'upcoming' : 'open',
    voters,
    ...(definition.opensAt !== undefined && { opensAt: definition.opensAt }),
    ...(endsAt !== null && { endsAt }),
    canOpen: closedAt !== undefined && purgedAt === undefined && !isExpired(definition, now),
    hasCodes: definition.voter === 'code',
  };
}

function itemOfPoll(poll: CountedPoll): Item {
  return itemOf('polls', poll.definition.question, poll);
}

function itemOfSurvey(survey: CountedSurvey): Item {
  return itemOf('surveys', survey.definition.title, survey);
}

function detailOfPoll(poll: CountedPoll): PollDetail {
  const { options, comment } = poll.definition;
  return {
    ...itemOfPoll(poll),
    options: options.map(({ id, title }) => ({ id, title, votes: poll.votes.get(id) ?? 0 })),
    hasComments: comment !== undefined && comment !== false,
  };
}

function detailOfSurvey(survey: CountedSurvey): SurveyDetail {
  return { ...itemOfSurvey(survey), hasTexts: hasTexts(survey.definition) };
}

async function commentsOf(store: Store, id: string, after?: string): Promise<WrittenPage> {
  await pollOf(store, id);
  return pageOf(store.polls.kept(id, after), ({ key, at, comment, context, redacted }) => ({
    ...{ id: key, at: at.toISOString() },
    ...(context !== undefined && { context }),
    texts: redacted ? [{ redacted }] : comment === undefined ? [] : [{ text: comment }],
  }));
}

async function writtenIn(store: Store, id: string, after?: string): Promise<WrittenPage> {
  const { definition } = await surveyOf(store, id);
  return pageOf(store.surveys.kept(id, after), (response) => ({
    ...{ id: response.id, at: response.at.toISOString() },
    ...(response.context !== undefined && { context: response.context }),
    texts: textsOf(definition, response),
  }));
}

/** The next few that have texts. */
async function pageOf<Kept>(
  kept: AsyncIterable<Kept>,
  toWritten: (one: Kept) => WrittenPage['written'][number],
): Promise<WrittenPage> {
  const written: WrittenPage['written'] = [];
  for await (const one of kept) {
    const next = toWritten(one);
    if (next.texts.length === 0) continue;
    if (written.length === MOST_WRITTEN) return { written, next: written.at(-1)!.id };
    written.push(next);
  }
  return { written };
}

async function lastEntries(store: Store): Promise<LogPage> {
  let entries: AdminEntry[] = [];
  async function* passing(): AsyncGenerator<AdminEntry> {
    for await (const entry of store.logged()) {
      entries.push(entry);
      if (entries.length > 2 * MOST_ENTRIES) entries = entries.slice(-MOST_ENTRIES);
      yield entry;
    }
  }
  const all = passing();
  const isWhole = (await firstBroken(all)) === undefined;
  const told = entries.slice(-MOST_ENTRIES).reverse();
  return {
    entries: told.map(({ number, at, by, action, subject, detail }) => ({
      ...{ number, at, by, action, subject },
      // A definition is long, and stands on its own page.
      ...(detail !== undefined && { detail: detail.length > 200 ? `${detail.slice(0, 200)}…` : detail }),
    })),
    isWhole,
  };
}

/** Asked by visitors only, place by place: how it was when one last asked. */
function healthOfWeather(source: string, last: LastAnswer | undefined): FeedHealth {
  const { fetchedAt, failure } = last ?? {};
  const state = last === undefined ? 'unasked' : failure === undefined ? 'ok' : fetchedAt ? 'old' : 'failing';
  return {
    kind: 'weather',
    // No more of it: a provider's address may hold a key.
    id: new URL(source).hostname,
    state,
    ...(fetchedAt && { fetchedAt: fetchedAt.toISOString() }),
    ...(failure !== undefined && { detail: failure }),
  };
}

async function healthOf(kind: 'news' | 'alerts', id: string, load: () => Promise<Copy>): Promise<FeedHealth> {
  try {
    const { fetchedAt, failing } = await load();
    return { kind, id, state: failing ? 'old' : 'ok', fetchedAt: fetchedAt.toISOString() };
  } catch (error) {
    return { kind, id, state: 'failing', detail: reasonOf(error) };
  }
}
