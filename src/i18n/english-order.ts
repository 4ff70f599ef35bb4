import en from './messages/en.ts';
import order from './messages/order/en.ts';

/** English of the order status, which tells dates of arrival in the words of the estimate. */
export default { ...en, ...order };
