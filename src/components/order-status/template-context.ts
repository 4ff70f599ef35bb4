import type { TokenSource } from '../../client/access.ts';
import type { Order } from '../../contract/order.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import type { EarlierEvents } from './earlier-events.ts';
import type { ReportState } from './report.ts';

/** What a person can do. */
export type Handlers = {
  onCopy: (trackingNumber: string) => void;
  onReport: (shipmentId: string) => void;
  onEarlier: () => void;
  onRetry: () => void;
};

/** What templates read beside the view. */
export type TemplateContext = {
  messages: OrderMessages;
  handlers: Handlers;
  /** Tracking number that was just copied. */
  copied: string | undefined;
  /** How the report of a missing parcel went, by shipment id. */
  reportOf: (shipmentId: string) => ReportState | undefined;
  /** How asking for earlier events went. */
  earlier: EarlierEvents['state'];
  compact: boolean;
  /** Something of the page's stands there until there is an order. */
  hasFallback: boolean;
  /** What the cancel element is handed. */
  cancel: CancelProperties;
};

/** The element's own, by the same names. */
export type CancelProperties = {
  order: Order | undefined;
  endpoint: string | undefined;
  token: TokenSource | undefined;
  timeZone: string | undefined;
};
