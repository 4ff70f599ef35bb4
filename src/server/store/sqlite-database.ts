import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Query, Row, Session, Value } from './database.ts';
import { SqliteNews } from './sqlite-news.ts';
import type { OrderNews } from './store.ts';
import { TransactionScope } from './transaction-scope.ts';

export type SqliteDatabaseOptions = {
  readonly synchronous?: 'full' | 'normal';
  readonly busyTimeout?: number;
  readonly pollInterval?: number;
  readonly onError?: (error: unknown) => void;
};

/**
 * One connection writes, one transaction after another; another one reads meanwhile what is committed. In
 * memory there can be only one connection, so that there reads wait for the transaction before them.
 */
export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';
  readonly forUpdate = '';
  readonly forUpdateSkipLocked = '';
  readonly #writer: Connection;
  readonly #reader: Connection | undefined;
  readonly #busyTimeout: number;
  readonly #scope = new TransactionScope();
  readonly #news: SqliteNews;
  /** Settles when the last transaction in the queue has ended. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(writer: Connection, reader: Connection | undefined, options: SqliteDatabaseOptions) {
    this.#writer = writer;
    this.#reader = reader;
    this.#busyTimeout = options.busyTimeout ?? defaultBusyTimeout;
    this.#news = new SqliteNews({
      runOnWriter: (sql, values) => writer.run(sql, values),
      runOnReader: reader && ((sql, values) => reader.run(sql, values)),
      interval: options.pollInterval ?? 250,
      onError: options.onError ?? ((): void => {}),
    });
  }

  static async open(path: string, options: SqliteDatabaseOptions = {}): Promise<SqliteDatabase> {
    const { DatabaseSync } = await importSqlite();
    const isInMemory = path === ':memory:';
    const writer = new Connection(new DatabaseSync(path));
    try {
      const busyTimeout = options.busyTimeout ?? defaultBusyTimeout;
      // Waiting inside a statement would stop the whole process: whenFree() waits instead.
      writer.run('PRAGMA busy_timeout = 0');
      if (!isInMemory) await whenFree(busyTimeout, () => writer.run('PRAGMA journal_mode = WAL'));
      writer.run(`PRAGMA synchronous = ${options.synchronous === 'normal' ? 'NORMAL' : 'FULL'}`);
      // What is forgotten does not stay in the file.
      writer.run('PRAGMA secure_delete = ON');
      const reader = isInMemory ? undefined : new Connection(new DatabaseSync(path));
      // It meets another process only while that one opens or closes the file.
      reader?.run('PRAGMA busy_timeout = 2000');
      return new SqliteDatabase(writer, reader, options);
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  readonly query: Query = async (sql, values) => {
    this.#refuseClosed();
    if (this.#reader) return this.#reader.run(sql, values);
    if (this.#scope.isInside()) return this.#writer.run(sql, values);
    return this.#queue(async () => this.#writer.run(sql, values));
  };

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    this.#scope.refuseInside();
    this.#refuseClosed();
    return this.#queue(() => this.#transact(work));
  }

  listen(onNews: (news: OrderNews) => void): Promise<() => Promise<void>> {
    return this.#news.listen(onNews);
  }

  async close(): Promise<void> {
    this.#scope.refuseInside();
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#queue(async () => {
      this.#news.stop();
      this.#reader?.close();
      this.#writer.close();
    });
  }

  #refuseClosed(): void {
    if (this.#isClosed) throw new Error('the store is closed');
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => {});
    return next;
  }

  async #transact<T>(work: (session: Session) => Promise<T>): Promise<T> {
    await whenFree(this.#busyTimeout, () => this.#writer.run('BEGIN IMMEDIATE'));
    const announced: OrderNews[] = [];
    const announce = async ({ orderId, version }: OrderNews): Promise<void> => void announced.push({ orderId, version });
    const query: Query = async (sql, values) => this.#writer.run(sql, values);
    let result: T;
    try {
      result = await this.#scope.run(query, (query) => work({ query, announce }));
      this.#writer.run('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
    for (const news of announced) this.#news.tell(news);
    return result;
  }

  #rollBack(): void {
    try {
      this.#writer.run('ROLLBACK');
    } catch {
      // After some failures (a full disk) SQLite has rolled back by itself, and the first error is the one to tell.
    }
  }
}

/** Milliseconds. */
const defaultBusyTimeout = 10_000;

/** Does what another process may stand in the way of, as soon as it does not. */
async function whenFree(timeout: number, run: () => void): Promise<void> {
  const end = performance.now() + timeout;
  for (;;) {
    try {
      run();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
    // Uneven, so that two processes do not keep meeting.
    await sleep(1 + Math.random() * 5);
  }
}

/** More different statements than the store has; those of many rows differ by their number. */
const mostStatements = 200;

/** A database file with its prepared statements. */
class Connection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run(sql: string, values: readonly Value[] = []): Row[] {
    if (this.#statements.size >= mostStatements) this.#statements.clear();
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    // By name: SQLite numbers $1 and $2 by which comes first in the text.
    return statement.all(Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value])));
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

/** SQLITE_BUSY in its plain and extended forms. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}

async function importSqlite(): Promise<typeof import('node:sqlite')> {
  try {
    return await import('node:sqlite');
  } catch (cause) {
    const message = `the SQLite store needs node:sqlite, which is in Node 22.13 and later; this is Node ${process.versions.node}`;
    throw new Error(message, { cause });
  }
}
