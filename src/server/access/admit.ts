import { tokenPrefix, type GuestTokens, type Scope } from './guest-tokens.ts';
import type { Origins } from './origins.ts';
import type { ShopKeys } from './shop-keys.ts';

/**
 * The shop's answer to who is signed in: whether this customer may do this with this order. `signed-out`
 * where nobody is, so that they are asked to sign in; `caller` names who it is for the limits, never shown.
 */
export type Authorize = (
  request: Request,
  orderId: string,
  scope: Scope,
) => Promise<SessionAnswer> | SessionAnswer;
export type SessionAnswer = boolean | 'signed-out' | { readonly caller: string };

/** Who may do what they ask for. */
export type Admitted = {
  readonly kind: 'anybody' | 'guest' | 'session' | 'shop';
  /** Stable, for the limits. */
  readonly caller: string;
  /** Of the token, in epoch milliseconds; else `Infinity`. */
  readonly expiresAt: number;
};

export type Refused = {
  readonly code: 'token-invalid' | 'token-expired' | 'order-not-found' | 'action-not-allowed';
  readonly detail?: string;
};

export type Admission = ({ readonly ok: true } & Admitted) | ({ readonly ok: false } & Refused);

export type Gate = {
  /**
   * A customer, or the shop itself. Someone else's order is not found: it was never looked at, so that
   * neither the answer nor the time it takes says whether there is one.
   */
  customer(request: Request, orderId: string, scope: Scope): Promise<Admission>;
  shop(request: Request): Promise<Admission>;
};

type GateOptions = {
  readonly shopKeys: ShopKeys;
  readonly guestTokens: GuestTokens | undefined;
  readonly authorize: Authorize | undefined;
  readonly origins: Origins;
};

export function createGate({ shopKeys, guestTokens, authorize, origins }: GateOptions): Gate {
  async function byToken(request: Request, token: string, orderId: string, scope: Scope): Promise<Admission> {
    if (!token.startsWith(tokenPrefix)) return byKey(request, token);
    const verified = await guestTokens?.verify(token);
    if (!verified?.ok) return { ok: false, code: verified?.code ?? 'token-invalid' };
    const { grant } = verified;
    if (grant.orderId !== orderId) return { ok: false, code: 'order-not-found' };
    if (scope === 'cancel' && grant.scope !== 'cancel') {
      return { ok: false, code: 'action-not-allowed', detail: 'The token may only read.' };
    }
    const caller = `guest ${grant.orderId} ${token.slice(-43)}`;
    return { ok: true, kind: 'guest', caller, expiresAt: Date.parse(grant.expiresAt) };
  }

  async function byKey(request: Request, candidate: string): Promise<Admission> {
    if (!origins.mayBeShop(request)) {
      return { ok: false, code: 'action-not-allowed', detail: 'Not from a page, unless its origin is listed as staff.' };
    }
    const key = await shopKeys.find(candidate);
    if (key === undefined) return { ok: false, code: 'token-invalid' };
    return { ok: true, kind: 'shop', caller: `shop ${key}`, expiresAt: Infinity };
  }

  async function bySession(request: Request, orderId: string, scope: Scope): Promise<Admission> {
    if (scope === 'cancel' && !origins.mayWrite(request)) {
      return { ok: false, code: 'action-not-allowed', detail: 'A session writes from the pages of its own origin.' };
    }
    const answer = (await authorize?.(request, orderId, scope)) ?? 'signed-out';
    if (answer === 'signed-out') return { ok: false, code: 'token-invalid', detail: 'Nobody is signed in.' };
    if (answer === false) return { ok: false, code: 'order-not-found' };
    const caller = `session ${answer === true ? orderId : answer.caller}`;
    return { ok: true, kind: 'session', caller, expiresAt: Infinity };
  }

  return {
    customer(request, orderId, scope) {
      const token = bearerOf(request);
      return token === undefined ? bySession(request, orderId, scope) : byToken(request, token, orderId, scope);
    },
    async shop(request) {
      const token = bearerOf(request);
      return token === undefined ? { ok: false, code: 'token-invalid' } : byKey(request, token);
    },
  };
}

/** Of the Authorization header. Another scheme is not ours: a password in front of a shop that is being built. */
function bearerOf(request: Request): string | undefined {
  const header = request.headers.get('authorization');
  if (header === null || !/^bearer\b/i.test(header)) return undefined;
  return /^bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1] ?? '';
}
