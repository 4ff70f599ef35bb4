import type { Estimate, Order } from 'waybill/contract';
import type { BackEnd } from '../back-end.ts';
import { computeEstimates, parseOptionId } from '../compute-estimates.ts';
import type { ShopState, StoryProgress } from '../persistence/shop-state.ts';
import type { Session } from '../session.ts';
import { getShopTime } from '../shop-time.ts';
import type { Shop } from '../shops/shop.ts';
import { stories } from '../stories/index.ts';
import { createOrderDraft, type OrderTemplate } from './order-draft.ts';
import { createOrderLinks } from './order-links.ts';

export type AccountContext = {
  shop: Shop;
  backEnd: BackEnd;
  state: ShopState;
  /** The demo's own origin: `http://127.0.0.1:4173`. */
  origin: () => string;
};

export type OrderIds = Pick<OrderTemplate, 'id' | 'number' | 'ordinal'>;

type StoryChoice = Pick<StoryProgress, 'language' | 'example'> & { story?: string | undefined };

/** Sends an order to the back end and starts its story: the chosen one, or the first that fits the order. */
export async function placeOrder(
  { shop, backEnd, state, origin }: AccountContext,
  template: OrderTemplate,
  estimate: Estimate,
  placedAt: number,
  { language, story, example }: StoryChoice,
): Promise<void> {
  const { id } = template;
  const links = createOrderLinks(shop, origin(), language);
  const draft = createOrderDraft(shop, template, estimate, placedAt, links);
  const order = (await backEnd.requestAsShop('PUT', `orders/${id}`, draft)) as Order;
  const applicable = stories.filter((each) => each.isApplicable(order, shop)).map((each) => each.id);
  const storyId = applicable.find((each) => each === story) ?? applicable[0];
  state.saveStoryProgress(id, { template, language, storyId, position: 0, ...(example && { example }) });
}

/** The ids for the next order from the same template: `b-2041-2` after `b-2041`. */
export async function createNextIds({ backEnd }: AccountContext, { id, number, ordinal }: OrderIds): Promise<OrderIds> {
  const suffixLength = ordinal > 1 ? `-${ordinal}`.length : 0;
  const withoutSuffix = (text: string): string => text.slice(0, text.length - suffixLength);
  for (let next = ordinal + 1; ; next += 1) {
    const ids = { id: `${withoutSuffix(id)}-${next}`, number: `${withoutSuffix(number)}-${next}`, ordinal: next };
    if ((await backEnd.store.getOrderVersion(ids.id)) === undefined) return ids;
  }
}

/** The estimate for a template at an instant; `undefined` if its option is not available then. */
export function computeTemplateEstimate(
  shop: Shop,
  { cart, to, ship, optionId }: Omit<OrderTemplate, keyof OrderIds>,
  session: Session,
  instant: number,
): Estimate | undefined {
  const timeOffset = (instant - getShopTime(shop)) / 1000;
  const estimates = computeEstimates(shop, { ...session, to, ship, timeOffset }, cart, parseOptionId(optionId));
  return estimates.find(({ id, unavailable }) => id === optionId && !unavailable);
}
