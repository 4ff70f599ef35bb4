/**
 * The script-tag file of all elements: it registers them, and exports what a page calls. A classic script has that as
 * `Waybill`.
 */
import '../define.ts';

export {
  allowOrigins,
  registerMessages,
  VERSION,
  WaybillCancelItem,
  WaybillDeliveryEstimate,
  WaybillOrderStatus,
} from '../index.ts';
