import { TOKEN_PREFIX, type GuestTokens, type Scope } from './guest-tokens.ts';
import type { Origins } from './origins.ts';
import type { ShopKeys } from './shop-keys.ts';

/**
 * Decides whether the signed-in customer of a request may access an order. `false`: another customer's order (404).
 * `signed-out`: nobody is signed in (401). `caller`: allowed; a stable id of the customer for the rate limits, never shown.
 */
export type Authorize = (request: Request, orderId: string, scope: Scope) => Promise<AuthorizeResult> | AuthorizeResult;
export type AuthorizeResult = boolean | 'signed-out' | { readonly caller: string };

/** The authenticated caller of a request. */
export type Principal = {
  readonly kind: 'anonymous' | 'guest' | 'session' | 'shop';
  /** Stable id for the rate limits. */
  readonly caller: string;
  /** Expiry of the token in epoch milliseconds; `Infinity` without a token. */
  readonly expiresAt: number;
};

export type AuthFailure = {
  readonly code: 'token-invalid' | 'token-expired' | 'order-not-found' | 'action-not-allowed';
  readonly detail?: string;
};

export type AuthResult = ({ readonly ok: true } & Principal) | ({ readonly ok: false } & AuthFailure);

export type Authenticator = {
  /**
   * Authenticates a customer, or the shop itself. Another customer's order is reported as not found. The store is not read
   * for it, so neither the response nor its timing reveals whether the order exists.
   */
  authenticateCustomer(request: Request, orderId: string, scope: Scope): Promise<AuthResult>;
  authenticateShop(request: Request): Promise<AuthResult>;
};

type AuthenticatorOptions = {
  readonly shopKeys: ShopKeys;
  readonly guestTokens: GuestTokens | undefined;
  readonly authorize: Authorize | undefined;
  readonly origins: Origins;
};

export function createAuthenticator({
  shopKeys,
  guestTokens,
  authorize,
  origins,
}: AuthenticatorOptions): Authenticator {
  async function authenticateToken(
    request: Request,
    token: string,
    orderId: string,
    scope: Scope,
  ): Promise<AuthResult> {
    if (!token.startsWith(TOKEN_PREFIX)) return authenticateShopKey(request, token);
    const verified = await guestTokens?.verify(token);
    if (!verified?.ok) return { ok: false, code: verified?.code ?? 'token-invalid' };
    const { claims } = verified;
    if (claims.orderId !== orderId) return { ok: false, code: 'order-not-found' };
    if (scope === 'cancel' && claims.scope !== 'cancel') {
      return { ok: false, code: 'action-not-allowed', detail: 'The token has the scope read.' };
    }
    const caller = `guest ${claims.orderId} ${token.slice(-43)}`;
    return { ok: true, kind: 'guest', caller, expiresAt: Date.parse(claims.expiresAt) };
  }

  async function authenticateShopKey(request: Request, candidate: string): Promise<AuthResult> {
    if (!origins.canUseShopKey(request)) {
      return {
        ok: false,
        code: 'action-not-allowed',
        detail: 'A shop key is only accepted from pages of staff origins.',
      };
    }
    const key = await shopKeys.findIndex(candidate);
    if (key === undefined) return { ok: false, code: 'token-invalid' };
    return { ok: true, kind: 'shop', caller: `shop ${key}`, expiresAt: Infinity };
  }

  async function authenticateSession(request: Request, orderId: string, scope: Scope): Promise<AuthResult> {
    if (scope === 'cancel' && !origins.canWrite(request)) {
      return {
        ok: false,
        code: 'action-not-allowed',
        detail: 'With a session, the Origin must be the own origin or an allowed one.',
      };
    }
    const authorized = (await authorize?.(request, orderId, scope)) ?? 'signed-out';
    if (authorized === 'signed-out') return { ok: false, code: 'token-invalid', detail: 'Nobody is signed in.' };
    if (authorized === false) return { ok: false, code: 'order-not-found' };
    const caller = `session ${authorized === true ? orderId : authorized.caller}`;
    return { ok: true, kind: 'session', caller, expiresAt: Infinity };
  }

  return {
    authenticateCustomer(request, orderId, scope) {
      const token = parseBearerToken(request);
      return token === undefined
        ? authenticateSession(request, orderId, scope)
        : authenticateToken(request, token, orderId, scope);
    },
    async authenticateShop(request) {
      const token = parseBearerToken(request);
      return token === undefined ? { ok: false, code: 'token-invalid' } : authenticateShopKey(request, token);
    },
  };
}

/** The Bearer token. Other schemes are ignored, such as Basic authentication in front of a staging shop. */
function parseBearerToken(request: Request): string | undefined {
  const header = request.headers.get('authorization');
  if (header === null || !/^bearer\b/i.test(header)) return undefined;
  return /^bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1] ?? '';
}
