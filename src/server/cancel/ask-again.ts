import type { StoredCancellation } from '../model.ts';
import type { Store } from '../store/store.ts';
import type { CancelShop } from './shop.ts';

/** Asks the shop about a request it has not answered (one of `store.dueCancellations`), and settles it. */
export function askAgain(store: Store, shop: CancelShop, due: StoredCancellation): Promise<void> {
  throw new Error(`not written yet ${store.epoch} ${shop.now()} ${due.key}`);
}
