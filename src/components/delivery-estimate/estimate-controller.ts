import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onOriginsAllowed } from '../../client/http/allowed-origins.ts';
import { isSameKey } from '../../client/http/endpoint-context.ts';
import { fetchEstimates, parseAnswer, type EstimatesResult } from '../../client/estimates/fetch-estimates.ts';
import { safeStringify } from '../../client/http/json.ts';
import { waitForActivation } from '../../client/http/environment.ts';
import { getServerClock, type ServerClock } from '../../client/http/server-clock.ts';
import { differByProduct, estimateFromTerms } from '../../client/estimates/estimate-from-terms.ts';
import { loadTerms, parseTermsOnce } from '../../client/estimates/load-terms.ts';
import type { Estimate, EstimateRequest } from '../../contract/estimate.ts';
import type { LenientResult } from '../../contract/lenient-parse.ts';
import type { LenientTerms } from '../../contract/shop-terms.ts';
import { emit } from '../shared/emit.ts';
import { isExpired } from './format-estimate.ts';

/**
 * A function of the page that returns estimates: one, a list in any order, or an object `{ estimates, prefer }` as a
 * response of an endpoint. The result is validated as such a response is. `signal` aborts when the estimates are no longer
 * needed.
 */
export type EstimateSource = (request: EstimateRequest, options: { signal: AbortSignal }) => Promise<unknown>;

/** A request and who answers it: `source`, else `endpoint`, else `terms`. */
export type EstimateQuery = {
  request: EstimateRequest;
  terms?: URL | object | undefined;
  endpoint?: URL | undefined;
  source?: EstimateSource | undefined;
  /** Whether the page names no product. Only terms by which all products are alike then have an answer. */
  isProductMissing?: boolean;
};

/** Detail of `waybill-estimate-change`. */
export type EstimateChangeDetail = {
  /** The estimate of the headline. Store it with the order: it is the promise to the customer. */
  estimate: Estimate;
  /** All estimates, that of the headline first. */
  estimates: readonly Estimate[];
};

export type EstimateStatus = 'idle' | 'loading' | 'invalid' | 'failed';

/** Time until a missing product is reported. */
const MISSING_PRODUCT_MS = 1_000;

const MISSING_PRODUCT = 'sku: missing, so that nothing is requested. Set `sku` or `items`.';

const MISSING_PRODUCT_OF_TERMS =
  'sku: missing, and the terms differ by product, so that nothing is shown. Set `sku` or `items`; sku="*" is a product that the terms do not list.';

/** Time until a failed request, or one that returned expired estimates, is repeated. */
const RETRY_MS = 60_000;

/** Requests the estimates of one element and keeps the newest result. Results of outdated queries are dropped. */
export class EstimateController implements ReactiveController {
  estimates: readonly Estimate[] = [];
  /** `prefer` of the terms or of the answer, not yet validated. */
  prefer: unknown;
  status: EstimateStatus = 'idle';
  /** The clock of the server that answers the query. */
  clock: ServerClock = resolveServerClock(undefined);

  readonly #host: ReactiveControllerHost & Element;
  readonly #onProblem: (problem: string) => void;
  #query: EstimateQuery | undefined;
  /** Identifies the query; `undefined` while the element is disconnected. */
  #queryKey: readonly unknown[] | undefined;
  /** Key of the query that `estimates` belong to. */
  #resultKey: readonly unknown[] | undefined;
  #abortController = new AbortController();
  #stopWatchingClock: (() => void) | undefined;
  #stopWatchingOrigins: (() => void) | undefined;
  /** Content of the last event. */
  #emittedKey = '';

  /** `onProblem` receives the first issue of an invalid result, or each warning, as one sentence without values. */
  constructor(host: ReactiveControllerHost & Element, onProblem: (problem: string) => void) {
    this.#host = host;
    this.#onProblem = onProblem;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stopWatchingOrigins = onOriginsAllowed(() => this.#host.requestUpdate());
  }

  /** Emits the requested estimates that are rendered, if they have changed. That of the headline is the first. */
  emitChange(estimates: readonly Estimate[]): void {
    const [estimate] = estimates;
    if (!estimate || this.estimates.length === 0 || this.status === 'loading') return;
    const key = safeStringify(estimates.map((each) => ({ ...each, validUntil: undefined })));
    if (key === this.#emittedKey) return;
    this.#emittedKey = key;
    emit(this.#host, 'waybill-estimate-change', { estimate, estimates } satisfies EstimateChangeDetail);
  }

  hostDisconnected(): void {
    this.#stopWatchingOrigins?.();
    // An element that is moved connects again in the same task and keeps its result.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#stopWatchingClock?.();
      this.#abort();
      this.#queryKey = undefined;
    });
  }

