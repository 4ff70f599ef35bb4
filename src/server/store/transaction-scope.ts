import { AsyncLocalStorage } from 'node:async_hooks';
import type { Query, Value } from './database.ts';

/** Knows whether code runs inside a transaction, and keeps a transaction's statements to its time. */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ isOpen: boolean }>();

  /** Whether the caller runs inside a transaction. What it started and did not wait for is outside once it ended. */
  isInside(): boolean {
    return this.#storage.getStore()?.isOpen ?? false;
  }

  /** Throws where waiting for another transaction could mean waiting for oneself. */
  refuseInside(): void {
    if (this.isInside()) throw new Error('a transaction of the store cannot be begun inside another one: use what the lock gives');
  }

  /**
   * Runs `work` with statements that throw once it has ended. Rejects also where a statement failed and `work`
   * went on: Postgres would commit nothing of it, and SQLite a half.
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
      // After one failure Postgres refuses every further statement: the first one says why.
      throw failures.includes(error) ? failures[0] : error;
    } finally {
      scope.isOpen = false;
    }
  }
}
