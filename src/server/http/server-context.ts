import type { ShopTerms } from '../../contract/shop-terms.ts';
import type { GuestTokens } from '../auth/guest-tokens.ts';
import type { CancellationContext } from '../cancellations/cancellation-context.ts';
import type { Store } from '../store/store.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import type { RawDataPolicy } from '../validation/raw-data.ts';
import type { ScanRecorder } from '../webhooks/scan-recorder.ts';
import type { WebhookSource } from '../webhooks/webhook-source.ts';
import type { Limits } from './limits.ts';
import type { OrderBroadcaster } from './stream/order-broadcaster.ts';

/** Created once for each handler and shared by all requests. */
export type ServerContext = {
  readonly store: Store;
  readonly broadcaster: OrderBroadcaster;
  readonly cancellation: CancellationContext;
  readonly terms: ShopTerms | (() => ShopTerms | Promise<ShopTerms>) | undefined;
  readonly guestTokens: GuestTokens | undefined;
  readonly webhookSources: Readonly<Record<string, WebhookSource>>;
  /** Records the scans of carriers. */
  readonly recordScan: ScanRecorder;
  readonly rawData: RawDataPolicy;
  readonly limits: Limits;
  /** Reports an internal error. Clients never see it. */
  readonly reportError: (error: unknown) => void;
  /** Reports an inconsistency of recorded data to the shop's operators. */
  readonly onWarning: (warning: string, orderId: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export const formatServerTime = ({ now }: Pick<ServerContext, 'now'>): string => formatPreciseInstant(now());