  /** Requests estimates if the query has changed; `undefined` drops the last result. */
  setQuery(query: EstimateQuery | undefined): void {
    const key = query ? createQueryKey(query) : [];
    if ((this.#queryKey && isSameKey(key, this.#queryKey)) || !this.#host.isConnected) return;
    this.#queryKey = key;
    this.#query = query;
    this.clock = resolveServerClock(query);
    this.#stopWatchingClock?.();
    // In a microtask, so that all listeners have reset their state before the request.
    this.#stopWatchingClock = query && this.clock.onClockJump(() => queueMicrotask(() => this.refresh()));
    if (query) {
      this.refresh();
    } else {
      this.#abort();
      this.#setResult([], 'idle');
    }
  }

  /** Returns a function that takes back what comes after: another query of the same server, and its result. */
  saveState(): () => void {
    const { estimates, prefer } = this;
    const [query, queryKey] = [this.#query, this.#queryKey];
    return () => {
      this.#abort();
      this.#query = query;
      this.#queryKey = this.#resultKey = queryKey;
      this.#setResult(estimates, 'idle', prefer);
    };
  }

  /** Repeats the request. */
  refresh(): void {
    const query = this.#query;
    if (!query) return;
    this.#abort();
    const { signal } = (this.#abortController = new AbortController());
    const result = this.#fetch(query, signal);
    if (!('then' in result)) {
      this.#acceptResult(result);
      return;
    }
    this.status = 'loading';
    this.#host.requestUpdate();
    result.then(
      (parsed) => !signal.aborted && this.#acceptResult(parsed),
      () => !signal.aborted && this.#fail(),
    );
  }

  /** The time by `clock`, after a check whether the device's clock was set or the device slept. */
  readonly now = (): number => {
    this.clock.detectClockJump();
    return this.clock.latestNow();
  };

  /** Updates the element, and repeats the request after a failure or if an estimate has expired. */
  refreshIfDue(): void {
    if (this.status === 'failed' || this.estimates.some((estimate) => isExpired(estimate, this.clock.latestNow())))
      this.refresh();
    this.#host.requestUpdate();
  }

  /** When to call `refreshIfDue` (milliseconds by `clock`). `isShown`: whether an estimate still holds. */
  nextRefreshAt(isShown: boolean): number {
    const isDue = this.status === 'failed' || (!isShown && this.estimates.length > 0);
    return isDue ? this.clock.latestNow() + RETRY_MS : Infinity;
  }

  #abort(): void {
    this.#abortController.abort();
    if (this.status === 'loading') this.status = 'idle';
  }

  #fetch(
    { request, terms, endpoint, source, isProductMissing }: EstimateQuery,
    signal: AbortSignal,
  ): EstimatesResult | Promise<EstimatesResult> {
    if (isProductMissing && !terms) return this.#reportMissingProduct(MISSING_PRODUCT, signal);
    if (source) return callSource(source, request, signal).then(parseAnswer);
    if (endpoint) return fetchEstimates(endpoint, request);
    const compute = (parsed: LenientResult<LenientTerms>): EstimatesResult =>
      isProductMissing && parsed.ok && differByProduct(parsed.data)
        ? this.#reportMissingProduct(MISSING_PRODUCT_OF_TERMS, signal)
        : estimateFromTerms(parsed, request, this.clock);
    const parsed = terms instanceof URL ? loadTerms(terms) : parseTermsOnce(terms ?? {});
    return 'then' in parsed ? parsed.then(compute) : compute(parsed);
  }

  /** No estimates. Frameworks set properties after the first render, so the report waits. */
  #reportMissingProduct(problem: string, signal: AbortSignal): EstimatesResult {
    setTimeout(() => signal.aborted || this.#onProblem(problem), MISSING_PRODUCT_MS);
    return { ok: true, data: [], warnings: [] };
  }

  #acceptResult(parsed: EstimatesResult): void {
    for (const { path, message } of parsed.ok ? parsed.warnings : parsed.issues.slice(0, 1)) {
      this.#onProblem(`${path || 'the answer'}: ${message}.`);
    }
    this.#resultKey = this.#queryKey;
    this.#setResult(parsed.ok ? parsed.data : [], parsed.ok ? 'idle' : 'invalid', parsed.prefer);
  }

  /** Keeps the last result of the same query. */
  #fail(): void {
    if (this.#resultKey === this.#queryKey) this.#setResult(this.estimates, 'failed', this.prefer);
    else this.#setResult([], 'failed');
  }

  #setResult(estimates: readonly Estimate[], status: EstimateStatus, prefer?: unknown): void {
    this.estimates = estimates;
    this.prefer = prefer;
    this.status = status;
    this.#host.requestUpdate();
  }
}

/** Always returns a promise: the page's function may throw or return none. */
async function callSource(source: EstimateSource, request: EstimateRequest, signal: AbortSignal): Promise<unknown> {
  await waitForActivation();
  return source(request, { signal });
}

/** Without an endpoint, the page's own server has the best time. */
function resolveServerClock({ terms, endpoint }: Partial<EstimateQuery> = {}): ServerClock {
  return getServerClock((endpoint ?? (terms instanceof URL ? terms : location)).origin);
}

/** Objects and functions are compared by identity. */
const createQueryKey = ({ request, terms, endpoint, source, isProductMissing }: EstimateQuery): unknown[] => [
  isProductMissing,
  endpoint?.href,
  terms instanceof URL ? terms.href : terms,
  source,
  safeStringify(request),
];
