import { defineElement } from '../shared/define-element.ts';
import {
  WaybillCancelItem,
  type CancelChangeDetail,
  type CancelReceiptDetail,
  type CancelRequestDetail,
} from './cancel-item.ts';

defineElement('waybill-cancel-item', WaybillCancelItem);

declare global {
  interface HTMLElementTagNameMap {
    'waybill-cancel-item': WaybillCancelItem;
  }
  interface GlobalEventHandlersEventMap {
    'waybill-cancel-request': CustomEvent<CancelRequestDetail>;
    'waybill-cancel-change': CustomEvent<CancelChangeDetail>;
    'waybill-cancel-receipt': CustomEvent<CancelReceiptDetail>;
    'waybill-cancel-error': CustomEvent<{ code: string }>;
  }
}
