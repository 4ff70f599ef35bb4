import type { Row, Value } from './database.ts';
import type { OrderNews } from './store.ts';

type Run = (sql: string, values?: readonly Value[]) => Row[];

export type SqliteNewsOptions = {
  /** On the connection that writes: its own writes do not change the number it sees. */
  readonly runOnWriter: Run;
  /** What is committed. Absent in memory, which no other process sees. */
  readonly runOnReader: Run | undefined;
  /** Milliseconds. */
  readonly interval: number;
  readonly onError: (error: unknown) => void;
};

/**
 * Tells what this process committed at once, and what others did after at most `interval` milliseconds: SQLite
 * has a number that changes when another connection has written, which costs next to nothing to read.
 */
export class SqliteNews {
  readonly #options: SqliteNewsOptions;
  /** What this process told since it last looked. */
  readonly #told = new Map<string, number>();
  #onNews: ((news: OrderNews) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dataVersion: unknown;
  #position = 0;

  constructor(options: SqliteNewsOptions) {
    this.#options = options;
  }

  async listen(onNews: (news: OrderNews) => void): Promise<() => Promise<void>> {
    this.#onNews = onNews;
    const { runOnReader, interval, onError } = this.#options;
    if (runOnReader) {
      this.#dataVersion = this.#readDataVersion();
      this.#position = Number(runOnReader('SELECT MAX(position) AS position FROM waybill_orders')[0]?.['position'] ?? 0);
      const look = (): void => {
        try {
          this.#look(runOnReader);
        } catch (error) {
          // The next look finds what this one missed.
          onError(error);
        }
      };
      this.#timer = setInterval(look, interval).unref();
    }
    return async () => this.stop();
  }

  tell(news: OrderNews): void {
    if (this.#timer) this.#told.set(news.orderId, news.version);
    this.#onNews?.(news);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#onNews = undefined;
    this.#told.clear();
  }

  #look(runOnReader: Run): void {
    const dataVersion = this.#readDataVersion();
    if (dataVersion === this.#dataVersion && this.#told.size === 0) return;
    const rows = runOnReader(
      'SELECT id, version, position FROM waybill_orders WHERE position > $1 AND version > 0 ORDER BY position',
      [this.#position],
    );
    this.#dataVersion = dataVersion;
    const changed = rows.map((row) => ({ orderId: String(row['id']), version: Number(row['version']) }));
    this.#position = Number(rows.at(-1)?.['position'] ?? this.#position);
    const told = new Map(this.#told);
    this.#told.clear();
    for (const news of changed.filter(({ orderId, version }) => told.get(orderId) !== version)) this.#onNews?.(news);
  }

  #readDataVersion(): unknown {
    return this.#options.runOnWriter('PRAGMA data_version')[0]?.['data_version'];
  }
}
