import type { Authenticator, AuthResult, Principal } from '../auth/authenticator.ts';
import type { Access } from './define-route.ts';
import type { Limits } from './limits.ts';
import { ProblemError } from './problem-error.ts';
import { createRateLimiter } from './rate-limiter.ts';

type RequestAuthenticatorOptions = {
  readonly authenticator: Authenticator;
  readonly limits: Pick<Limits, 'maxTrackedCallers' | 'rateLimit' | 'shopRateLimit'>;
  readonly now: () => number;
};

type AccessRequest = {
  readonly request: Request;
  readonly access: Access;
  /** Empty for routes without an order. */
  readonly orderId: string;
  readonly remoteAddress: string | undefined;
};

/**
 * Resolves to the caller of a request if the caller may use a route and is within the rate limit. Rejects with
 * ProblemError. Failed attempts count against the address, so that tokens cannot be guessed without limit.
 */
export type RequestAuthenticator = (request: AccessRequest) => Promise<Principal>;

export function createRequestAuthenticator({
  authenticator,
  limits,
  now,
}: RequestAuthenticatorOptions): RequestAuthenticator {
  const limiter = createRateLimiter(limits.maxTrackedCallers, now);

  async function authenticate({ request, access, orderId, remoteAddress }: AccessRequest): Promise<AuthResult> {
    switch (access) {
      case 'public':
      case 'source':
        return { ok: true, kind: 'anonymous', caller: `${access} ${remoteAddress}`, expiresAt: Infinity };
      case 'shop':
        return authenticator.authenticateShop(request);
      case 'read':
      case 'cancel':
        return authenticator.authenticateCustomer(request, orderId, access);
    }
  }

  return async (accessRequest) => {
    const { access, remoteAddress } = accessRequest;
    const result = await authenticate(accessRequest);
    const isShop = access === 'source' || (result.ok && result.kind === 'shop');
    const caller = result.ok ? result.caller : `refused ${remoteAddress}`;
    // Without an address all anonymous callers would share one bucket, and one of them could lock out the others.
    const isLimited = remoteAddress !== undefined || (result.ok && result.kind !== 'anonymous');
    const retryAfterMs = isLimited ? limiter.take(caller, isShop ? limits.shopRateLimit : limits.rateLimit) : 0;
    if (retryAfterMs > 0) throw new ProblemError('rate-limited', { retryAfterMs });
    if (result.ok) return result;
    throw new ProblemError(result.code, { detail: result.detail });
  };
}
