import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Recipe } from '../account/draft.ts';
import type { Receipt } from '../receipts.ts';
import type { Language } from '../words/index.ts';

/** An order whose story can be told. */
export type Told = {
  recipe: Recipe;
  /** Of the customer. */
  language: Language;
  /** Of a story; nothing where none fits. */
  story: string | undefined;
  /** Steps that have happened. */
  position: number;
  /** Of a ready-made order: which it is, when it was put there (milliseconds since the epoch), and how much was told of it then. */
  example?: { id: string; madeAt: number; events: number };
};

/** What the demo itself has to remember between starts; orders are in the back end's store. */
type Kept = { passed: number; isStocked: boolean; told: Record<string, Told>; receipts: Record<string, Receipt> };

const MOST_RECEIPTS = 500;

/** One shop's, in a JSON file beside its orders, or as long as the process where there is no file. */
export class ShopState {
  readonly #file: string | undefined;
  #kept: Kept = { passed: 0, isStocked: false, told: {}, receipts: {} };

  /** @throws Error where the file cannot be read as what it is */
  constructor(file: string | undefined) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    const { passed, isStocked = false, told, receipts } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>;
    if (typeof passed !== 'number' || !told || !receipts) throw new Error(`${file} is not a demo shop’s`);
    this.#kept = { passed, isStocked, told, receipts };
  }

  /** Seconds that went by in the shop besides the real ones. */
  get passed(): number {
    return this.#kept.passed;
  }

  keepPassed(passed: number): void {
    this.#kept.passed = passed;
    this.#write();
  }

  /** Whether the ready-made orders were placed. */
  get isStocked(): boolean {
    return this.#kept.isStocked;
  }

  keepStocked(): void {
    this.#kept.isStocked = true;
    this.#write();
  }

  told(id: string): Told | undefined {
    return Object.hasOwn(this.#kept.told, id) ? this.#kept.told[id] : undefined;
  }

  /** Ready-made orders that nobody has touched, newest last. */
  examples(): [id: string, told: Told & Required<Pick<Told, 'example'>>][] {
    return Object.entries(this.#kept.told).flatMap(([id, { example, ...told }]) => (example ? [[id, { ...told, example }]] : []));
  }

  keepTold(id: string, told: Told | undefined): void {
    if (told) this.#kept.told[id] = told;
    else delete this.#kept.told[id];
    this.#write();
  }

  receipt(id: string): Receipt | undefined {
    return Object.hasOwn(this.#kept.receipts, id) ? this.#kept.receipts[id] : undefined;
  }

  keepReceipt(receipt: Receipt): void {
    const entries = [...Object.entries(this.#kept.receipts), [receipt.id, receipt] as const];
    this.#kept.receipts = Object.fromEntries(entries.slice(-MOST_RECEIPTS));
    this.#write();
  }

  /** Whole or not at all: a process may be killed at any moment. */
  #write(): void {
    if (this.#file === undefined) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#kept));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
