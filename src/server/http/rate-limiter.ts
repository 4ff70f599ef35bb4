import type { RateLimit } from './limits.ts';

export type RateLimiter = {
  /** Takes one token of the caller. Returns 0, or the milliseconds until the next token if none is left. */
  take(caller: string, rate: RateLimit): number;
};

type Bucket = { tokens: number; at: number };

/** Token buckets for at most `maxBuckets` callers. The least recently used bucket is dropped; its caller starts with a full one. */
export function createRateLimiter(maxBuckets: number, now: () => number): RateLimiter {
  /** Least recently used first. */
  const buckets = new Map<string, Bucket>();

  return {
    take(caller, { burst, perSecond }) {
      const at = now();
      const bucket = buckets.get(caller) ?? { tokens: burst, at };
      // A clock that was set back adds no tokens.
      const tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond);
      const isGranted = tokens >= 1;
      buckets.delete(caller);
      buckets.set(caller, { tokens: isGranted ? tokens - 1 : tokens, at });
      if (buckets.size > maxBuckets) buckets.delete(buckets.keys().next().value ?? '');
      return isGranted ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
  };
}
