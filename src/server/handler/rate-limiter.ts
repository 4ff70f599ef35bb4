import type { Rate } from './limits.ts';

export type RateLimiter = {
  /** Takes one turn of the caller's; where none is left, the milliseconds until there is one. */
  take(caller: string, rate: Rate): number;
};

type Bucket = { turns: number; at: number };

/** Token buckets, no more than `most` of them. Whoever is forgotten starts anew, which a full bucket is. */
export function createRateLimiter(most: number, now: () => number): RateLimiter {
  /** In the order of last use. */
  const buckets = new Map<string, Bucket>();

  return {
    take(caller, { burst, perSecond }) {
      const at = now();
      const known = buckets.get(caller) ?? { turns: burst, at };
      // A clock that was put back earns nothing.
      const turns = Math.min(burst, known.turns + (Math.max(0, at - known.at) / 1000) * perSecond);
      const isGranted = turns >= 1;
      buckets.delete(caller);
      buckets.set(caller, { turns: isGranted ? turns - 1 : turns, at });
      if (buckets.size > most) buckets.delete(buckets.keys().next().value ?? '');
      return isGranted ? 0 : Math.ceil(((1 - turns) / perSecond) * 1000);
    },
  };
}
