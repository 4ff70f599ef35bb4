import type { ProblemCode } from '../../../src/contract/problem.ts';
import { statusByProblemCode } from '../../../src/contract/problem.ts';

/** A fault of the network or of the shop. */
export type NetworkFault =
  /** The request never arrives. */
  | 'lost'
  /** The shop carries it out; the response is lost. */
  | 'cut'
  /** The shop carries it out; the response never comes. */
  | 'hang'
  /** The connection drops; the request arrives this many milliseconds later. */
  | { late: number }
  /** Another response in place of the shop's; the shop does nothing. */
  | { status: number; code?: ProblemCode; headers?: Record<string, string>; body?: string }
  /** The shop carries it out, and another response comes. */
  | { done: true; status: number; body?: string };

export type Post = {
  key: string;
  version: number;
  ifMatch: string | null;
  authorization: string | null;
  body: string;
  init: RequestInit;
};

type StoredCancellation = { id: string; status: 'pending' | 'completed' | 'rejected'; quantity: number; body: string };

const START = Date.UTC(2026, 10, 23, 12);

/** A shop in memory with one order of one line. It follows the contract, except for the faults that a test sets. */
export class FakeShop {
  mode: 'instant' | 'request' = 'instant';
  version = 1;
  total: number;
  fulfilled = 0;
  until: string | undefined;
  /** The faults of the next POSTs and of the next GETs. */
  postFaults: NetworkFault[] = [];
  readFaults: NetworkFault[] = [];
  /** Whether the shop has a route for cancellations. */
  hasCancellations = true;
  readonly original: number;
  readonly posts: Post[] = [];
  readonly reads: string[] = [];
  /** By key: the cancellations whose responses are replayed. */
  readonly cancellations = new Map<string, StoredCancellation>();
  /** By key: how often the quantity of the line was reduced. */
  readonly effects = new Map<string, number>();
  validToken: string | undefined;
  /** The timer of the test. */
  later: (callback: () => void, ms: number) => unknown = setTimeout;

  constructor(quantity = 1) {
    this.original = quantity;
    this.total = quantity;
  }

  fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    const isPost = init.method === 'POST';
    const fault = (isPost ? this.postFaults : this.readFaults).shift();
    if (isPost) this.posts.push(parsePost(init));
    else this.reads.push(url.pathname);
    const failed = new TypeError('Failed to fetch');
    if (fault === 'lost') throw failed;
    if (typeof fault === 'object' && 'late' in fault) {
      this.later(() => void this.#answer(url, init), fault.late);
      throw failed;
    }
    if (typeof fault === 'object' && !('done' in fault)) {
      const { status, code, headers, body } = fault;
      const json = { 'content-type': 'application/problem+json', ...headers };
      return new Response(body ?? JSON.stringify({ status, code }), { status, headers: json });
    }
    const answer = this.#answer(url, init);
    if (fault === 'cut') throw failed;
    if (fault === 'hang')
      return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(failed)));
    if (fault) return new Response(fault.body ?? null, { status: fault.status });
    return answer;
  };

  get order(): Record<string, unknown> {
    const open = this.total - this.fulfilled;
    const pending = this.#sum('pending');
    const left = open - pending;
    const action = {
      type: 'cancel-items',
      mode: this.mode,
      lineItems: [{ id: 'l1', maxQuantity: left }],
      until: this.until,
    };
    return {
      id: 'o1',
      version: this.version,
      number: '1',
      currency: 'EUR',
      placedAt: '2026-11-22T10:00:00Z',
      updatedAt: '2026-11-22T10:00:00Z',
      lineItems: [
        {
          id: 'l1',
          title: 'Blue mug',
          quantity: { original: this.original, total: this.total, fulfilled: this.fulfilled },
        },
      ],
      adjustments: [...this.cancellations.values()].map(({ id, status, quantity }) => ({
        id,
        kind: 'cancellation',
        status,
        lineItems: [{ id: 'l1', quantity }],
      })),
      actions: left > 0 ? [action] : [],
    };
  }

  /** How often the quantity of the line was reduced. */
  get takenCount(): number {
    return [...this.effects.values()].reduce((sum, each) => sum + each, 0);
  }

  ship(): void {
    this.fulfilled = this.total;
    this.version += 1;
  }

  /** Changes something else about the order. */
  bumpVersion(): void {
    this.version += 1;
  }

  /** Decides all pending cancellations. */
  decide(isGranted: boolean): void {
    for (const [key, kept] of this.cancellations) {
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
    if (init.method === 'POST') return this.#cancel(parsePost(init));
    if (id === undefined) return Response.json(this.order);
    const kept = this.hasCancellations ? [...this.cancellations.values()].find((each) => each.id === id) : undefined;
    return kept ? Response.json(cancellationOf(kept)) : this.#problem('order-not-found');
  }

  #cancel({ key, body }: Post): Response {
    const kept = this.cancellations.get(key);
    if (kept) return kept.body === body ? this.#taken(kept) : this.#problem('idempotency-mismatch');
    const { version, lineItems } = JSON.parse(body) as { version: number; lineItems: { quantity: number }[] };
    const quantity = lineItems[0]?.quantity ?? 0;
    if (this.total === 0) return this.#problem('already-canceled');
    if (this.fulfilled >= this.total) return this.#problem('already-shipped');
    if (version !== this.version) return this.#problem('version-conflict');
    if (quantity > this.total - this.fulfilled) return this.#problem('quantity-too-great');
    const status = this.mode === 'instant' ? ('completed' as const) : ('pending' as const);
    const entry = { id: `c${this.cancellations.size + 1}`, status, quantity, body };
    this.cancellations.set(key, entry);
    if (status === 'completed') this.#take(key, quantity);
    this.version += 1;
    return this.#taken(entry);
  }

  #taken(kept: StoredCancellation): Response {
    return Response.json(cancellationOf(kept), { status: kept.status === 'pending' ? 202 : 201 });
  }

  #take(key: string, quantity: number): void {
    this.total -= quantity;
    this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
  }

  #sum(status: StoredCancellation['status']): number {
    return [...this.cancellations.values()]
      .filter((each) => each.status === status)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #problem(code: ProblemCode): Response {
    return Response.json({ code, status: statusByProblemCode[code] }, { status: statusByProblemCode[code] });
  }
}

const cancellationOf = ({ id, status, quantity }: StoredCancellation): unknown => ({
  id,
  status,
  type: 'cancel-items',
  lineItems: [{ id: 'l1', quantity }],
  ...(status === 'rejected' && { reason: { code: 'packed', text: 'Already packed' } }),
  ...(status === 'completed' && { receipt: { number: `R-${id}`, at: new Date(START).toISOString() } }),
});

export function parsePost(init: RequestInit): Post {
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
