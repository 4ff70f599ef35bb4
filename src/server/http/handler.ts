import type { ShopTerms } from '../../contract/shop-terms.ts';
import { createAuthenticator, type Authorize } from '../auth/authenticator.ts';
import { createGuestTokens, type GuestKey } from '../auth/guest-tokens.ts';
import { createOrigins, type OriginOptions } from '../auth/origins.ts';
import { createShopKeys } from '../auth/shop-keys.ts';
import type { CancellationDecider } from '../cancellations/cancellation-context.ts';
import type { ShopRules } from '../orders/shop-rules.ts';
import { safeCallback, warnOnConsole } from '../shared/safe-callback.ts';
import type { Store } from '../store/store.ts';
import type { RawDataPolicy } from '../validation/raw-data.ts';
import { createScanRecorder } from '../webhooks/scan-recorder.ts';
import { validateWebhookSources, type WebhookSource } from '../webhooks/webhook-source.ts';
import { addCorsHeaders, createPreflightResponse } from './cors.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { callUpstream, ProblemError } from './problem-error.ts';
import { createRequestAuthenticator } from './request-authenticator.ts';
import { createProblemResponse } from './responses.ts';
import { createRouter, parseRequest } from './router.ts';
import { routes } from './routes.ts';
import type { ServerContext } from './server-context.ts';
import { createOrderBroadcaster } from './stream/order-broadcaster.ts';

export type HandlerOptions = {
  readonly store: Store;
  /**
   * Decides whether the signed-in customer may access an order. Called for requests without a token. Without it, only
   * guest tokens and shop keys give access to orders.
   */
  readonly authorize?: Authorize;
  readonly keys?: {
    /** Secret keys of the shop's own systems, at least 24 characters each. Without one, the shop's routes are closed. */
    readonly shop?: readonly string[];
    /** Keys that sign guest tokens. The first one signs; tokens of all keys are accepted. */
    readonly guest?: readonly GuestKey[];
  };
  /** Terms for `/estimates`. A function is called for each request. Without terms, `/estimates` responds with 404. */
  readonly terms?: ShopTerms | (() => ShopTerms | Promise<ShopTerms>);
  /** The shop's own rules for orders; see `ShopRules`. */
  readonly rules?: ShopRules;
  /**
   * Called before a cancellation is applied. Without it, actions offered as `instant` are applied at once and requests
   * wait for `POST …/decision`.
   */
  readonly decideCancellation?: CancellationDecider;
  /** Time limit of `decideCancellation` in milliseconds; default 10,000. */
  readonly decisionTimeoutMs?: number;
  /** Senders of `POST /webhooks/{source}` by name: 1 to 64 letters, digits, `-` and `_`. */
  readonly webhookSources?: Readonly<Record<string, WebhookSource>>;
  readonly origins?: OriginOptions;
  /** Overrides of `defaultLimits`. */
  readonly limits?: Partial<Limits>;
  /** Path prefix of all routes, such as `/waybill`; default none. */
  readonly basePath?: string;
  /** Whether the carrier's own record of an event (`raw`) is stored; default `reject`. Only the shop can read it. */
  readonly rawData?: RawDataPolicy;
  /** Current time in epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** Called with internal errors; the default warns on the console. Its own errors are caught. */
  readonly onError?: (error: unknown) => void;
  /** Called if a scan or an order is recorded although it is inconsistent; the default warns on the console. */
  readonly onWarning?: (warning: string, orderId: string) => void;
};

/** Second argument of the handler. Unknown properties are ignored, so that runtimes may pass their own object. */
export type ConnectionInfo = { readonly remoteAddress?: string | undefined };

export type Handler = {
  /** Never rejects: errors become responses with `application/problem+json`. */
  (request: Request, connection?: ConnectionInfo): Promise<Response>;
  /** Ends all streams and unsubscribes from the store. The store stays open. */
  close(): Promise<void>;
  /** Number of open streams of this process. */
  readonly openStreams: number;
};

