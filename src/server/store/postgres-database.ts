import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcement, Database, Query, Session, Value } from './database.ts';
import { notify, PostgresAnnouncer } from './postgres-announcer.ts';
import {
  importDriver,
  isConnectionLost,
  type PostgresDriver,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresStatement,
} from './postgres-driver.ts';
import { PostgresListener } from './postgres-listener.ts';
import type { OrderNews } from './store.ts';
import { TransactionScope } from './transaction-scope.ts';

export type PostgresDatabaseOptions = {
  /**
   * A connection string for hearing news. Needed where the pool goes through a pooler that hands out
   * connections by transaction (PgBouncer): LISTEN wants one of its own.
   */
  readonly listenOn?: string;
  /** How long a call waits for a database that cannot be reached; 10,000 ms. */
  readonly connectTimeout?: number;
  /**
   * Whether statements are prepared once a connection, which spares the server a third of its work. `true`, unless
   * `listenOn` or a `channel` says that there is a pooler in between, which may not bear it.
   */
  readonly prepare?: boolean;
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
  readonly #announcer: PostgresAnnouncer;
  readonly #listeners = new Set<PostgresListener>();
  #isClosed = false;

  private constructor(pool: string | PostgresPool, driver: PostgresDriver, options: PostgresDatabaseOptions) {
    this.#isOwnPool = typeof pool === 'string';
    this.#pool = typeof pool === 'string' ? driver.createPool(pool) : pool;
    this.#driver = driver;
    this.#options = options;
    this.#onError = options.onError ?? ((): void => {});
    this.#announcer = new PostgresAnnouncer((sql, values) => this.query(sql, values), this.#onError);
    // An idle connection that breaks: the pool has thrown it away, and nobody hearing of it would end the process.
    this.#pool.on('error', this.#onError);
  }

  static async open(pool: string | PostgresPool, options: PostgresDatabaseOptions = {}): Promise<PostgresDatabase> {
    return new PostgresDatabase(pool, await importDriver(), options);
  }

  /** A read has no effect, and a notification none the second time: both can be done again. */
  readonly query: Query = (sql, values = []) =>
    this.#whileReachable(async (client) => (await client.query(this.#statementOf(sql, values))).rows, { isLast: true });

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    this.#scope.refuseInside();
    // Only the beginning is tried again: afterwards it is not known what was done.
    const client = await this.#whileReachable(async (client) => {
      await client.query('BEGIN');
      return client;
    });
    const query: Query = async (sql, values = []) => (await client.query(this.#statementOf(sql, values))).rows;
    const announced: Announcement[] = [];
    let isBroken = false;
    try {
      const result = await this.#scope.run(query, (query) => {
        const announce = async (news: Announcement): Promise<void> => {
          announced.push(news);
          // Nobody finds by looking what is gone: it is told with the commit, or not at all.
          if (news.isLast) await notify(query, [news]);
        };
        return work({ query, announce });
      });
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
      this.#tell(announced);
      return result;
    } catch (error) {
      isBroken = !(await isRolledBack(client));
      throw error;
    } finally {
      this.#release(client, isBroken);
    }
  }

  async listen(onNews: (news: OrderNews) => void, onGap: () => void): Promise<() => Promise<void>> {
    const { listenOn } = this.#options;
    const config = listenOn === undefined ? this.#pool.options : { connectionString: listenOn };
    const createClient = (): ReturnType<PostgresDriver['createClient']> => this.#driver.createClient(config);
    const listener = new PostgresListener({ createClient, onNews, onGap, onError: this.#onError });
    await listener.start();
    this.#listeners.add(listener);
    return async () => {
      this.#listeners.delete(listener);
      await listener.stop();
    };
  }

  async close(): Promise<void> {
    await this.#announcer.settled();
    if (this.#isClosed) return;
    this.#isClosed = true;
    // The last connections may still break after the end of a pool: it keeps being heard.
    if (this.#isOwnPool) await this.#pool.end();
    else this.#pool.off('error', this.#onError);
  }

  #tell(announced: readonly Announcement[]): void {
    for (const news of announced) this.#listeners.forEach((listener) => listener.tell(news));
    this.#announcer.announce(announced.filter(({ isLast }) => !isLast));
  }

  #statementOf(text: string, values: readonly Value[]): PostgresStatement {
    const name = (this.#options.prepare ?? true) ? nameOf(text) : undefined;
    return { text, values: [...values], ...(name !== undefined && { name }) };
  }

  /** Runs with a connection, and again with another one where that was lost. The last use gives it back. */
  async #whileReachable<T>(run: (client: PostgresPoolClient) => Promise<T>, { isLast = false } = {}): Promise<T> {
    const end = performance.now() + (this.#options.connectTimeout ?? 10_000);
    for (let wait = 20; ; wait = Math.min(wait * 2, 1000)) {
      if (this.#isClosed) throw new Error('the store is closed');
      let client: PostgresPoolClient | undefined;
      try {
        client = await this.#pool.connect();
        // Its statement fails as well, but nobody hearing of it here would end the process.
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

/** More than the store has; those of many rows differ by their number, and stay without a name then. */
const mostNames = 200;
const names = new Map<string, string>();

/** The same for a text as long as the process lives. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `waybill_${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** Whether the connection can be used again. */
async function isRolledBack(client: PostgresPoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    // The connection is gone, and with it the transaction; the first error is the one to tell.
    return false;
  }
}
