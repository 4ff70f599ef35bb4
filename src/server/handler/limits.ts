import type { StreamLimits } from './stream/hub.ts';

/** So many at once, and so many a second from then on. */
export type Rate = { readonly burst: number; readonly perSecond: number };

export type Limits = StreamLimits & {
  /** Bytes of a customer's body, and of a page's estimates. */
  readonly body: number;
  /** Bytes of what the shop's own systems and carriers send. */
  readonly shopBody: number;
  /** For each who is known by a token, a session or, without either, by an address. */
  readonly rate: Rate;
  /** For each shop key. */
  readonly shopRate: Rate;
  /** Callers that are kept in mind; whoever has not come for longest is forgotten. */
  readonly callers: number;
};

export const defaultLimits: Limits = {
  body: 256 * 1024,
  shopBody: 2 * 1024 * 1024,
  rate: { burst: 60, perSecond: 2 },
  shopRate: { burst: 2000, perSecond: 200 },
  callers: 10_000,
  heartbeatMs: 15_000,
  longestStreamMs: 30 * 60_000,
  streams: 5_000,
  streamsPerOrder: 100,
  streamsPerCaller: 20,
};
