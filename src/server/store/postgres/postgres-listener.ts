import { setTimeout as sleep } from 'node:timers/promises';
import type { CommittedChange, ChangeNotification } from '../../change-feed/change-notification.ts';
import { CHANNEL_NAME } from './postgres-notifier.ts';
import type { PostgresListeningClient } from './postgres-driver.ts';
import { DeliveredChanges, type ReadAfter } from '../../change-feed/delivered-changes.ts';

export type PostgresListenerOptions = {
  readonly createClient: () => PostgresListeningClient;
  readonly onChange: (change: ChangeNotification) => void;
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
};

/**
 * Interval of polls for commits of processes that crashed before they sent the notification. A poll also detects
 * connections that broke silently.
 */
const POLL_INTERVAL_MS = 2000;
/** Far more than the time between the assignment of a position and its commit. */
const MAX_WRITE_MS = 20_000;
/** Between two connection attempts. */
const MAX_RECONNECT_DELAY_MS = 10_000;

/**
 * Receives notifications on its own connection and polls for missed ones. Each change is delivered once. After a lost
 * connection it reconnects without a time limit and reports a gap, because Postgres does not store notifications.
 */
export class PostgresListener {
  readonly #options: PostgresListenerOptions;
  readonly #stopping = new AbortController();
  #client: PostgresListeningClient | undefined;
  #delivered = createDeliveredChanges(0);

  constructor(options: PostgresListenerOptions) {
    this.#options = options;
  }

  /** Resolves when the connection listens. Rejects if the first connection attempt fails. */
  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await closeQuietly(this.#client);
  }

  /** Delivers a commit of this process at once. */
  deliver(change: CommittedChange): void {
    if (!this.#delivered.markDelivered(change)) return;
    const { orderId, version } = change;
    this.#options.onChange({ orderId, version });
  }

  async #connect(): Promise<void> {
    const client = this.#options.createClient();
    // Both events may come, in any order. Only the first one counts.
    client.on('error', (error) => this.#handleDisconnect(client, error));
    client.on('end', () => this.#handleDisconnect(client, new Error('the listening connection was closed')));
    client.on('notification', ({ payload }) => this.#parseNotification(payload));
    try {
      await client.connect();
      const { rows } = await client.query(`SELECT quote_ident(${CHANNEL_NAME}) AS name`);
      await client.query(`LISTEN ${String(rows[0]?.['name'])}`);
      await this.#initialize(client);
    } catch (error) {
      await closeQuietly(client);
      throw error;
    }
    if (this.#stopping.signal.aborted) return closeQuietly(client);
    this.#client = client;
    void this.#poll(client);
  }

  /** Existing changes count as delivered: listeners read the orders when they start and after a gap. */
  async #initialize(client: PostgresListeningClient): Promise<void> {
    const { rows } = await client.query('SELECT COALESCE(MAX(position), 0) AS position FROM waybill_orders');
    // Positions are microseconds of the writers' clocks.
    this.#delivered = createDeliveredChanges(Number(rows[0]?.['position']) - MAX_WRITE_MS * 1000);
    await this.#delivered.poll(createReadAfter(client));
  }

  #parseNotification(payload: string | undefined): void {
    let change: CommittedChange;
    try {
      change = JSON.parse(payload ?? '') as CommittedChange;
    } catch (error) {
      this.#options.onError(error);
      return;
    }
    this.deliver(change);
  }

  async #poll(client: PostgresListeningClient): Promise<void> {
    try {
      while (this.#client === client) {
        await sleep(POLL_INTERVAL_MS, undefined, { ref: false, signal: this.#stopping.signal });
        const missed = await this.#delivered.poll(createReadAfter(client));
        if (this.#stopping.signal.aborted) return;
        missed.forEach((change) => this.#options.onChange(change));
      }
    } catch (error) {
      this.#handleDisconnect(client, error);
    }
  }

  #handleDisconnect(client: PostgresListeningClient, error: unknown): void {
    if (this.#stopping.signal.aborted || this.#client !== client) return;
    this.#client = undefined;
    this.#options.onError(error);
    void closeQuietly(client);
    void this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#stopping;
    for (let wait = 100; !signal.aborted; wait = Math.min(wait * 2, MAX_RECONNECT_DELAY_MS)) {
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

function createDeliveredChanges(position: number): DeliveredChanges {
  return new DeliveredChanges({ maxWriteMs: MAX_WRITE_MS, position });
}

function createReadAfter(client: PostgresListeningClient): ReadAfter {
  return async (position) => {
    const text =
      'SELECT id, version, position FROM waybill_orders WHERE position > $1 AND version > 0 ORDER BY position';
    const { rows } = await client.query({ text, values: [position] });
    return rows.map((row) => ({
      orderId: String(row['id']),
      version: Number(row['version']),
      position: Number(row['position']),
    }));
  };
}

async function closeQuietly(client: PostgresListeningClient | undefined): Promise<void> {
  try {
    await client?.end();
  } catch {
    // The connection was lost already.
  }
}
