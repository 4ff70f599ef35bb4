/** Cancelling and the like, safely: checked, kept, asked of the shop, settled, answered the same ever after. */
export { cancelItems, type CancelInput } from './cancel-items.ts';
export { decideCancellation } from './decide-cancellation.ts';
export { askAgain } from './ask-again.ts';
export type { Answer, AskShop, CancelShop, ShopQuestion } from './shop.ts';
