import type { Order } from 'waybill/contract';
import type { ShopState } from '../persistence/shop-state.ts';
import type { Session } from '../session.ts';
import { getShopTime } from '../shop-time.ts';
import { stories } from '../stories/index.ts';
import { createStoryContext } from '../stories/story.ts';
import { DAY_MS, toInstant, toLocalDate } from '../zoned-time.ts';
import { exampleOrders, type ExampleOrder } from './example-orders.ts';
import { performStep, type StepEnvironment } from './perform-step.ts';
import {
  computeTemplateEstimate,
  createNextIds,
  placeOrder,
  type AccountContext,
  type OrderIds,
} from './place-order.ts';

type UntouchedExamples = ReturnType<ShopState['listUntouchedExamples']>;

/** Places a shop's example orders in the past, and replaces the ones that have become old. */
export class ExamplePlacement {
  readonly #context: AccountContext;
  readonly #advanceClockTo: StepEnvironment['advanceClockTo'];

  constructor(context: AccountContext, advanceClockTo: StepEnvironment['advanceClockTo']) {
    this.#context = context;
    this.#advanceClockTo = advanceClockTo;
  }

  /** Places the example orders once per store. */
  async placeMissing(session: Session): Promise<void> {
    const { state, backEnd } = this.#context;
    if (state.hasExamples) return;
    await backEnd.runWithoutJobs(async () => {
      for (const example of this.#getExamples()) {
        if (!(await backEnd.store.getOrder(example.id))) await this.#place(example, example, session);
      }
    });
    state.markExamplesPlaced();
  }

  /** Replaces the example orders that nobody has touched for a day, so that some parcels are always on their way. */
  async replaceStale(session: Session): Promise<void> {
    const { shop, state, backEnd } = this.#context;
    const stale = state
      .listUntouchedExamples()
      .filter(([, { example }]) => getShopTime(shop) - example.madeAt >= DAY_MS);
    if (stale.length > 0) await backEnd.runWithoutJobs(() => this.#replace(stale, session));
  }

  async #replace(stale: UntouchedExamples, session: Session): Promise<void> {
    const { state, backEnd } = this.#context;
    for (const [id, { example, template }] of stale) {
      const order = await backEnd.store.getOrder(id);
      const definition = this.#getExamples().find((each) => each.id === example.id);
      if (!order || !definition || isTouched(order, example.events)) continue;
      await backEnd.store.deleteOrder(id);
      state.saveStoryProgress(id, undefined);
      await this.#place(definition, await createNextIds(this.#context, template), session);
    }
  }

  /** Places one example order in the past and performs the steps of its story that have happened since. */
  async #place(definition: ExampleOrder, ids: OrderIds, session: Session): Promise<void> {
    const { shop, state, backEnd } = this.#context;
    const { story, steps, daysAgo, time, cart, to, ship, optionId } = definition;
    const { id, number, ordinal } = ids;
    const { timeZone } = shop;
    const now = getShopTime(shop);
    const placedAt = toInstant(timeZone, toLocalDate(timeZone, now - daysAgo * DAY_MS), time);
    const estimate = computeTemplateEstimate(shop, definition, session, placedAt);
    if (!estimate) return;
    const template = { id, number, ordinal, cart, to, ship, optionId };
    const example = { id: definition.id, madeAt: now, events: 1 };
    await placeOrder(this.#context, template, estimate, placedAt, { language: session.language, story, example });
    const storySteps = stories.find((each) => each.id === story)?.steps ?? [];
    let at = placedAt;
    for (const [position, step] of storySteps.slice(0, steps).entries()) {
      const order = await backEnd.store.getOrder(id);
      const progress = state.getStoryProgress(id);
      if (!order || !progress) return;
      at = step.schedule(createStoryContext(this.#context, order, at, session));
      if (at > now) return;
      await performStep(backEnd, id, step, {
        createContext: (current) => createStoryContext(this.#context, current, at, session),
        advanceClockTo: this.#advanceClockTo,
      });
      const events = (await backEnd.store.getOrder(id))?.events.length ?? 0;
      state.saveStoryProgress(id, { ...progress, position: position + 1, example: { ...example, events } });
    }
  }

  #getExamples(): readonly ExampleOrder[] {
    return exampleOrders[this.#context.shop.id] ?? [];
  }
}

/** Whether the customer or the staff changed an example order after it was placed. */
function isTouched({ events, adjustments, shipments }: Order, placedEvents: number): boolean {
  return (
    events.length !== placedEvents ||
    adjustments.length > 0 ||
    shipments.some(({ exceptions }) => exceptions.some(({ kind }) => kind === 'not_received'))
  );
}
