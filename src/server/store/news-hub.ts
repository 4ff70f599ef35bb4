import type { OrderNews } from './store.ts';

type Source = { listen: Listen } | { subscribe: Listen };
type Listen = (onNews: (news: OrderNews) => void, onGap: () => void) => Promise<() => Promise<void>>;
type Listener = { readonly onNews: (news: OrderNews) => void; readonly onGap: () => void };

/** Hears news once for all who listen in this process, from the first of them to the last. */
export class NewsHub {
  readonly #source: Source;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  /** Settles with the function that ends it. */
  #hearing: Promise<() => Promise<void>> | undefined;

  /** @param onError told of what a listener throws: it must not keep the others from hearing */
  constructor(source: Source, onError: (error: unknown) => void) {
    this.#source = source;
    this.#onError = onError;
  }

  async listen(onNews: Listener['onNews'], onGap: Listener['onGap']): Promise<() => Promise<void>> {
    const listener = { onNews, onGap };
    this.#listeners.add(listener);
    try {
      await (this.#hearing ??= this.#hear());
    } catch (error) {
      this.#listeners.delete(listener);
      this.#hearing = undefined;
      throw error;
    }
    return async () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) await this.#end();
    };
  }

  tellGap(): void {
    this.#tell(({ onGap }) => onGap());
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#end();
  }

  #hear(): Promise<() => Promise<void>> {
    const source = this.#source;
    const tell = (news: OrderNews): void => this.#tell(({ onNews }) => onNews(news));
    const tellGap = (): void => this.tellGap();
    return 'subscribe' in source ? source.subscribe(tell, tellGap) : source.listen(tell, tellGap);
  }

  #tell(call: (listener: Listener) => void): void {
    for (const listener of this.#listeners) {
      try {
        call(listener);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  async #end(): Promise<void> {
    const hearing = this.#hearing;
    this.#hearing = undefined;
    await (await hearing)?.();
  }
}
