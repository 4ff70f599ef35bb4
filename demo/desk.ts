import { Account } from './account/account.ts';
import { openBackEnd, type BackEnd } from './back-end.ts';
import type { Built } from './dist.ts';
import { openKept, type Keeping } from './keeping/open-store.ts';
import type { ShopState } from './keeping/shop-state.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import type { Shop } from './shops/shop.ts';

/** All that stands behind one shop's pages. */
export type Desk = { built: Built; shop: Shop; backEnd: BackEnd; account: Account; state: ShopState; outbox: Outbox };

export type DeskOptions = Keeping & {
  /** Of the demo: `http://127.0.0.1:4173`. */
  origin: () => string;
  /** Where mail goes: `smtp://127.0.0.1:2525`. It is only shown where absent. */
  smtp: string | undefined;
  /** Of the shops' own systems; one of this run alone where absent. */
  shopKey: string | undefined;
};

/** Opens what was kept, and begins to do what time brings about. */
export async function openDesk(built: Built, shop: Shop, options: DeskOptions): Promise<Desk> {
  const { store, state } = await openKept(built, shop, options);
  const outbox = await openOutbox(built, shop, { ...options, store, state });
  const backEnd = await openBackEnd(built, shop, { store, shopKey: options.shopKey, subscribers: outbox.subscribers });
  return { built, shop, backEnd, outbox, state, account: new Account({ built, shop, backEnd, state }) };
}
