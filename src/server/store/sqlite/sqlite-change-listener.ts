import type { Row, Value } from '../database.ts';
import type { ChangeNotification } from '../../change-feed/change-notification.ts';

type Run = (sql: string, values?: readonly Value[]) => Row[];

export type SqliteChangeListenerOptions = {
  /** On the writing connection: its own writes do not change `data_version`. */
  readonly runOnWriter: Run;
  /** Reads committed data. Absent in memory, which no other process can change. */
  readonly runOnReader: Run | undefined;
  /** Poll interval. */
  readonly intervalMs: number;
  readonly onError: (error: unknown) => void;
};

/**
 * Delivers commits of this process at once, and commits of other processes after at most `intervalMs`. `PRAGMA
 * data_version` changes when another connection has written; reading it is cheap.
 */
export class SqliteChangeListener {
  readonly #options: SqliteChangeListenerOptions;
  /** Versions delivered since the last poll. */
  readonly #delivered = new Map<string, number>();
  #onChange: ((change: ChangeNotification) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dataVersion: unknown;
  #position = 0;

  constructor(options: SqliteChangeListenerOptions) {
    this.#options = options;
  }

  async listen(onChange: (change: ChangeNotification) => void): Promise<() => Promise<void>> {
    this.#onChange = onChange;
    const { runOnReader, intervalMs, onError } = this.#options;
    if (runOnReader) {
      this.#dataVersion = this.#readDataVersion();
      this.#position = Number(
        runOnReader('SELECT MAX(position) AS position FROM waybill_orders')[0]?.['position'] ?? 0,
      );
      const poll = (): void => {
        try {
          this.#poll(runOnReader);
        } catch (error) {
          // The next poll finds the same changes.
          onError(error);
        }
      };
      this.#timer = setInterval(poll, intervalMs).unref();
    }
    return async () => this.stop();
  }

  deliver(change: ChangeNotification): void {
    if (this.#timer) this.#delivered.set(change.orderId, change.version);
    this.#onChange?.(change);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#onChange = undefined;
    this.#delivered.clear();
  }

  #poll(runOnReader: Run): void {
    const dataVersion = this.#readDataVersion();
    if (dataVersion === this.#dataVersion && this.#delivered.size === 0) return;
    const rows = runOnReader(
      'SELECT id, version, position FROM waybill_orders WHERE position > $1 AND version > 0 ORDER BY position',
      [this.#position],
    );
    this.#dataVersion = dataVersion;
    const changed = rows.map((row) => ({ orderId: String(row['id']), version: Number(row['version']) }));
    this.#position = Number(rows.at(-1)?.['position'] ?? this.#position);
    const delivered = new Map(this.#delivered);
    this.#delivered.clear();
    for (const change of changed.filter(({ orderId, version }) => delivered.get(orderId) !== version))
      this.#onChange?.(change);
  }

  #readDataVersion(): unknown {
    return this.#options.runOnWriter('PRAGMA data_version')[0]?.['data_version'];
  }
}
