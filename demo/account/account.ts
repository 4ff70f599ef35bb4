import type { Estimate } from '../../src/contract/index.ts';
import type { Built } from '../dist.ts';
import { OrderBook } from '../orders/book.ts';
import type { Receipt } from '../receipts.ts';
import type { Shop } from '../shops/shop.ts';
import { STORIES } from '../stories/index.ts';
import { sceneryOf } from '../stories/scenery.ts';
import type { Scene, Story } from '../stories/story.ts';
import { shopNow, type Visit } from '../visit.ts';
import { estimatesFor, readWay } from '../ways.ts';
import { localParts, zonedInstant } from '../zoned.ts';
import { draftOf, type Recipe } from './draft.ts';
import { EXAMPLES, type Example } from './examples.ts';

/** How far an order's story is told. */
export type StoryState = {
  story: string;
  stories: readonly Pick<Story, 'id' | 'title'>[];
  position: number;
  total: number;
  /** What happened last, and what happens next. */
  last: string | undefined;
  next: string | undefined;
};

type Told = { recipe: Recipe; story: Story | undefined; position: number };

const DAY = 86_400_000;

/** A customer's orders in one shop, and the stories that can be told of them. */
export class Account {
  readonly book = new OrderBook();
  readonly #built: Built;
  readonly #shop: Shop;
  readonly #told = new Map<string, Told>();
  /** Of the ready-made orders: when and for which language they were made, and as which version. */
  readonly #made = new Map<string, { now: number; language: string; epoch: string; version: number }>();

  constructor(built: Built, shop: Shop) {
    this.#built = built;
    this.#shop = shop;
  }

  /** Puts the ready-made orders there, and puts those that nobody touched into the visitor's time and language. */
  open(visit: Visit): void {
    const now = shopNow(this.#shop, visit);
    for (const example of EXAMPLES[this.#shop.id] ?? []) {
      const known = this.book.find(example.id);
      const made = this.#made.get(example.id);
      const isTouched = made?.epoch !== known?.epoch || made?.version !== known?.order.version;
      const isFitting = made?.language === visit.language && Math.abs(now - made.now) < DAY;
      if (!known || !(isTouched || isFitting)) this.#make(example, visit, now);
    }
  }

  /** The order that a checkout confirmed. */
  place(receipt: Receipt, visit: Visit): void {
    const { id, cart, to, ship, promise, placedAt } = receipt;
    this.#put({ id, number: id, cart, to, ship, way: promise.id }, promise, placedAt, visit);
    this.#tell(id);
  }

  /** `undefined` for an order that is not there. */
  storyOf(id: string): StoryState | undefined {
    const told = this.#told.get(id);
    const order = this.book.find(id)?.order;
    if (!told || !order) return undefined;
    const { story, position } = told;
    const steps = story?.steps ?? [];
    return {
      story: story?.id ?? '',
      stories: STORIES.filter((each) => each.fits(order)).map(({ id: name, title }) => ({ id: name, title })),
      position,
      total: steps.length,
      last: steps[position - 1]?.label,
      next: steps[position]?.label,
    };
  }

  /** Lets the next thing happen, and so much time pass as it takes. Steps with nothing to happen to are left out. */
  next(id: string, visit: Visit): void {
    const told = this.#told.get(id);
    const order = this.book.find(id)?.order;
    if (!told || !order) return;
    for (const step of told.story?.steps.slice(told.position) ?? []) {
      told.position += 1;
      const scene = this.#scene(order, shopNow(this.#shop, visit), visit);
      const passing = Math.ceil(Math.max(0, step.at(scene) - scene.now) / 1000);
      const now = scene.now + passing * 1000;
      const fields = step.change({ ...scene, now });
      if (!fields) continue;
      this.#shop.clock.passed += passing;
      this.book.change(id, fields, now);
      return;
    }
  }

  /** The order as if it was placed just now, with the same or another story ahead of it. */
  startOver(id: string, story: string | undefined, visit: Visit): void {
    const told = this.#told.get(id);
    const order = this.book.find(id)?.order;
    if (!told || !order) return;
    const now = shopNow(this.#shop, visit);
    const estimate = this.#estimate(told.recipe, visit, now);
    if (estimate) this.#put(told.recipe, estimate, now, visit);
    this.#tell(id, story ?? told.story?.id);
  }

  #make(example: Example, visit: Visit, now: number): void {
    const { id, story, steps, daysAgo, time } = example;
    const { timeZone } = this.#shop;
    const placedAt = zonedInstant(timeZone, localParts(timeZone, now - daysAgo * DAY).date, time);
    const estimate = this.#estimate(example, visit, placedAt);
    if (!estimate) return;
    this.#put(example, estimate, placedAt, visit);
    this.#tell(id, story);
    this.#catchUp(id, steps, placedAt, now, visit);
    const entry = this.book.find(id);
    if (entry) this.#made.set(id, { now, language: visit.language, epoch: entry.epoch, version: entry.order.version });
  }

  /** Tells what had its time between then and now. */
  #catchUp(id: string, steps: number, since: number, now: number, visit: Visit): void {
    const told = this.#told.get(id);
    let at = since;
    for (const step of told?.story?.steps.slice(0, steps) ?? []) {
      const order = this.book.find(id)?.order;
      if (!told || !order) return;
      const scene = this.#scene(order, at, visit);
      at = step.at(scene);
      if (at > now) break;
      told.position += 1;
      this.book.change(id, step.change({ ...scene, now: at }) ?? {}, at);
    }
    this.book.change(id, {}, now);
  }

  #put(recipe: Recipe, estimate: Estimate, placedAt: number, visit: Visit): void {
    const { says } = sceneryOf(this.#shop, visit.language);
    this.book.put(draftOf(this.#shop, recipe, estimate, placedAt, says.refundTo), placedAt);
    this.#told.set(recipe.id, { recipe, story: undefined, position: 0 });
  }

  /** Begins a story: the named one, or the first that fits. */
  #tell(id: string, name?: string): void {
    const told = this.#told.get(id);
    const order = this.book.find(id)?.order;
    if (!told || !order) return;
    const fitting = STORIES.filter((story) => story.fits(order));
    told.story = fitting.find((story) => story.id === name) ?? fitting[0];
    told.position = 0;
  }

  #scene(order: Scene['order'], now: number, visit: Visit): Scene {
    const scenery = sceneryOf(this.#shop, visit.language);
    return { order, now, timeZone: order.timeZone ?? this.#shop.timeZone, scenery };
  }

  /** What the shop's terms say at a time, in milliseconds since the epoch. */
  #estimate({ cart, to, ship, way }: Recipe, visit: Visit, at: number): Estimate | undefined {
    const ahead = visit.ahead + (at - shopNow(this.#shop, visit)) / 1000;
    const found = estimatesFor(this.#built, this.#shop, { ...visit, to, ship, ahead }, cart, readWay(way));
    return found.find(({ id, unavailable }) => id === way && !unavailable);
  }
}
