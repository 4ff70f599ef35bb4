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
const pingTimeout = 10_000;
const longestWait = 10_000;

/**
 * Hears notifications on a connection of its own. Nothing is kept for one who is not there: after a lost
 * connection it connects again, however long that takes, and tells of a gap.
 */
export class PostgresListener {
  readonly #options: PostgresListenerOptions;
  #client: PostgresListeningClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #failures = 0;

  constructor(options: PostgresListenerOptions) {
    this.#options = options;
  }

  /** Resolves once it hears; rejects where the first connection fails. */
  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
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
    if (this.#isStopped) return endQuietly(client);
    this.#client = client;
    this.#failures = 0;
    this.#ping(client);
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

  #ping(client: PostgresListeningClient): void {
    this.#timer = setTimeout(() => {
      const giveUp = (): void => this.#lose(client, new Error('the listening connection does not answer'));
      const timeout = setTimeout(giveUp, pingTimeout).unref();
      client.query('SELECT 1').then(
        () => {
          clearTimeout(timeout);
          if (this.#client === client) this.#ping(client);
        },
        (error: unknown) => {
          clearTimeout(timeout);
          this.#lose(client, error);
        },
      );
    }, pingInterval).unref();
  }

  #lose(client: PostgresListeningClient, error: unknown): void {
    if (this.#isStopped || this.#client !== client) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    this.#options.onError(error);
    void endQuietly(client);
    this.#connectAgain();
  }

  #connectAgain(): void {
    const wait = Math.min(100 * 2 ** this.#failures, longestWait) * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => {
      this.#connect().then(
        () => {
          if (!this.#isStopped) this.#options.onGap();
        },
        (error: unknown) => {
          this.#failures += 1;
          this.#options.onError(error);
          if (!this.#isStopped) this.#connectAgain();
        },
      );
    }, wait);
  }
}

async function endQuietly(client: PostgresListeningClient | undefined): Promise<void> {
  try {
    await client?.end();
  } catch {
    // It was lost already.
  }
}
