import type { MiddlewareHandler } from 'hono';
import { Problem } from './problem.ts';

const READABLE = 'Retry-After, Age, Warning, ETag';

/** CORS for the listed origins and no other. The server's own pages need none. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const allowed = new Set(origins);
  return async (context, next) => {
    const origin = context.req.header('origin');
    const listed = origin !== undefined && allowed.has(origin);
    if (context.req.method === 'OPTIONS') {
      context.header('Vary', 'Origin');
      if (listed) {
        context.header('Access-Control-Allow-Origin', origin);
        context.header('Access-Control-Allow-Methods', 'GET, HEAD, POST');
        context.header(
          'Access-Control-Allow-Headers',
          'Content-Type, Idempotency-Key, Civic-Proof, Civic-Code, Authorization',
        );
        context.header('Access-Control-Max-Age', '7200');
      }
      return context.body(null, 204);
    }
    await next();
    context.res.headers.append('Vary', 'Origin');
    if (listed) {
      context.res.headers.set('Access-Control-Allow-Origin', origin);
      context.res.headers.set('Access-Control-Expose-Headers', READABLE);
    }
    return undefined;
  };
}

/**
 * Throws Problem `blocked` when a page of a site that isn't listed sends this request. Sec-Fetch-Site can't be set by
 * pages; browsers without it send Origin. A request with neither comes from no page.
 */
export function checkSender(headers: Headers, origins: readonly string[]): void {
  const origin = headers.get('origin');
  if (origin !== null && origins.includes(origin)) return;
  const site = headers.get('sec-fetch-site');
  const own = origin === null || (URL.canParse(origin) && new URL(origin).host === headers.get('host'));
  if (site === 'same-origin' || (site === null && own)) return;
  throw new Problem('blocked', { detail: 'Pages of this origin may not vote here; see "allowOrigins".' });
}
