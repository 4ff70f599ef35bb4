import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresListeningClient } from './postgres-driver.ts';
import type { OrderNews } from './store.ts';

export type PostgresListenerOptions = {
  readonly createClient: () => PostgresListeningClient;
  /** As an SQL expression. */
  readonly channelName: string;
  readonly onNews: (news: OrderNews) => void;
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
};

/** A connection that breaks without a word (a machine gone, a firewall that forgot it) is found out by asking. */
const pingInterval = 15_000;
/** Between two attempts to connect. */
const longestWait = 10_000;

/**
 * Hears notifications on a connection of its own. Nothing is kept for one who is not there: after a lost
 * connection it connects again, however long that takes, and tells of a gap.
 */
export class PostgresListener {
  readonly #options: PostgresListenerOptions;
  readonly #stopping = new AbortController();
  #client: PostgresListeningClient | undefined;

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

  async #connect(): Promise<void> {
    const client = this.#options.createClient();
    // Both may come, and each after the other; the first one counts.
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('the listening connection was closed')));
    client.on('notification', ({ payload }) => this.#hear(payload));
    try {
      await client.connect();
      const { rows } = await client.query(`SELECT quote_ident(${this.#options.channelName}) AS name`);
      await client.query(`LISTEN ${String(rows[0]?.['name'])}`);
    } catch (error) {
      await endQuietly(client);
      throw error;
    }
    if (this.#stopping.signal.aborted) return endQuietly(client);
    this.#client = client;
    void this.#ping(client);
  }

  #hear(payload: string | undefined): void {
    let news: OrderNews;
    try {
      news = JSON.parse(payload ?? '') as OrderNews;
    } catch (error) {
      this.#options.onError(error);
      return;
    }
    this.#options.onNews(news);
  }

  async #ping(client: PostgresListeningClient): Promise<void> {
    try {
      while (this.#client === client) {
        await sleep(pingInterval, undefined, { ref: false, signal: this.#stopping.signal });
        await client.query('SELECT 1');
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

async function endQuietly(client: PostgresListeningClient | undefined): Promise<void> {
  try {
    await client?.end();
  } catch {
    // It was lost already.
  }
}
