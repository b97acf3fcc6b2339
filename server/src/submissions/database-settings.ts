export interface DatabaseSettings {
  /** Connections at most. */
  poolSize: number;
  /** ms */
  connectTimeout: number;
  /** ms that a statement may take; 0: as long as it needs. */
  statementTimeout: number;
}

export const DATABASE_DEFAULTS: DatabaseSettings = { poolSize: 10, connectTimeout: 5000, statementTimeout: 15_000 };
