import type { ChangeNotification, CommittedChange } from '../change-feed/change-notification.ts';

/** The types that both databases store and return in the same way. Numbers are integers. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement. `values` are for `$1`, `$2` and so on. */
export type Query = (sql: string, values?: readonly Value[]) => Promise<readonly Row[]>;

/** Within one transaction. */
export type Transaction = {
  readonly query: Query;
  /** Notifies all processes after the commit, and only after a commit. */
  publishChange(change: CommittedChange): Promise<void>;
};

/**
 * A database for the store. SQLite and Postgres share the same SQL: `$1` parameters, texts (including JSON), integers,
 * `ON CONFLICT`, `RETURNING`. The members below cover the differences.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** Suffix of a SELECT that locks its rows until the transaction ends. Empty if a transaction locks the whole database. */
  readonly forUpdate: string;
  /** The same, skipping locked rows. */
  readonly forUpdateSkipLocked: string;
  /** Reads committed data. Retried after a lost connection. */
  readonly query: Query;
  /**
   * All writes of `work` are durable once this resolves, or none is. Rejects inside another transaction of the same
   * database.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Change notifications of all processes, including this one and processes that crashed after their commit. */
  listen(onChange: (change: ChangeNotification) => void, onGap: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
