import type { MiddlewareHandler } from 'hono';
import { Problem } from './problem.ts';

const READABLE = 'Retry-After, Age, Warning, ETag';

/** True for a listed origin, and for hosts below a listed `https://*.gov.example`. */
export function isListed(origin: string, origins: readonly string[]): boolean {
  return origins.some((listed) => {
    const [scheme = '', domain] = listed.split('*.');
    return domain === undefined ? listed === origin : origin.startsWith(scheme) && origin.endsWith(`.${domain}`);
  });
}

/**
 * CORS for the listed origins and no other. The server's own pages need none. What everybody may read doesn't vary by
 * origin, so that one copy in a cache in front will do: it names the one listed origin, or all where there are several.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const [first] = origins;
  const forReading = origins.length > 1 || first?.includes('*') ? '*' : first;
  return async (context, next) => {
    const origin = context.req.header('origin');
    const listed = origin !== undefined && isListed(origin, origins);
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
    const isReading = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (!isReading) context.res.headers.append('Vary', 'Origin');
    const allowed = isReading ? forReading : listed ? origin : undefined;
    if (allowed !== undefined) {
      context.res.headers.set('Access-Control-Allow-Origin', allowed);
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
  if (origin !== null && isListed(origin, origins)) return;
  const site = headers.get('sec-fetch-site');
  const own = origin === null || (URL.canParse(origin) && new URL(origin).host === headers.get('host'));
  if (site === 'same-origin' || (site === null && own)) return;
  throw new Problem('blocked', { detail: 'Pages of this origin may send nothing here; see "allowOrigins".' });
}
