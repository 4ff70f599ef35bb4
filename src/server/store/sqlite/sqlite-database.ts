import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Query, Row, Transaction, Value } from '../database.ts';
import { SqliteChangeListener } from './sqlite-change-listener.ts';
import type { ChangeNotification } from '../../change-feed/change-notification.ts';
import { TransactionScope } from '../transaction-scope.ts';

export type SqliteDatabaseOptions = {
  readonly synchronous?: 'full' | 'normal';
  readonly busyTimeoutMs?: number;
  readonly pollIntervalMs?: number;
  readonly onError?: (error: unknown) => void;
};

/**
 * One connection runs all transactions in sequence, another one reads committed data. In memory there is only one
 * connection: reads wait for the transaction before them.
 */
export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';
  readonly forUpdate = '';
  readonly forUpdateSkipLocked = '';
  readonly #writer: SqliteConnection;
  readonly #reader: SqliteConnection | undefined;
  readonly #busyTimeout: number;
  readonly #scope = new TransactionScope();
  readonly #changes: SqliteChangeListener;
  /** Settles when the last transaction in the queue has ended. */
  #lastTransaction: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(writer: SqliteConnection, reader: SqliteConnection | undefined, options: SqliteDatabaseOptions) {
    this.#writer = writer;
    this.#reader = reader;
    this.#busyTimeout = options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS;
    this.#changes = new SqliteChangeListener({
      runOnWriter: (sql, values) => writer.run(sql, values),
      runOnReader: reader && ((sql, values) => reader.run(sql, values)),
      intervalMs: options.pollIntervalMs ?? 250,
      onError: options.onError ?? ((): void => {}),
    });
  }

  static async open(path: string, options: SqliteDatabaseOptions = {}): Promise<SqliteDatabase> {
    const { DatabaseSync } = await importSqlite();
    const isInMemory = path === ':memory:';
    const writer = new SqliteConnection(new DatabaseSync(path));
    try {
      const busyTimeout = options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS;
      // Waiting inside a statement would block the process: retryWhileBusy() waits instead.
      writer.run('PRAGMA busy_timeout = 0');
      if (!isInMemory) await retryWhileBusy(busyTimeout, () => writer.run('PRAGMA journal_mode = WAL'));
      writer.run(`PRAGMA synchronous = ${options.synchronous === 'normal' ? 'NORMAL' : 'FULL'}`);
      // Deleted data must not remain in the file.
      writer.run('PRAGMA secure_delete = ON');
      const reader = isInMemory ? undefined : new SqliteConnection(new DatabaseSync(path));
      // The reader only conflicts with a process that opens or closes the file.
      reader?.run('PRAGMA busy_timeout = 2000');
      return new SqliteDatabase(writer, reader, options);
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  readonly query: Query = async (sql, values) => {
    this.#assertOpen();
    if (this.#reader) return this.#reader.run(sql, values);
    if (this.#scope.isInside()) return this.#writer.run(sql, values);
    return this.#enqueue(async () => this.#writer.run(sql, values));
  };

  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.#scope.assertOutside();
    this.#assertOpen();
    return this.#enqueue(() => this.#runTransaction(work));
  }

  listen(onChange: (change: ChangeNotification) => void): Promise<() => Promise<void>> {
    return this.#changes.listen(onChange);
  }

  async close(): Promise<void> {
    this.#scope.assertOutside();
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#enqueue(async () => {
      this.#changes.stop();
      this.#reader?.close();
      this.#writer.close();
    });
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error('the store is closed');
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#lastTransaction.then(work);
    this.#lastTransaction = next.catch(() => {});
    return next;
  }

  async #runTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    await retryWhileBusy(this.#busyTimeout, () => this.#writer.run('BEGIN IMMEDIATE'));
    const changes: ChangeNotification[] = [];
    const publishLater = async ({ orderId, version }: ChangeNotification): Promise<void> =>
      void changes.push({ orderId, version });
    const query: Query = async (sql, values) => this.#writer.run(sql, values);
    let result: T;
    try {
      result = await this.#scope.run(query, (query) => work({ query, publishChange: publishLater }));
      this.#writer.run('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
    for (const change of changes) this.#changes.deliver(change);
    return result;
  }

  #rollBack(): void {
    try {
      this.#writer.run('ROLLBACK');
    } catch {
      // After some errors, such as a full disk, SQLite has rolled back itself. The first error is thrown.
    }
  }
}

/** Milliseconds. */
const DEFAULT_BUSY_TIMEOUT_MS = 10_000;

/** Repeats a statement while another process holds the lock, until the timeout in milliseconds. */
async function retryWhileBusy(timeout: number, run: () => void): Promise<void> {
  const end = performance.now() + timeout;
  for (;;) {
    try {
      run();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
    // Random, so that two processes do not keep colliding.
    await sleep(1 + Math.random() * 5);
  }
}

/** More than the store has. Inserts of many rows differ by their number of rows. */
const MAX_CACHED_STATEMENTS = 200;

/** A database file with its prepared statements. */
class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run(sql: string, values: readonly Value[] = []): Row[] {
    if (this.#statements.size >= MAX_CACHED_STATEMENTS) this.#statements.clear();
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    // By name: SQLite numbers $1 and $2 by their order in the text.
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
