import type { Issue } from '../../contract/parse.ts';
import type { ShopTerms } from '../../contract/shop-terms.ts';
import type { Admitted, Gate } from '../access/admit.ts';
import type { GuestTokens, Scope } from '../access/guest-tokens.ts';
import type { CancelShop } from '../cancel/index.ts';
import { instantOf } from '../domain/clock.ts';
import type { RawRule } from '../intake/raw.ts';
import type { Code, ProblemDetails } from '../problem.ts';
import type { Store } from '../store/store.ts';
import type { RecordScan } from '../webhooks/incoming.ts';
import type { Source } from '../webhooks/source.ts';
import type { Limits } from './limits.ts';
import type { Hub } from './stream/hub.ts';

/** What every route works with. */
export type Desk = {
  readonly store: Store;
  readonly hub: Hub;
  readonly gate: Gate;
  readonly shop: CancelShop;
  readonly terms: ShopTerms | (() => ShopTerms | Promise<ShopTerms>) | undefined;
  readonly guestTokens: GuestTokens | undefined;
  readonly sources: Readonly<Record<string, Source>>;
  /** Of a carrier. */
  readonly record: RecordScan;
  readonly raw: RawRule;
  readonly limits: Limits;
  /** What failed inside, and is not told to who asked. */
  readonly report: (error: unknown) => void;
  readonly now: () => number;
};

/** One request, with what its address says. */
export type Call = {
  readonly request: Request;
  readonly url: URL;
  readonly path: Readonly<Record<string, string>>;
  readonly admitted: Admitted;
};

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** As in the OpenAPI document: `/orders/{id}`. */
  readonly path: string;
  /** Who may: anybody, a customer in this scope, the shop alone, or a source that signs what it sends. */
  readonly access: 'anybody' | Scope | 'shop' | 'source';
  readonly answer: (desk: Desk, call: Call) => Promise<Response>;
};

/** Ends a route with a problem. */
export class Failure extends Error {
  readonly code: Code;
  readonly details: ProblemDetails;

  /** `cause` is reported, and never told to who asked. */
  constructor(code: Code, details: ProblemDetails = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
  }
}

/** The data that was read, or the problem of what is wrong with it. */
export function must<T>(read: { readonly ok: true; readonly data: T } | { readonly ok: false; readonly issues: readonly Issue[] }): T {
  if (read.ok) return read.data;
  throw new Failure('validation', { issues: read.issues });
}

export const serverTime = (desk: Desk): string => instantOf(desk.now());

/** JSON that no cache keeps unless `headers` say so. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return jsonText(JSON.stringify(body), status, headers);
}

export function jsonText(text: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(text, { status, headers: { 'content-type': type, 'cache-control': 'no-store', ...headers } });
}
