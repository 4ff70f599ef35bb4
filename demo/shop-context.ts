import type { CancellationDecision } from 'waybill/server';
import { OrderStories } from './account/order-stories.ts';
import { openBackEnd, type BackEnd } from './back-end.ts';
import { openNotificationLog, type NotificationLog } from './notification-log.ts';
import { openPersistence, type PersistenceOptions } from './persistence/open-persistence.ts';
import type { ShopState } from './persistence/shop-state.ts';
import type { Shop } from './shops/shop.ts';
import { stories } from './stories/index.ts';
import { getShopFixtures } from './stories/shop-fixtures.ts';

/** Everything behind one shop's pages. */
export type ShopContext = {
  shop: Shop;
  backEnd: BackEnd;
  stories: OrderStories;
  state: ShopState;
  notifications: NotificationLog;
};

export type ShopContextOptions = PersistenceOptions & {
  /** The demo's own origin: `http://127.0.0.1:4173`. */
  origin: () => string;
  /** The mail server: `smtp://127.0.0.1:2525`. Without it the demo only shows the mail. */
  smtp: string | undefined;
  /** The key of the shop side; random by default. */
  shopKey: string | undefined;
};

/** Opens a shop's stored orders and starts the jobs of its back end. */
export async function openShopContext(shop: Shop, options: ShopContextOptions): Promise<ShopContext> {
  const { store, state } = await openPersistence(shop, options);
  const notifications = await openNotificationLog(shop, { ...options, store, state });
  const { subscribers } = notifications;
  const decideByStory = (orderId: string): CancellationDecision | undefined => {
    const { storyId, language = shop.language } = state.getStoryProgress(orderId) ?? {};
    const story = stories.find(({ id }) => id === storyId);
    return story?.decideCancellation?.(getShopFixtures(shop, language));
  };
  const backEnd = await openBackEnd(shop, { store, shopKey: options.shopKey, subscribers, decideByStory });
  return {
    shop,
    backEnd,
    notifications,
    state,
    stories: new OrderStories({ shop, backEnd, state, origin: options.origin }),
  };
}
