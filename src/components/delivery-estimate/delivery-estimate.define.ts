import { defineElement } from '../../element/define.ts';
import { WaybillDeliveryEstimate, type EstimateChangeDetail } from './delivery-estimate.ts';

defineElement('waybill-delivery-estimate', WaybillDeliveryEstimate);

declare global {
  interface HTMLElementTagNameMap {
    'waybill-delivery-estimate': WaybillDeliveryEstimate;
  }
  /** On an element, the document and the window, to which it bubbles. */
  interface GlobalEventHandlersEventMap {
    'waybill-estimate-change': CustomEvent<EstimateChangeDetail>;
  }
}
