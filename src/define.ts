/** Registers all elements. Structured data, for the few pages that publish it, is a module of its own. */
import './components/cancel-item/cancel-item.define.ts';
import './components/delivery-estimate/delivery-estimate.define.ts';
import './components/order-status/order-status.define.ts';
