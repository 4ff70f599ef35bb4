import type { ShopTerms } from '../../contract/shop-terms.ts';
import { createGate, type Admission, type Authorize } from '../access/admit.ts';
import { createGuestTokens, type GuestKey } from '../access/guest-tokens.ts';
import { createOrigins, type OriginOptions } from '../access/origins.ts';
import { createShopKeys } from '../access/shop-keys.ts';
import type { AskShop } from '../cancel/index.ts';
import type { ShopRules } from '../domain/index.ts';
import type { RawRule } from '../intake/raw.ts';
import { recordScans } from '../intake/record-scans.ts';
import { safely, warn } from '../report.ts';
import type { Store } from '../store/store.ts';
import { checkSources, type Source } from '../webhooks/source.ts';
import { addCors, preflight } from './cors.ts';
import { Failure, type Desk, type Route } from './desk.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { problem } from './problems.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { findRoutes } from './routes.ts';
import { createHub } from './stream/hub.ts';
import { askUpstream } from './upstream.ts';

export type HandlerOptions = {
  readonly store: Store;
  /** Who is signed in, asked where a request has no token. Without it only links and shop keys open an order. */
  readonly authorize?: Authorize;
  readonly keys?: {
    /** Of the shop's own systems. Without one, nothing can be sent here. */
    readonly shop?: readonly string[];
    /** By which guests' links are signed: the first signs, all are taken. */
    readonly guest?: readonly GuestKey[];
  };
  /** By which deliveries are estimated; a function is asked each time. */
  readonly terms?: ShopTerms | (() => ShopTerms | Promise<ShopTerms>);
  /** What a shop decides about its orders. */
  readonly rules?: ShopRules;
  /** Asked before anything is canceled. */
  readonly cancel?: AskShop;
  /** Milliseconds it has to answer. */
  readonly cancelWithin?: number;
  /** Carriers and platforms that call `POST /hooks/{name}`. */
  readonly sources?: Readonly<Record<string, Source>>;
  readonly origins?: OriginOptions;
  readonly limits?: Partial<Limits>;
  /** Where the routes begin, such as `/waybill`; nothing where the server in front cuts that off. */
  readonly basePath?: string;
  /** Whether a carrier's own record of an event (`raw`) is `kept`, for the shop's eyes alone. */
  readonly raw?: RawRule;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Told of what failed inside; a warning on the console where absent. */
  readonly onError?: (error: unknown) => void;
  /** Told what was odd about a carrier's scan that was recorded all the same; a warning on the console where absent. */
  readonly onWarning?: (warning: string, orderId: string) => void;
};

/** What is known of a request beside itself. Runtimes that pass something else in its place are not looked at. */
export type Connection = { readonly remoteAddress?: string | undefined };

export type Handler = {
  (request: Request, connection?: Connection): Promise<Response>;
  /** Ends all streams and lets go of the store, which stays open. */
  close(): Promise<void>;
  /** Of this process. */
  readonly openStreams: number;
};

/**
 * The back end: what a shop has to answer by the contract. Knows no server: what speaks Fetch can run it.
 * Never rejects.
 *
 * @throws Error for keys, origins and secrets of sources that are none
 */
export function createHandler(options: HandlerOptions): Handler {
  const { store, authorize, keys = {}, rules = {}, sources = {}, raw = 'refused', basePath = '', now = Date.now } = options;
  checkSources(sources);
  const limits = { ...defaultLimits, ...options.limits };
  const report = safely(options.onError ?? ((error: unknown) => warn(error)));
  const origins = createOrigins(options.origins);
  const guestTokens = keys.guest && createGuestTokens({ keys: keys.guest, now });
  const gate = createGate({
    shopKeys: createShopKeys(keys.shop ?? []),
    guestTokens,
    authorize: authorize && ((...asked) => askUpstream(async () => authorize(...asked))),
    origins,
  });
  const hub = createHub({ store, now, limits, report });
  const limiter = createRateLimiter(limits.callers, now);
  const desk: Desk = {
    store,
    hub,
    gate,
    shop: { rules, cancel: options.cancel, timeLimit: options.cancelWithin, onError: report, now },
    terms: options.terms,
    guestTokens,
    sources,
    record: recordScans({ rules, raw, now, onWarning: safely(options.onWarning ?? warn) }),
    raw,
    limits,
    report,
    now,
  };
  const prefix = basePath.replace(/\/$/, '');

  async function answer(request: Request, { remoteAddress }: Connection): Promise<Response> {
    const url = new URL(request.url);
    const found = url.pathname.startsWith(`${prefix}/`) ? findRoutes(url.pathname.slice(prefix.length)) : undefined;
    if (!found) throw new Failure('not-found');
    const methods = [...found.routes.keys()];
    if (request.method === 'OPTIONS') return preflight(request, methods, origins);
    const isHead = request.method === 'HEAD';
    const route = found.routes.get(isHead ? 'GET' : request.method);
    if (!route) {
      const refused = problem('method-not-allowed', now());
      refused.headers.set('allow', methods.join(', '));
      return refused;
    }
    const admitted = await admit(request, route, found.path['id'] ?? '', remoteAddress);
    const response = await route.answer(desk, { request, url, path: found.path, admitted });
    if (!isHead) return response;
    await response.body?.cancel();
    return new Response(null, response);
  }

  /** Fails for those who may not, and for those who ask too often: each is counted for themselves. */
  async function admit(request: Request, { access }: Route, orderId: string, address: string | undefined) {
    const admission = await admissionTo(access, request, orderId, address);
    const isShop = access === 'source' || (admission.ok && admission.kind === 'shop');
    const caller = admission.ok ? admission.caller : `refused ${address}`;
    // Where nothing tells one stranger from another, counting them would shut out all for one.
    const isCounted = address !== undefined || (admission.ok && admission.kind !== 'anybody');
    const wait = isCounted ? limiter.take(caller, isShop ? limits.shopRate : limits.rate) : 0;
    if (wait > 0) throw new Failure('rate-limited', { retryAfterMs: wait });
    if (admission.ok) return admission;
    throw new Failure(admission.code, { detail: admission.detail });
  }

  async function admissionTo(access: Route['access'], request: Request, orderId: string, address: string | undefined): Promise<Admission> {
    switch (access) {
      case 'anybody':
      case 'source':
        return { ok: true, kind: 'anybody', caller: `${access} ${address}`, expiresAt: Infinity };
      case 'shop':
        return gate.shop(request);
      case 'read':
      case 'cancel':
        return gate.customer(request, orderId, access);
    }
  }

  function failed(error: unknown): Response {
    if (error instanceof Failure) {
      if (error.cause !== undefined) report(error.cause);
      return problem(error.code, now(), error.details);
    }
    report(error);
    return problem('internal', now());
  }

  const handle = async (request: Request, connection: Connection = {}): Promise<Response> => {
    const response = await answer(request, connection).catch(failed);
    const { headers } = response;
    headers.set('x-content-type-options', 'nosniff');
    // Who asks decides what is answered.
    headers.append('vary', 'Authorization, Cookie, Accept');
    addCors(headers, request, origins);
    return response;
  };

  return Object.defineProperties(handle as Handler, {
    close: { value: () => hub.close() },
    openStreams: { get: () => hub.size },
  });
}
