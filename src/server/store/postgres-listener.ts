import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcement } from './database.ts';
import { channelName } from './postgres-announcer.ts';
import type { PostgresListeningClient } from './postgres-driver.ts';
import type { OrderNews } from './store.ts';
import { ToldNews, type ReadAfter } from './told-news.ts';

export type PostgresListenerOptions = {
  readonly createClient: () => PostgresListeningClient;
  readonly onNews: (news: OrderNews) => void;
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
};

/**
 * How often it is looked for what a process committed and died before it told. A connection that breaks without a word
 * (a machine gone, a firewall that forgot it) is found out by the same.
 */
const lookInterval = 2000;
/** From the giving of a position to its commit, far more than it takes. */
const longestWrite = 20_000;
/** Between two attempts to connect. */
const longestWait = 10_000;

/**
 * Hears notifications on a connection of its own, and looks there for changes that were not told; of what it hears
 * twice, it tells once. Notifications are not kept for one who is not there: after a lost connection it connects
 * again, however long that takes, and tells of a gap.
 */
export class PostgresListener {
  readonly #options: PostgresListenerOptions;
  readonly #stopping = new AbortController();
  #client: PostgresListeningClient | undefined;
  #told = createToldNews(0);

  constructor(options: PostgresListenerOptions) {
    this.#options = options;
  }

  /** Resolves once it hears; rejects where the first connection fails. */
  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await endQuietly(this.#client);
  }

  /** What this process has committed, at once. */
  tell(announcement: Announcement): void {
    if (!this.#told.take(announcement)) return;
    const { orderId, version } = announcement;
    this.#options.onNews({ orderId, version });
  }

  async #connect(): Promise<void> {
    const client = this.#options.createClient();
    // Both may come, and each after the other; the first one counts.
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('the listening connection was closed')));
    client.on('notification', ({ payload }) => this.#hear(payload));
    try {
      await client.connect();
      const { rows } = await client.query(`SELECT quote_ident(${channelName}) AS name`);
      await client.query(`LISTEN ${String(rows[0]?.['name'])}`);
      await this.#begin(client);
    } catch (error) {
      await endQuietly(client);
      throw error;
    }
    if (this.#stopping.signal.aborted) return endQuietly(client);
    this.#client = client;
    void this.#keepLooking(client);
  }

  /** What is there by now counts as told: who begins to listen, or hears of a gap, reads it. */
  async #begin(client: PostgresListeningClient): Promise<void> {
    const { rows } = await client.query('SELECT COALESCE(MAX(position), 0) AS position FROM waybill_orders');
    // Positions are microseconds of the writers' clocks.
    this.#told = createToldNews(Number(rows[0]?.['position']) - longestWrite * 1000);
    await this.#told.look(readAfter(client));
  }

  #hear(payload: string | undefined): void {
    let announcement: Announcement;
    try {
      announcement = JSON.parse(payload ?? '') as Announcement;
    } catch (error) {
      this.#options.onError(error);
      return;
    }
    this.tell(announcement);
  }

  async #keepLooking(client: PostgresListeningClient): Promise<void> {
    try {
      while (this.#client === client) {
        await sleep(lookInterval, undefined, { ref: false, signal: this.#stopping.signal });
        const missed = await this.#told.look(readAfter(client));
        if (this.#stopping.signal.aborted) return;
        missed.forEach((news) => this.#options.onNews(news));
      }
    } catch (error) {
      this.#lose(client, error);
    }
  }

  #lose(client: PostgresListeningClient, error: unknown): void {
    if (this.#stopping.signal.aborted || this.#client !== client) return;
    this.#client = undefined;
    this.#options.onError(error);
    void endQuietly(client);
    void this.#connectAgain();
  }

  async #connectAgain(): Promise<void> {
    const { signal } = this.#stopping;
    for (let wait = 100; !signal.aborted; wait = Math.min(wait * 2, longestWait)) {
      try {
        await sleep(wait * (0.5 + Math.random() / 2), undefined, { signal });
        await this.#connect();
        if (!signal.aborted) this.#options.onGap();
        return;
      } catch (error) {
        if (!signal.aborted) this.#options.onError(error);
      }
    }
  }
}

function createToldNews(position: number): ToldNews {
  return new ToldNews({ longestWrite, position });
}

function readAfter(client: PostgresListeningClient): ReadAfter {
  return async (position) => {
    const text = 'SELECT id, version, position FROM waybill_orders WHERE position > $1 AND version > 0 ORDER BY position';
    const { rows } = await client.query({ text, values: [position] });
    return rows.map((row) => ({ orderId: String(row['id']), version: Number(row['version']), position: Number(row['position']) }));
  };
}

async function endQuietly(client: PostgresListeningClient | undefined): Promise<void> {
  try {
    await client?.end();
  } catch {
    // It was lost already.
  }
}
