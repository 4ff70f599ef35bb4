import type { CommittedChange } from '../../change-feed/change-notification.ts';
import type { Query } from '../database.ts';

/** SQL expression of the channel name. Each schema of a database has its own channel. */
export const CHANNEL_NAME = `'waybill_' || md5(current_schema())`;

/**
 * Notifies other processes of commits in separate statements. A commit that contains NOTIFY holds a server-wide lock until
 * it is on disk, so all commits would wait for each other. A separate statement writes nothing to disk, and one statement
 * carries all changes that arrived during the previous one. Listeners find lost notifications by polling.
 */
export class PostgresNotifier {
  readonly #query: Query;
  readonly #onError: (error: unknown) => void;
  #waiting: CommittedChange[] = [];
  #sending: Promise<void> | undefined;

  constructor(query: Query, onError: (error: unknown) => void) {
    this.#query = query;
    this.#onError = onError;
  }

  notify(changes: readonly CommittedChange[]): void {
    if (changes.length === 0) return;
    this.#waiting.push(...changes);
    this.#sending ??= this.#send();
  }

  /** Resolves when all notifications are sent. */
  async flush(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await sendNotifications(this.#query, batch);
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#sending = undefined;
  }
}

/** Sends one notification for each change. Inside a transaction, they are sent with its commit. */
export async function sendNotifications(query: Query, changes: readonly CommittedChange[]): Promise<void> {
  const sql = `SELECT pg_notify(${CHANNEL_NAME}, payload) FROM json_array_elements_text(CAST($1 AS JSON)) AS changes (payload)`;
  await query(sql, [JSON.stringify(changes.map((each) => JSON.stringify(each)))]);
}
