import type { OrderNews } from './store.ts';

/** A text, a whole number, or nothing: what both databases take and give back alike. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement with its values for `$1`, `$2` and so on. */
export type Query = (sql: string, values?: readonly Value[]) => Promise<readonly Row[]>;

/**
 * `position` is the order's after this write, which no other write of it has: an order that comes again begins anew
 * at its first version. With `isLast` it is the one it had, and nothing in the tables tells of the order anymore.
 */
export type Announcement = OrderNews & { readonly position: number; readonly isLast?: boolean };

/** Within one transaction. */
export type Session = {
  readonly query: Query;
  /** Told to all processes if, and only if, the transaction is committed. */
  announce(news: Announcement): Promise<void>;
};

/**
 * What a store needs of a database. One SQL text serves all: `$1` parameters, texts (JSON among them) and whole
 * numbers, `ON CONFLICT`, `RETURNING`; where they differ, a word of it is here.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** Ends a SELECT that locks its rows until the transaction ends. Empty where a transaction locks everything. */
  readonly forUpdate: string;
  /** The same, passing over rows that are locked already. */
  readonly forUpdateSkipLocked: string;
  /** Reads what is committed. Runs again where the connection was lost. */
  readonly query: Query;
  /**
   * All that `work` writes is durable once this resolves, or none of it is written. Rejects inside another
   * transaction of the same database.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** News of all processes, this one included; also of one that died between its commit and the telling. */
  listen(onNews: (news: OrderNews) => void, onGap: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
