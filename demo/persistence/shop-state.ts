import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { OrderTemplate } from '../account/order-draft.ts';
import type { OrderConfirmation } from '../order-confirmation.ts';
import type { Language } from '../i18n/index.ts';

/** How far the story of an order is, and the data for a new order like it. */
export type StoryProgress = {
  template: OrderTemplate;
  /** The customer's language. */
  language: Language;
  /** `undefined` if no story fits the order. */
  storyId: string | undefined;
  /** The number of performed steps. */
  position: number;
  /** Present while nobody has touched an example order. `madeAt` is in milliseconds since the epoch. */
  example?: { id: string; madeAt: number; events: number };
};

/** The demo's own state; the back end's store holds the orders. */
type StoredShopState = {
  elapsedSeconds: number;
  hasExamples: boolean;
  stories: Record<string, StoryProgress>;
  confirmations: Record<string, OrderConfirmation>;
};

const MAX_CONFIRMATIONS = 500;

/** The state of one shop, in a JSON file; in memory without a file. */
export class ShopState {
  readonly #file: string | undefined;
  #stored: StoredShopState = { elapsedSeconds: 0, hasExamples: false, stories: {}, confirmations: {} };

  /** @throws Error if the file does not hold a shop's state */
  constructor(file: string | undefined) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    const {
      elapsedSeconds,
      hasExamples = false,
      stories,
      confirmations,
    } = JSON.parse(readFileSync(file, 'utf8')) as Partial<StoredShopState>;
    if (typeof elapsedSeconds !== 'number' || !stories || !confirmations)
      throw new Error(`${file} does not hold a demo shop’s state`);
    this.#stored = { elapsedSeconds, hasExamples, stories, confirmations };
  }

  /** Seconds by which the shop's clock is ahead of the machine's. */
  get elapsedSeconds(): number {
    return this.#stored.elapsedSeconds;
  }

  saveElapsedSeconds(seconds: number): void {
    this.#stored.elapsedSeconds = seconds;
    this.#write();
  }

  /** Whether the example orders were placed. */
  get hasExamples(): boolean {
    return this.#stored.hasExamples;
  }

  markExamplesPlaced(): void {
    this.#stored.hasExamples = true;
    this.#write();
  }

  getStoryProgress(id: string): StoryProgress | undefined {
    return Object.hasOwn(this.#stored.stories, id) ? this.#stored.stories[id] : undefined;
  }

  /** Example orders that nobody has touched, newest last. */
  listUntouchedExamples(): [id: string, progress: StoryProgress & Required<Pick<StoryProgress, 'example'>>][] {
    return Object.entries(this.#stored.stories).flatMap(([id, { example, ...progress }]) =>
      example ? [[id, { ...progress, example }]] : [],
    );
  }

  saveStoryProgress(id: string, progress: StoryProgress | undefined): void {
    if (progress) this.#stored.stories[id] = progress;
    else delete this.#stored.stories[id];
    this.#write();
  }

  getConfirmation(id: string): OrderConfirmation | undefined {
    return Object.hasOwn(this.#stored.confirmations, id) ? this.#stored.confirmations[id] : undefined;
  }

  saveConfirmation(confirmation: OrderConfirmation): void {
    const entries = [...Object.entries(this.#stored.confirmations), [confirmation.id, confirmation] as const];
    this.#stored.confirmations = Object.fromEntries(entries.slice(-MAX_CONFIRMATIONS));
    this.#write();
  }

  /** Atomic: a process may be killed at any moment. */
  #write(): void {
    if (this.#file === undefined) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#stored));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
