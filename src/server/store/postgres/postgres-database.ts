import { setTimeout as sleep } from 'node:timers/promises';
import type { CommittedChange, ChangeNotification } from '../../change-feed/change-notification.ts';
import type { Database, Query, Transaction, Value } from '../database.ts';
import { sendNotifications, PostgresNotifier } from './postgres-notifier.ts';
import {
  importDriver,
  isConnectionLost,
  type PostgresDriver,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresStatement,
} from './postgres-driver.ts';
import { PostgresListener } from './postgres-listener.ts';
import { TransactionScope } from '../transaction-scope.ts';

export type PostgresDatabaseOptions = {
  /**
   * Connection string for LISTEN. Needed if the pool uses a transaction pooler such as PgBouncer, because LISTEN needs a
   * session.
   */
  readonly listenConnectionString?: string;
  /** Milliseconds that a call waits for an unreachable database; default 10,000. */
  readonly connectTimeoutMs?: number;
  /**
   * Whether statements are prepared once for each connection, which saves the server about a third of its work. Default:
   * `true`, unless `listenConnectionString` or `channel` indicates a pooler, which may not support it.
   */
  readonly usePreparedStatements?: boolean;
  readonly onError?: (error: unknown) => void;
};

export class PostgresDatabase implements Database {
  readonly dialect = 'postgres';
  readonly forUpdate = 'FOR UPDATE';
  readonly forUpdateSkipLocked = 'FOR UPDATE SKIP LOCKED';
  readonly #pool: PostgresPool;
  readonly #isOwnPool: boolean;
  readonly #driver: PostgresDriver;
  readonly #options: PostgresDatabaseOptions;
  readonly #scope = new TransactionScope();
  readonly #onError: (error: unknown) => void;
  readonly #notifier: PostgresNotifier;
  readonly #listeners = new Set<PostgresListener>();
  #isClosed = false;

  private constructor(pool: string | PostgresPool, driver: PostgresDriver, options: PostgresDatabaseOptions) {
    this.#isOwnPool = typeof pool === 'string';
    this.#pool = typeof pool === 'string' ? driver.createPool(pool) : pool;
    this.#driver = driver;
    this.#options = options;
    this.#onError = options.onError ?? ((): void => {});
    this.#notifier = new PostgresNotifier((sql, values) => this.query(sql, values), this.#onError);
    // The pool drops idle connections that break. Without a listener the error would end the process.
    this.#pool.on('error', this.#onError);
  }

  static async open(pool: string | PostgresPool, options: PostgresDatabaseOptions = {}): Promise<PostgresDatabase> {
    return new PostgresDatabase(pool, await importDriver(), options);
  }

  /** Used for reads and notifications only; both are safe to repeat. */
  readonly query: Query = (sql, values = []) =>
    this.#withConnection(async (client) => (await client.query(this.#createStatement(sql, values))).rows, {
      isLast: true,
    });

  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.#scope.assertOutside();
    // Only BEGIN is retried: later, it is unknown what the server has done.
    const client = await this.#withConnection(async (client) => {
      await client.query('BEGIN');
      return client;
    });
    const query: Query = async (sql, values = []) => (await client.query(this.#createStatement(sql, values))).rows;
    const changes: CommittedChange[] = [];
    let isBroken = false;
    try {
      const result = await this.#scope.run(query, (query) => {
        const publishLater = async (change: CommittedChange): Promise<void> => {
          changes.push(change);
          // Polling cannot find a deleted order, so the notification is part of the transaction.
          if (change.isDeleted) await sendNotifications(query, [change]);
        };
        return work({ query, publishChange: publishLater });
      });
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
      this.#publishChanges(changes);
      return result;
    } catch (error) {
      isBroken = !(await rollBack(client));
      throw error;
    } finally {
      this.#release(client, isBroken);
    }
  }

  async listen(onChange: (change: ChangeNotification) => void, onGap: () => void): Promise<() => Promise<void>> {
    const { listenConnectionString } = this.#options;
    const config =
      listenConnectionString === undefined ? this.#pool.options : { connectionString: listenConnectionString };
    const createClient = (): ReturnType<PostgresDriver['createClient']> => this.#driver.createClient(config);
    const listener = new PostgresListener({ createClient, onChange, onGap, onError: this.#onError });
    await listener.start();
    this.#listeners.add(listener);
    return async () => {
      this.#listeners.delete(listener);
      await listener.stop();
    };
  }

  async close(): Promise<void> {
    await this.#notifier.flush();
    if (this.#isClosed) return;
    this.#isClosed = true;
    // Connections may still break after the end of an own pool, so its error listener stays.
    if (this.#isOwnPool) await this.#pool.end();
    else this.#pool.off('error', this.#onError);
  }

  #publishChanges(changes: readonly CommittedChange[]): void {
    for (const change of changes) this.#listeners.forEach((listener) => listener.deliver(change));
    this.#notifier.notify(changes.filter(({ isDeleted }) => !isDeleted));
  }

  #createStatement(text: string, values: readonly Value[]): PostgresStatement {
    const name = (this.#options.usePreparedStatements ?? true) ? getStatementName(text) : undefined;
    return { text, values: [...values], ...(name !== undefined && { name }) };
  }

  /** Runs with a connection, and again with another one if it was lost. `isLast` returns the connection to the pool. */
  async #withConnection<T>(run: (client: PostgresPoolClient) => Promise<T>, { isLast = false } = {}): Promise<T> {
    const end = performance.now() + (this.#options.connectTimeoutMs ?? 10_000);
    for (let wait = 20; ; wait = Math.min(wait * 2, 1000)) {
      if (this.#isClosed) throw new Error('the store is closed');
      let client: PostgresPoolClient | undefined;
      try {
        client = await this.#pool.connect();
        // The statement rejects as well, but without a listener the error would end the process.
        client.on('error', this.#onError);
        const result = await run(client);
        if (isLast) this.#release(client, false);
        return result;
      } catch (error) {
        const isLost = isConnectionLost(error);
        if (client) this.#release(client, isLost);
        if (!isLost || performance.now() > end) throw error;
      }
      await sleep(wait);
    }
  }

  #release(client: PostgresPoolClient, isBroken: boolean): void {
    client.off('error', this.#onError);
    client.release(isBroken);
  }
}

/** More than the store has. Inserts of many rows beyond this number stay unnamed. */
const MAX_STATEMENT_NAMES = 200;
const statementNames = new Map<string, string>();

/** The name of a prepared statement, the same for the life of the process. */
function getStatementName(text: string): string | undefined {
  const existing = statementNames.get(text);
  if (existing !== undefined || statementNames.size >= MAX_STATEMENT_NAMES) return existing;
  const name = `waybill_${statementNames.size + 1}`;
  statementNames.set(text, name);
  return name;
}

/** Resolves to whether the connection is still usable. */
async function rollBack(client: PostgresPoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    // The connection is lost, and the transaction with it. The first error is thrown.
    return false;
  }
}
