import type { ProblemCode } from '../../../src/contract/problem.ts';
import { problemStatuses } from '../../../src/contract/problem.ts';

/** What happens to a request on its way. */
export type Trouble =
  /** Never arrives. */
  | 'lost'
  /** Is done; its answer is lost. */
  | 'cut'
  /** Is done and hangs for ever. */
  | 'hang'
  /** Is given up, and arrives all the same so many milliseconds later. */
  | { late: number }
  /** Another answer in place of the shop's: nothing was done. */
  | { status: number; code?: ProblemCode; headers?: Record<string, string>; body?: string }
  /** The shop does it, and another answer comes. */
  | { done: true; status: number; body?: string };

export type Post = { key: string; version: number; ifMatch: string | null; authorization: string | null; body: string; init: RequestInit };

type Kept = { id: string; status: 'pending' | 'completed' | 'rejected'; quantity: number; body: string };

const START = Date.UTC(2026, 10, 23, 12);

/** A shop in memory with one order of one line: right by the contract, unless told what happens on the way. */
export class CancelServer {
  mode: 'instant' | 'request' = 'instant';
  version = 1;
  total: number;
  fulfilled = 0;
  until: string | undefined;
  /** What happens to the next requests, first to the POSTs, then to the GETs. */
  troubles: Trouble[] = [];
  readTroubles: Trouble[] = [];
  /** The truth shown by GET is this old a version's, as a slow replica's. */
  hasCancellations = true;
  readonly original: number;
  readonly posts: Post[] = [];
  readonly reads: string[] = [];
  /** By key: what was done and is answered again. */
  readonly kept = new Map<string, Kept>();
  /** How often something was truly taken from the line, by key. */
  readonly effects = new Map<string, number>();
  validToken: string | undefined;
  /** By the time of the test. */
  later: (callback: () => void, ms: number) => unknown = setTimeout;

  constructor(quantity = 1) {
    this.original = quantity;
    this.total = quantity;
  }

  fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    const isPost = init.method === 'POST';
    const trouble = (isPost ? this.troubles : this.readTroubles).shift();
    if (isPost) this.posts.push(postOf(init));
    else this.reads.push(url.pathname);
    const failed = new TypeError('Failed to fetch');
    if (trouble === 'lost') throw failed;
    if (typeof trouble === 'object' && 'late' in trouble) {
      this.later(() => void this.#answer(url, init), trouble.late);
      throw failed;
    }
    if (typeof trouble === 'object' && !('done' in trouble)) {
      const { status, code, headers, body } = trouble;
      const json = { 'content-type': 'application/problem+json', ...headers };
      return new Response(body ?? JSON.stringify({ status, code }), { status, headers: json });
    }
    const answer = this.#answer(url, init);
    if (trouble === 'cut') throw failed;
    if (trouble === 'hang') return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(failed)));
    if (trouble) return new Response(trouble.body ?? null, { status: trouble.status });
    return answer;
  };

  get order(): Record<string, unknown> {
    const open = this.total - this.fulfilled;
    const pending = this.#sum('pending');
    const left = open - pending;
    const action = { type: 'cancel-items', mode: this.mode, lineItems: [{ id: 'l1', maxQuantity: left }], until: this.until };
    return {
      id: 'o1',
      version: this.version,
      number: '1',
      currency: 'EUR',
      placedAt: '2026-11-22T10:00:00Z',
      updatedAt: '2026-11-22T10:00:00Z',
      lineItems: [
        { id: 'l1', title: 'Blue mug', quantity: { original: this.original, total: this.total, fulfilled: this.fulfilled } },
      ],
      adjustments: [...this.kept.values()].map(({ id, status, quantity }) => ({
        id,
        kind: 'cancellation',
        status,
        lineItems: [{ id: 'l1', quantity }],
      })),
      actions: left > 0 ? [action] : [],
    };
  }

  /** How often something was taken, whichever key it was for. */
  get taken(): number {
    return [...this.effects.values()].reduce((sum, each) => sum + each, 0);
  }

  ship(): void {
    this.fulfilled = this.total;
    this.version += 1;
  }

  /** Something else about the order changes. */
  touch(): void {
    this.version += 1;
  }

  /** Decides all that is pending. */
  decide(isGranted: boolean): void {
    for (const [key, kept] of this.kept) {
      if (kept.status !== 'pending') continue;
      const isPossible = isGranted && this.total - this.fulfilled >= kept.quantity;
      kept.status = isPossible ? 'completed' : 'rejected';
      if (isPossible) this.#take(key, kept.quantity);
      this.version += 1;
    }
  }

  #answer(url: URL, init: RequestInit): Response {
    const token = new Headers(init.headers).get('authorization');
    if (this.validToken !== undefined && token !== `Bearer ${this.validToken}`) return this.#problem('token-expired');
    const [, id] = /\/cancellations\/(.+)$/.exec(url.pathname) ?? [];
    if (init.method === 'POST') return this.#cancel(postOf(init));
    if (id === undefined) return Response.json(this.order);
    const kept = this.hasCancellations ? [...this.kept.values()].find((each) => each.id === id) : undefined;
    return kept ? Response.json(cancellationOf(kept)) : this.#problem('order-not-found');
  }

  #cancel({ key, body }: Post): Response {
    const kept = this.kept.get(key);
    if (kept) return kept.body === body ? this.#taken(kept) : this.#problem('idempotency-mismatch');
    const { version, lineItems } = JSON.parse(body) as { version: number; lineItems: { quantity: number }[] };
    const quantity = lineItems[0]?.quantity ?? 0;
    if (this.total === 0) return this.#problem('already-canceled');
    if (this.fulfilled >= this.total) return this.#problem('already-shipped');
    if (version !== this.version) return this.#problem('version-conflict');
    if (quantity > this.total - this.fulfilled) return this.#problem('quantity-too-great');
    const status = this.mode === 'instant' ? ('completed' as const) : ('pending' as const);
    const entry = { id: `c${this.kept.size + 1}`, status, quantity, body };
    this.kept.set(key, entry);
    if (status === 'completed') this.#take(key, quantity);
    this.version += 1;
    return this.#taken(entry);
  }

  #taken(kept: Kept): Response {
    return Response.json(cancellationOf(kept), { status: kept.status === 'pending' ? 202 : 201 });
  }

  #take(key: string, quantity: number): void {
    this.total -= quantity;
    this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
  }

  #sum(status: Kept['status']): number {
    return [...this.kept.values()].filter((each) => each.status === status).reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #problem(code: ProblemCode): Response {
    return Response.json({ code, status: problemStatuses[code] }, { status: problemStatuses[code] });
  }
}

const cancellationOf = ({ id, status, quantity }: Kept): unknown => ({
  id,
  status,
  type: 'cancel-items',
  lineItems: [{ id: 'l1', quantity }],
  ...(status === 'rejected' && { reason: { code: 'packed', text: 'Already packed' } }),
  ...(status === 'completed' && { receipt: { number: `R-${id}`, at: new Date(START).toISOString() } }),
});

export function postOf(init: RequestInit): Post {
  const headers = new Headers(init.headers);
  const body = String(init.body);
  const { version } = JSON.parse(body) as { version: number };
  return {
    key: headers.get('idempotency-key') ?? '',
    version,
    ifMatch: headers.get('if-match'),
    authorization: headers.get('authorization'),
    body,
    init,
  };
}
