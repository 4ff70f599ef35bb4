import type { ChangeNotification } from './change-notification.ts';

type ChangeSource = { listen: Listen } | { subscribe: Listen };
type Listen = (onChange: (change: ChangeNotification) => void, onGap: () => void) => Promise<() => Promise<void>>;
type Listener = { readonly onChange: (change: ChangeNotification) => void; readonly onGap: () => void };

/** Shares one subscription to a change source among all listeners of this process. */
export class ChangeFeed {
  readonly #source: ChangeSource;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  /** Resolves to the function that unsubscribes. */
  #subscription: Promise<() => Promise<void>> | undefined;

  /** @param onError gets errors that listeners throw, so that the other listeners are still called */
  constructor(source: ChangeSource, onError: (error: unknown) => void) {
    this.#source = source;
    this.#onError = onError;
  }

  async listen(onChange: Listener['onChange'], onGap: Listener['onGap']): Promise<() => Promise<void>> {
    const listener = { onChange, onGap };
    this.#listeners.add(listener);
    try {
      await (this.#subscription ??= this.#subscribe());
    } catch (error) {
      this.#listeners.delete(listener);
      this.#subscription = undefined;
      throw error;
    }
    return async () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) await this.#unsubscribe();
    };
  }

  notifyGap(): void {
    this.#notify(({ onGap }) => onGap());
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#unsubscribe();
  }

  #subscribe(): Promise<() => Promise<void>> {
    const source = this.#source;
    const notifyChange = (change: ChangeNotification): void => this.#notify(({ onChange }) => onChange(change));
    const notifyGap = (): void => this.notifyGap();
    return 'subscribe' in source ? source.subscribe(notifyChange, notifyGap) : source.listen(notifyChange, notifyGap);
  }

  #notify(call: (listener: Listener) => void): void {
    for (const listener of this.#listeners) {
      try {
        call(listener);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  async #unsubscribe(): Promise<void> {
    const unsubscribe = await this.#takeSubscription();
    await unsubscribe?.();
  }

  async #takeSubscription(): Promise<(() => Promise<void>) | undefined> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    return subscription;
  }
}
