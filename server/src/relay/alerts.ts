import type { Dispatcher } from 'undici';
import { chooseAlerts, mergeAlerts, readAlerts, type PublicAlert } from '../../../src/alerts/index.ts';
import { Problem } from '../http/problem.ts';
import { serveCopy } from '../http/serve-copy.ts';
import type { AlertSource } from '../site.ts';
import { checkAlerts } from './cap-document.ts';
import { download, DownloadError, type Downloaded } from './download.ts';
import type { Copy, Relay } from './relay.ts';
import { harmlessHeaders, readSourceFile } from './sources.ts';

export interface AlertsEndpointOptions {
  sources: readonly AlertSource[];
  relay: Relay;
  dispatcherFor(source: AlertSource): Dispatcher;
  userAgent: string;
}

/** Of a CAP file that an entry points to: bytes, and ms. */
const LARGEST_FILE = 1024 * 1024;
const FILE_TIMEOUT = 5000;

/** ms after which what a source said last tells nothing any more about there being no warning. */
const TRUSTED_FOR = 3_600_000;

interface Reading {
  copy: Copy;
  /** ms */
  at: number;
  alerts: Promise<PublicAlert[]>;
}

/** `GET /alerts?feed=id`: that source's bytes. `GET /alerts`: the alerts in force of all sources as `{ "alerts": [...] }`. */
export class AlertsEndpoint {
  readonly #options: AlertsEndpointOptions;
  /** The alerts of each source as they were read last. */
  readonly #readings = new Map<string, Reading>();
  #merged: { text: string; body: Buffer } | undefined;
  #isFailing = false;

  constructor(options: AlertsEndpointOptions) {
    this.#options = options;
  }

  /** True when the last answer had to do without a source, or with what it said long ago. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  async answer(request: Request): Promise<Response> {
    const id = new URL(request.url).searchParams.get('feed');
    const { sources, relay } = this.#options;
    if (id === null) return serveCopy(request, await this.merged(), relay.interval);
    const source = sources.find((one) => one.id === id);
    if (!source) throw new Problem('not-found', { detail: 'There is no such source in the site’s configuration.' });
    const copy = await this.copyOf(source);
    return serveCopy(request, copy, relay.interval, harmlessHeaders(copy.contentType));
  }

  /**
   * What is in force of all sources. Rejects where there is nothing to tell and a source is unknown: only who has read
   * them all may say that there is no warning.
   */
  async merged(): Promise<Copy> {
    const { sources } = this.#options;
    const answers = await Promise.allSettled(
      sources.map(async (source) => {
        const copy = await this.copyOf(source);
        return { copy, alerts: await this.#alertsIn(source, copy) };
      }),
    );
    const read = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    const alerts = chooseAlerts(mergeAlerts(read.map((one) => one.alerts)));
    const failed = answers.find((answer) => answer.status === 'rejected');
    const isOld = read.some(({ copy }) => copy.failing && Date.now() - copy.fetchedAt.getTime() > TRUSTED_FOR);
    this.#isFailing = failed !== undefined || isOld;
    if (failed && (alerts.length === 0 || read.length === 0)) throw failed.reason;
    if (isOld && alerts.length === 0) {
      throw new Problem('source-failed', { detail: 'A source has given no answer for an hour.', retryAfter: 60 });
    }
    const text = JSON.stringify({ alerts });
    // The same body for the same warnings, so that its ETag is computed once.
    if (this.#merged?.text !== text) this.#merged = { text, body: Buffer.from(text) };
    return {
      body: this.#merged.body,
      contentType: 'application/json; charset=utf-8',
      fetchedAt: new Date(Math.min(Date.now(), ...read.map(({ copy }) => copy.fetchedAt.getTime()))),
      good: true,
      failing: failed !== undefined || read.some(({ copy }) => copy.failing),
    };
  }

  copyOf(source: AlertSource): Promise<Copy> {
    const { relay, dispatcherFor, userAgent } = this.#options;
    return relay.get({ key: `alerts ${source.url ?? source.file}`, name: `alerts ${source.id}` }, async (validators) =>
      checked(
        source.file === undefined
          ? await download(source.url!, { dispatcher: dispatcherFor(source), userAgent, ...validators })
          : await readSourceFile(source.file),
      ),
    );
  }

  /** Read once for each copy, and again after an interval, for the files that its entries point to. */
  #alertsIn(source: AlertSource, copy: Copy): Promise<PublicAlert[]> {
    const known = this.#readings.get(source.id);
    const isNew = known && Date.now() - known.at < this.#options.relay.interval * 1000;
    if (isNew && known.copy.body === copy.body) return known.alerts;
    const { body, contentType } = copy;
    const load = (url: string): Promise<Copy> => this.#fileOf(source, url);
    const alerts = readAlerts(body, { url: source.url, contentType, load });
    this.#readings.set(source.id, { copy, at: Date.now(), alerts });
    return alerts;
  }

  /** A CAP file that an entry points to, from the source's own host or one that the configuration lists. */
  async #fileOf(source: AlertSource, url: string): Promise<Copy> {
    const { relay, dispatcherFor, userAgent } = this.#options;
    const own = source.url === undefined ? [] : [new URL(source.url).hostname];
    const mayAsk = (host: string): boolean => [...own, ...(source.linksFrom ?? [])].includes(host);
    if (!mayAsk(new URL(url).hostname)) throw new DownloadError('"linksFrom" does not list its host');
    const options = {
      dispatcher: dispatcherFor(source),
      userAgent,
      timeout: FILE_TIMEOUT,
      largest: LARGEST_FILE,
      mayAsk,
    };
    const name = `files of alerts ${source.id}`;
    return relay.get({ key: `cap ${url}`, name }, async (validators) =>
      checked(await download(url, { ...options, ...validators })),
    );
  }
}

function checked(answer: Downloaded | undefined): Downloaded | undefined {
  if (answer) checkAlerts(answer);
  return answer;
}
