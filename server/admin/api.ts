/** A refusal of `/admin/api`. */
export class ApiError extends Error {
  /** 0: there was no answer. */
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** Asks `/admin/api`, or does something there: with a body. Rejects with ApiError. */
export async function ask<Answer>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, '');
  }
  const answer = (await response.json().catch(() => ({}))) as Answer & { detail?: string; title?: string };
  if (!response.ok) throw new ApiError(response.status, answer.detail ?? answer.title ?? String(response.status));
  return answer;
}
