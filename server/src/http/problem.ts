/** Refusals as `application/problem+json` (RFC 9457). `type` ends in the error's code, which is how widgets tell them apart. */

const STATUS = {
  invalid: 422,
  'already-voted': 409,
  closed: 410,
  'not-found': 404,
  'not-signed-in': 401,
  'too-many': 429,
  'proof-required': 428,
  blocked: 403,
  'not-open': 403,
  'unsupported-type': 415,
  'too-large': 413,
  'source-failed': 502,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof STATUS;

const TITLES: Record<ProblemCode, string> = {
  invalid: 'The request is not valid',
  'already-voted': 'This voter has already voted or answered',
  closed: 'Nothing more is taken here',
  'not-found': 'There is nothing here',
  'not-signed-in': 'Only who is signed in may do that',
  'too-many': 'Too many requests',
  'proof-required': 'A proof of work is asked for',
  blocked: 'This page may not do that',
  'not-open': 'Nothing is taken here yet',
  'unsupported-type': 'Only application/json is read',
  'too-large': 'The request is too large',
  'source-failed': 'The source gave no answer',
  unavailable: 'The server cannot answer now',
};

export interface ProblemDetails {
  detail?: string;
  /** Seconds; sent as `Retry-After`. */
  retryAfter?: number;
  /** Members beside those of RFC 9457. */
  members?: Record<string, unknown>;
  status?: number;
}

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? TITLES[code]);
    this.code = code;
    this.details = details;
  }

  toResponse(): Response {
    const { detail, retryAfter, members, status = STATUS[this.code] } = this.details;
    const body = {
      type: `urn:civic-widgets:problem:${this.code}`,
      title: TITLES[this.code],
      status,
      detail,
      ...members,
    };
    return new Response(JSON.stringify(body), {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'no-store',
        ...(retryAfter !== undefined && { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) }),
      },
    });
  }
}
