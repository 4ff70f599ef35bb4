/** Registers all elements. */
import './components/cancel-item/cancel-item.define.ts';
import './components/delivery-estimate/delivery-estimate.define.ts';
import './components/delivery-estimate/json-ld.define.ts';
import './components/order-status/order-status.define.ts';
