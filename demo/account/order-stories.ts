import type { Order } from 'waybill/contract';
import type { OrderConfirmation } from '../order-confirmation.ts';
import type { Session } from '../session.ts';
import { getShopTime } from '../shop-time.ts';
import { stories } from '../stories/index.ts';
import { createStoryContext, type Story } from '../stories/story.ts';
import { ExamplePlacement } from './example-placement.ts';
import { performStep } from './perform-step.ts';
import { computeTemplateEstimate, createNextIds, placeOrder, type AccountContext } from './place-order.ts';

/** What the story panel of an order shows. */
export type StoryState = {
  story: string;
  stories: readonly Pick<Story, 'id' | 'title'>[];
  /** The number of performed steps. */
  position: number;
  total: number;
  /** The labels of the last and of the next step. */
  last: string | undefined;
  next: string | undefined;
};

const MAX_LISTED = 50;

/** The orders of a shop's one customer, and the stories that the demo plays on them. */
export class OrderStories {
  readonly #context: AccountContext;
  readonly #examples: ExamplePlacement;
  #queueTail: Promise<unknown> = Promise.resolve();

  constructor(context: AccountContext) {
    this.#context = context;
    this.#examples = new ExamplePlacement(context, (instant) => this.#advanceClockTo(instant));
  }

  /** The newest orders, newest first. */
  async listOrders(): Promise<Order[]> {
    const orders = await this.#context.backEnd.store.listRecentOrders(MAX_LISTED);
    return orders.toSorted((a, b) => ((a.placedAt ?? '') < (b.placedAt ?? '') ? 1 : -1));
  }

  getOrder(id: string): Promise<Order | undefined> {
    return this.#context.backEnd.store.getOrder(id);
  }

  /** Follows the id of a replaced example order to its replacement. */
  resolveOrderId(id: string): string {
    const { state } = this.#context;
    if (state.getStoryProgress(id)) return id;
    const replacement = state
      .listUntouchedExamples()
      .find(([, { example }]) => id === example.id || id.startsWith(`${example.id}-`));
    return replacement?.[0] ?? id;
  }

  placeExamples(session: Session): Promise<void> {
    return this.#enqueue(() => this.#examples.placeMissing(session));
  }

  replaceStaleExamples(session: Session): Promise<void> {
    return this.#enqueue(() => this.#examples.replaceStale(session));
  }

  /** Places the order that a checkout confirmed. */
  placeOrder(confirmation: OrderConfirmation, { language }: Session): Promise<void> {
    const { id, cart, to, ship, promise, placedAt } = confirmation;
    const template = { id, number: id, ordinal: 1, cart, to, ship, optionId: promise.id };
    return this.#enqueue(() => placeOrder(this.#context, template, promise, placedAt, { language }));
  }

  /** `undefined` for an order without a story. */
  deriveStoryState(order: Order): StoryState | undefined {
    const { shop, state } = this.#context;
    const progress = state.getStoryProgress(order.id);
    if (!progress) return undefined;
    const { position, storyId } = progress;
    const story = stories.find(({ id }) => id === storyId);
    const steps = story?.steps ?? [];
    return {
      story: story?.id ?? '',
      stories: stories.filter((each) => each.isApplicable(order, shop)).map(({ id, title }) => ({ id, title })),
      position,
      total: steps.length,
      last: steps[position - 1]?.label,
      next: steps[position]?.label,
    };
  }

  /** Performs the next step of an order's story and advances the clock to it. Skips steps that do not apply. */
  runNextStep(id: string, session: Session): Promise<void> {
    const { shop, backEnd, state } = this.#context;
    return this.#enqueue(async () => {
      for (;;) {
        const progress = state.getStoryProgress(id);
        const step = stories.find((story) => story.id === progress?.storyId)?.steps[progress?.position ?? 0];
        if (!progress || !step) return;
        const { example: _, ...touched } = progress;
        let at: number | undefined;
        const isPerformed = await performStep(backEnd, id, step, {
          createContext: (order) => {
            const context = createStoryContext(this.#context, order, getShopTime(shop), session);
            at ??= step.schedule(context);
            return { ...context, now: context.now + Math.max(0, Math.ceil((at - context.now) / 1000)) * 1000 };
          },
          advanceClockTo: (instant) => this.#advanceClockTo(instant),
        });
        state.saveStoryProgress(id, { ...touched, position: progress.position + 1 });
        if (isPerformed) return;
      }
    });
  }

  /**
   * Places a new order from the same template, with the given story or the same one.
   *
   * @returns the id of the new order; the same id if the option is not available now
   */
  startOver(id: string, story: string | undefined, session: Session): Promise<string> {
    const { shop, state } = this.#context;
    return this.#enqueue(async () => {
      const progress = state.getStoryProgress(id);
      const now = getShopTime(shop);
      const estimate = progress && computeTemplateEstimate(shop, progress.template, session, now);
      if (!estimate) return id;
      const { example: _, ...touched } = progress;
      state.saveStoryProgress(id, touched);
      const template = { ...progress.template, ...(await createNextIds(this.#context, progress.template)) };
      const choice = { language: session.language, story: story ?? progress.storyId };
      await placeOrder(this.#context, template, estimate, now, choice);
      return template.id;
    });
  }

  /** Advances the shop's clock, for all visitors. The clock never goes back. */
  advanceClock(seconds: number): void {
    const { shop, state } = this.#context;
    if (seconds <= 0) return;
    shop.clock.elapsedSeconds += seconds;
    state.saveElapsedSeconds(shop.clock.elapsedSeconds);
  }

  #advanceClockTo(instant: number): void {
    this.advanceClock(Math.ceil((instant - getShopTime(this.#context.shop)) / 1000));
  }

  /** One change at a time: tabs load pages and press buttons concurrently. */
  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#queueTail.then(task);
    this.#queueTail = result.catch(() => undefined);
    return result;
  }
}