/**
 * Creates the back end as a Fetch handler: all routes of the contract, for any runtime that speaks Fetch.
 * `toNodeListener` adapts it to `node:http` and Express.
 *
 * @throws Error if a shop key, guest key, origin, source name or source secret is invalid
 */
export function createHandler(options: HandlerOptions): Handler {
  const {
    store,
    authorize,
    keys = {},
    rules = {},
    webhookSources = {},
    rawData = 'reject',
    basePath = '',
    now = Date.now,
  } = options;
  validateWebhookSources(webhookSources);
  const limits = { ...defaultLimits, ...options.limits };
  const reportError = safeCallback(options.onError ?? ((error: unknown) => warnOnConsole(error)));
  const onWarning = safeCallback(options.onWarning ?? warnOnConsole);
  const origins = createOrigins(options.origins);
  const guestTokens = keys.guest && createGuestTokens({ keys: keys.guest, now });
  const authenticator = createAuthenticator({
    shopKeys: createShopKeys(keys.shop ?? []),
    guestTokens,
    authorize: authorize && ((...args) => callUpstream(async () => authorize(...args))),
    origins,
  });
  const authenticate = createRequestAuthenticator({ authenticator, limits, now });
  const broadcaster = createOrderBroadcaster({ store, now, limits, reportError });
  const server: ServerContext = {
    store,
    broadcaster,
    cancellation: {
      rules,
      decideCancellation: options.decideCancellation,
      decisionTimeoutMs: options.decisionTimeoutMs,
      onError: reportError,
      now,
    },
    terms: options.terms,
    guestTokens,
    webhookSources,
    recordScan: createScanRecorder({ rules, rawData, now, onWarning }),
    rawData,
    limits,
    reportError,
    onWarning,
    now,
  };
  const router = createRouter(routes);
  const prefix = basePath.replace(/\/$/, '');

  async function handleRequest(request: Request, { remoteAddress }: ConnectionInfo): Promise<Response> {
    const url = new URL(request.url);
    const match = url.pathname.startsWith(`${prefix}/`) ? router(url.pathname.slice(prefix.length)) : undefined;
    if (!match) throw new ProblemError('not-found');
    const { routesByMethod, params, issues } = match;
    const methods = [...routesByMethod.keys()];
    if (request.method === 'OPTIONS') return createPreflightResponse(request, methods, origins);
    const isHead = request.method === 'HEAD';
    const route = routesByMethod.get(isHead ? 'GET' : request.method);
    if (!route) {
      const response = createProblemResponse('method-not-allowed', now());
      response.headers.set('allow', methods.join(', '));
      return response;
    }
    if (issues.length > 0) throw new ProblemError('validation', { issues });
    const { access } = route;
    const principal = await authenticate({ request, access, orderId: params['orderId'] ?? '', remoteAddress });
    const response = await route.handle(await parseRequest(route, server, { request, url, params, principal }));
    if (!isHead) return response;
    await response.body?.cancel();
    return new Response(null, response);
  }

  function createErrorResponse(error: unknown): Response {
    if (error instanceof ProblemError) {
      if (error.cause !== undefined) reportError(error.cause);
      return createProblemResponse(error.code, now(), error.details);
    }
    reportError(error);
    return createProblemResponse('internal', now());
  }

  const handle = async (request: Request, connection: ConnectionInfo = {}): Promise<Response> => {
    const response = await handleRequest(request, connection).catch(createErrorResponse);
    const { headers } = response;
    headers.set('x-content-type-options', 'nosniff');
    // The same URL has different responses for different callers and media types.
    headers.append('vary', 'Authorization, Cookie, Accept');
    addCorsHeaders(headers, request, origins);
    return response;
  };

  return Object.defineProperties(handle as Handler, {
    close: { value: () => broadcaster.close() },
    openStreams: { get: () => broadcaster.openStreams },
  });
}
