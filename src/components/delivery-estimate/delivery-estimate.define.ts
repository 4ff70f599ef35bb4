import { defineElement } from '../shared/define-element.ts';
import { WaybillDeliveryEstimate, type EstimateChangeDetail } from './delivery-estimate.ts';

defineElement('waybill-delivery-estimate', WaybillDeliveryEstimate);

declare global {
  interface HTMLElementTagNameMap {
    'waybill-delivery-estimate': WaybillDeliveryEstimate;
  }
  /** The event bubbles to the document and the window. */
  interface GlobalEventHandlersEventMap {
    'waybill-estimate-change': CustomEvent<EstimateChangeDetail>;
  }
}
