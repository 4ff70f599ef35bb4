import { HEARTBEAT_INTERVAL_MS } from '../../contract/protocol.ts';
import { MINUTE_MS } from '../../dates/zoned-time.ts';
import type { StreamLimits } from './stream/stream-quota.ts';

/** A token bucket: `burst` requests at once, refilled with `perSecond`. */
export type RateLimit = { readonly burst: number; readonly perSecond: number };

export type Limits = StreamLimits & {
  /** Bytes of a request body of customers and of `/estimates`; 256 KiB. */
  readonly maxBodyBytes: number;
  /** Bytes of a request body of the shop's own systems and of webhooks; 2 MiB. */
  readonly maxShopBodyBytes: number;
  /** For each token, session or, without both, address; 60 at once, then 2 a second. */
  readonly rateLimit: RateLimit;
  /** For each shop key and webhook source address; 2000 at once, then 200 a second. */
  readonly shopRateLimit: RateLimit;
  /** Callers whose rate limits are tracked; 10,000. Beyond that, the least recent caller is dropped. */
  readonly maxTrackedCallers: number;
};

/** The defaults of `HandlerOptions.limits`. */
export const defaultLimits: Limits = {
  maxBodyBytes: 256 * 1024,
  maxShopBodyBytes: 2 * 1024 * 1024,
  rateLimit: { burst: 60, perSecond: 2 },
  shopRateLimit: { burst: 2000, perSecond: 200 },
  maxTrackedCallers: 10_000,
  heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS,
  maxStreamMs: 30 * MINUTE_MS,
  maxStreams: 5_000,
  maxStreamsPerOrder: 100,
  maxStreamsPerCaller: 20,
};
