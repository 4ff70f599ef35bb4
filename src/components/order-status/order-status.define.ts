import { defineElement } from '../shared/define-element.ts';
import { WaybillOrderStatus, type MissingReportDetail, type OrderChangeDetail } from './order-status.ts';

defineElement('waybill-order-status', WaybillOrderStatus);

declare global {
  interface HTMLElementTagNameMap {
    'waybill-order-status': WaybillOrderStatus;
  }
  interface GlobalEventHandlersEventMap {
    'waybill-order-change': CustomEvent<OrderChangeDetail>;
    'waybill-missing-report': CustomEvent<MissingReportDetail>;
    'waybill-order-error': CustomEvent<{ code: string }>;
  }
}
