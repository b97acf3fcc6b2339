/** Structured logs: one JSON object a line. Nothing of a visitor goes in: no address, no user agent, no query. */

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

export function isLogLevel(text: string): text is LogLevel {
  return (LEVELS as readonly string[]).includes(text);
}

export function createLog(lowest: LogLevel, write: (line: string) => unknown): Log {
  const at = (level: Exclude<LogLevel, 'silent'>) =>
    LEVELS.indexOf(level) < LEVELS.indexOf(lowest)
      ? () => {}
      : (message: string, fields: Record<string, unknown> = {}) => {
          const { error, ...others } = fields;
          const reason = error === undefined ? {} : { error: reasonOf(error) };
          write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...others, ...reason })}\n`);
        };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** What went wrong in one line: the message, with the system's code of what caused it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
