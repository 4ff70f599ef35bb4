import type { Announcement, Query } from './database.ts';

/** The channel of these tables, as an SQL expression: another schema of the same database has another. */
export const channelName = `'waybill_' || md5(current_schema())`;

/**
 * Tells other processes what is committed, in statements beside the transactions: a commit with a NOTIFY holds a lock of
 * the whole server until it is on the disk, so that all would wait for each other. A statement of its own has
 * nothing to bring to the disk, and takes along all that came while the one before it was under way. What is lost with
 * this process or its connection, those who listen find by looking.
 */
export class PostgresAnnouncer {
  readonly #query: Query;
  readonly #onError: (error: unknown) => void;
  #waiting: Announcement[] = [];
  #sending: Promise<void> | undefined;

  constructor(query: Query, onError: (error: unknown) => void) {
    this.#query = query;
    this.#onError = onError;
  }

  announce(news: readonly Announcement[]): void {
    if (news.length === 0) return;
    this.#waiting.push(...news);
    this.#sending ??= this.#send();
  }

  /** Resolves once nothing is waiting anymore. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await notify(this.#query, batch);
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#sending = undefined;
  }
}

/** A notification for each, heard once what the statement is part of is committed. */
export async function notify(query: Query, news: readonly Announcement[]): Promise<void> {
  const sql = `SELECT pg_notify(${channelName}, payload) FROM json_array_elements_text(CAST($1 AS JSON)) AS given (payload)`;
  await query(sql, [JSON.stringify(news.map((each) => JSON.stringify(each)))]);
}
