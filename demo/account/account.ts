import type { Estimate, Order } from '../../src/contract/index.ts';
import type { BackEnd } from '../back-end.ts';
import type { Built } from '../dist.ts';
import type { ShopState, Told } from '../keeping/shop-state.ts';
import type { Receipt } from '../receipts.ts';
import type { Shop } from '../shops/shop.ts';
import { STORIES } from '../stories/index.ts';
import { sceneryOf } from '../stories/scenery.ts';
import type { Scene, Step, Story } from '../stories/story.ts';
import { clockNow, type Visit } from '../visit.ts';
import { estimatesFor, readWay } from '../ways.ts';
import { localParts, zonedInstant } from '../zoned.ts';
import { draftOf, type Recipe } from './draft.ts';
import { EXAMPLES, type Example } from './examples.ts';
import { perform } from './perform.ts';

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

export type AccountOptions = { built: Built; shop: Shop; backEnd: BackEnd; state: ShopState };

const DAY = 86_400_000;
const MOST_LISTED = 50;

/** A customer's orders in one shop, and the stories that can be told of them to the back end. */
export class Account {
  readonly #built: Built;
  readonly #shop: Shop;
  readonly #backEnd: BackEnd;
  readonly #state: ShopState;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ built, shop, backEnd, state }: AccountOptions) {
    this.#built = built;
    this.#shop = shop;
    this.#backEnd = backEnd;
    this.#state = state;
  }

  /** The newest orders, newest first. */
  async list(): Promise<Order[]> {
    const orders = await this.#backEnd.store.recentOrders(MOST_LISTED);
    return orders.toSorted((a, b) => ((a.placedAt ?? '') < (b.placedAt ?? '') ? 1 : -1));
  }

  order(id: string): Promise<Order | undefined> {
    return this.#backEnd.store.order(id);
  }

  /** The order that was placed anew in the place of a ready-made one, or the one that is named. */
  newestLike(id: string): string {
    if (this.#state.told(id)) return id;
    const [newest] = this.#state.examples().find(([, { example }]) => id === example.id || id.startsWith(`${example.id}-`)) ?? [];
    return newest ?? id;
  }

  /** Places the ready-made orders where they are not there yet. */
  open(visit: Visit): Promise<void> {
    return this.#queue(async () => {
      if (this.#state.isStocked) return;
      await this.#backEnd.catchUp(async () => {
        for (const example of this.#examples()) {
          if (!(await this.order(example.id))) await this.#make(example, example, visit);
        }
      });
      this.#state.keepStocked();
    });
  }

  /** Places ready-made orders anew that nobody has touched for a day, so that there is always something under way. */
  refresh(visit: Visit): Promise<void> {
    return this.#queue(async () => {
      const old = this.#state.examples().filter(([, { example }]) => clockNow(this.#shop) - example.madeAt >= DAY);
      if (old.length > 0) await this.#backEnd.catchUp(() => this.#replace(old, visit));
    });
  }

  /** The order that a checkout confirmed. */
  place({ id, cart, to, ship, promise, placedAt }: Receipt, { language }: Visit): Promise<void> {
    return this.#queue(() => this.#put({ id, number: id, ordinal: 1, cart, to, ship, way: promise.id }, promise, placedAt, { language }));
  }

  /** `undefined` for an order that nothing can be told of. */
  storyOf(order: Order): StoryState | undefined {
    const told = this.#state.told(order.id);
    if (!told) return undefined;
    const { position } = told;
    const story = STORIES.find(({ id }) => id === told.story);
    const steps = story?.steps ?? [];
    return {
      story: story?.id ?? '',
      stories: STORIES.filter((each) => each.fits(order)).map(({ id, title }) => ({ id, title })),
      position,
      total: steps.length,
      last: steps[position - 1]?.label,
      next: steps[position]?.label,
    };
  }

  /** Lets the next thing happen, and so much time pass as it takes. Steps with nothing to happen to are left out. */
  next(id: string, visit: Visit): Promise<void> {
    return this.#queue(async () => {
      for (;;) {
        const told = this.#state.told(id);
        const step = STORIES.find((story) => story.id === told?.story)?.steps[told?.position ?? 0];
        if (!told || !step) return;
        const { example: _, ...touched } = told;
        let at: number | undefined;
        const isDone = await this.#perform(id, step, (order) => {
          const scene = this.#scene(order, clockNow(this.#shop), visit);
          at ??= step.at(scene);
          return { ...scene, now: scene.now + Math.max(0, Math.ceil((at - scene.now) / 1000)) * 1000 };
        });
        this.#state.keepTold(id, { ...touched, position: told.position + 1 });
        if (isDone) return;
      }
    });
  }

  /** Places another order of the same, as of now, with the same or another story ahead of it. Its id. */
  startOver(id: string, story: string | undefined, visit: Visit): Promise<string> {
    return this.#queue(async () => {
      const told = this.#state.told(id);
      const now = clockNow(this.#shop);
      const estimate = told && this.#estimate(told.recipe, visit, now);
      if (!estimate) return id;
      const { example: _, ...touched } = told;
      this.#state.keepTold(id, touched);
      const recipe = { ...told.recipe, ...(await this.#another(told.recipe)) };
      await this.#put(recipe, estimate, now, { language: visit.language, story: story ?? told.story });
      return recipe.id;
    });
  }

  /** Seconds go by for everyone who looks at the shop; time never goes back. */
  letPass(seconds: number): void {
    if (seconds <= 0) return;
    this.#shop.clock.passed += seconds;
    this.#state.keepPassed(this.#shop.clock.passed);
  }

  #examples(): readonly Example[] {
    return EXAMPLES[this.#shop.id] ?? [];
  }

  async #replace(old: ReturnType<ShopState['examples']>, visit: Visit): Promise<void> {
    for (const [id, { example, recipe }] of old) {
      const order = await this.order(id);
      const ready = this.#examples().find((each) => each.id === example.id);
      if (!order || !ready || isTouched(order, example.events)) continue;
      await this.#backEnd.store.forget(id);
      this.#state.keepTold(id, undefined);
      await this.#make(ready, await this.#another(recipe), visit);
    }
  }

  /** A ready-made order, with what had its time between then and now. */
  async #make(example: Example, as: Pick<Recipe, 'id' | 'number' | 'ordinal'>, visit: Visit): Promise<void> {
    const { story, steps, daysAgo, time } = example;
    const { id, number, ordinal } = as;
    const { timeZone } = this.#shop;
    const now = clockNow(this.#shop);
    const placedAt = zonedInstant(timeZone, localParts(timeZone, now - daysAgo * DAY).date, time);
    const estimate = this.#estimate(example, visit, placedAt);
    if (!estimate) return;
    const { cart, to, ship, way } = example;
    const made = { language: visit.language, story, example: { id: example.id, madeAt: now, events: 1 } };
    await this.#put({ id, number, ordinal, cart, to, ship, way }, estimate, placedAt, made);
    let at = placedAt;
    for (const [position, step] of (STORIES.find((each) => each.id === story)?.steps ?? []).slice(0, steps).entries()) {
      const order = await this.order(id);
      const told = this.#state.told(id);
      if (!order || !told) return;
      at = step.at(this.#scene(order, at, visit));
      if (at > now) return;
      await this.#perform(id, step, (current) => this.#scene(current, at, visit));
      const events = (await this.order(id))?.events.length ?? 0;
      this.#state.keepTold(id, { ...told, position: position + 1, example: { ...made.example, events } });
    }
  }

  /** Sends the order, and begins a story: the named one, or the first that fits. */
  async #put(recipe: Recipe, estimate: Estimate, placedAt: number, told: Pick<Told, 'language'> & { story?: string | undefined; example?: Told['example'] }): Promise<void> {
    const { id } = recipe;
    const order = (await this.#backEnd.send('PUT', `orders/${id}`, draftOf(this.#shop, recipe, estimate, placedAt))) as Order;
    const fitting = STORIES.filter((story) => story.fits(order)).map((story) => story.id);
    const story = fitting.find((name) => name === told.story) ?? fitting[0];
    this.#state.keepTold(id, { recipe, language: told.language, story, position: 0, ...(told.example && { example: told.example }) });
  }

  #perform(id: string, step: Step, sceneOf: (order: Order) => Scene): Promise<boolean> {
    return perform(this.#backEnd, id, step, {
      sceneOf,
      waitUntil: (then) => this.letPass(Math.ceil((then - clockNow(this.#shop)) / 1000)),
    });
  }

  /** One more order of the same. */
  async #another({ id, number, ordinal }: Recipe): Promise<Pick<Recipe, 'id' | 'number' | 'ordinal'>> {
    const ending = ordinal > 1 ? `-${ordinal}`.length : 0;
    const baseOf = (text: string): string => text.slice(0, text.length - ending);
    for (let count = ordinal + 1; ; count += 1) {
      const other = { id: `${baseOf(id)}-${count}`, number: `${baseOf(number)}-${count}`, ordinal: count };
      if ((await this.#backEnd.store.version(other.id)) === undefined) return other;
    }
  }

  #scene(order: Order, now: number, visit: Visit): Scene {
    const scenery = sceneryOf(this.#shop, visit.language);
    return { order, now, timeZone: order.timeZone ?? this.#shop.timeZone, scenery };
  }

  /** What the shop's terms say at a time, in milliseconds since the epoch. */
  #estimate({ cart, to, ship, way }: Recipe, visit: Visit, at: number): Estimate | undefined {
    const ahead = (at - clockNow(this.#shop)) / 1000;
    const found = estimatesFor(this.#built, this.#shop, { ...visit, to, ship, ahead }, cart, readWay(way));
    return found.find(({ id, unavailable }) => id === way && !unavailable);
  }

  /** One after another: pages are opened and buttons pressed at the same time. */
  #queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Whether the customer or somebody who scans did something about it. */
function isTouched({ events, adjustments, shipments }: Order, told: number): boolean {
  return events.length !== told || adjustments.length > 0 || shipments.some(({ exceptions }) => exceptions.some(({ reason }) => reason === 'missing'));
}
