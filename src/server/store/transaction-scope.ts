import { AsyncLocalStorage } from 'node:async_hooks';
import type { Query, Value } from './database.ts';

/** Detects whether code runs inside a transaction, and rejects statements after the end of their transaction. */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ isOpen: boolean }>();

  /** Whether the caller runs inside an open transaction. Work that outlives its transaction is outside. */
  isInside(): boolean {
    return this.#storage.getStore()?.isOpen ?? false;
  }

  /** Throws inside a transaction, because a second one would wait for the first. */
  assertOutside(): void {
    if (this.isInside())
      throw new Error(
        'a transaction of the store cannot begin inside another one: use the methods of the locked order',
      );
  }

  /**
   * Runs `work`. Rejects if any statement failed, even if `work` caught the error: Postgres would roll back, SQLite would
   * commit a part.
   */
  async run<T>(query: Query, work: (query: Query) => Promise<T>): Promise<T> {
    const scope = { isOpen: true };
    const failures: unknown[] = [];
    async function guarded(sql: string, values: readonly Value[] = []): ReturnType<Query> {
      if (!scope.isOpen) throw new Error('the transaction has ended');
      try {
        return await query(sql, values);
      } catch (error) {
        failures.push(error);
        throw error;
      }
    }
    try {
      const result = await this.#storage.run(scope, () => work(guarded));
      if (failures.length > 0) throw failures[0];
      return result;
    } catch (error) {
      // After a failure Postgres refuses all further statements. Only the first error names the cause.
      throw failures.includes(error) ? failures[0] : error;
    } finally {
      scope.isOpen = false;
    }
  }
}
