import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an operator watches; no label tells anything of a visitor. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'civic_request_seconds',
    help: 'Requests by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.#registry],
  });
  readonly #votes = new Counter({
    name: 'civic_votes_total',
    help: 'Votes by what became of them',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #responses = new Counter({
    name: 'civic_responses_total',
    help: 'Responses to surveys by what became of them',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #upstreams = new Counter({
    name: 'civic_upstream_requests_total',
    help: 'Requests to sources by what came of them',
    labelNames: ['source', 'outcome'],
    registers: [this.#registry],
  });

  readonly #fetchedAt = new Map<string, Date>();

  constructor({ waiting }: { waiting: () => number }) {
    // Among them the event loop's delay, memory and processor time.
    collectDefaultMetrics({ register: this.#registry });
    new Gauge({
      name: 'civic_ballots_waiting',
      help: 'Votes and responses that wait for the database',
      registers: [this.#registry],
      collect() {
        this.set(waiting());
      },
    });
    const fetchedAt = this.#fetchedAt;
    new Gauge({
      name: 'civic_copy_age_seconds',
      help: 'Age of what is served of a source, since it last confirmed it',
      labelNames: ['source'],
      registers: [this.#registry],
      collect() {
        for (const [source, at] of fetchedAt) this.set({ source }, (Date.now() - at.getTime()) / 1000);
      },
    });
  }

  request(route: string, method: string, status: number, seconds: number): void {
    this.#requests.observe({ route, method, status }, seconds);
    if (method !== 'POST') return;
    if (route === 'votes') this.#votes.inc({ outcome: status === 200 ? 'counted' : String(status) });
    if (route === 'responses') this.#responses.inc({ outcome: status === 201 ? 'counted' : String(status) });
  }

  /** `fetchedAt`: when the source last confirmed what is served of it; of the weather, the place that was asked last. */
  upstream(source: string, outcome: 'new' | 'unchanged' | 'failed', fetchedAt: Date | undefined): void {
    this.#upstreams.inc({ source, outcome });
    if (fetchedAt) this.#fetchedAt.set(source, fetchedAt);
  }

  async text(): Promise<{ body: string; contentType: string }> {
    return { body: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }
}

/** Few names, whatever is asked for. */
export function routeOf(path: string): string {
  const sent = /^\/(?:polls\/[^/]+\/(votes)|surveys\/[^/]+\/(responses))$/.exec(path);
  if (sent) return sent[1] ?? sent[2]!;
  return (
    /^\/(news|alerts|weather|polls|surveys|health|metrics|civic-widgets|builder|admin|frame|oembed)(\/|$)/.exec(
      path,
    )?.[1] ?? 'page'
  );
}
