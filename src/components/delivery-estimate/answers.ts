import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { askEndpoint } from '../../client/estimate-batch.ts';
import { serialize } from '../../client/serialize.ts';
import { serverClockOf, type ServerClock } from '../../client/server-clock.ts';
import { askTerms, loadTerms, readTerms } from '../../client/terms-source.ts';
import type { Estimate, EstimateRequest } from '../../contract/estimate.ts';
import { parseEstimates, type Parsed } from '../../contract/parse.ts';
import type { ShopTerms } from '../../contract/shop-terms.ts';

/** A page's own way to answer; what it resolves to is checked like any other answer. */
export type EstimateSource = (request: EstimateRequest, options: { signal: AbortSignal }) => Promise<unknown>;

/** Whom to ask, and what. */
export type Question = {
  request: EstimateRequest;
  terms?: URL | object | undefined;
  endpoint?: URL | undefined;
  source?: EstimateSource | undefined;
};

type Status = 'idle' | 'loading' | 'invalid' | 'failed';

/**
 * Asks for the estimates of one element and keeps the latest answer. An answer that comes after a
 * newer question is dropped.
 */
export class AnswerController implements ReactiveController {
  estimates: readonly Estimate[] = [];
  status: Status = 'idle';
  /** Where an answer cannot be read: which field, and why. */
  problem: string | undefined;
  /** The clock of whoever answers. */
  clock: ServerClock = clockFor(undefined);

  readonly #host: ReactiveControllerHost & Element;
  #question: Question | undefined;
  /** Of the question; `undefined` outside the page. */
  #key: string | undefined;
  /** Key of the question that `estimates` answers. */
  #answered: string | undefined;
  #asked = new AbortController();
  #stopWatchingClock: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move within the page connects again in the same task and loses nothing.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#stopWatchingClock?.();
      this.#drop();
      this.#key = undefined;
    });
  }

  /** Asks, unless it is the question already asked; `undefined` forgets the answer. */
  ask(question: Question | undefined): void {
    const key = question ? keyOf(question) : '';
    if (key === this.#key || !this.#host.isConnected) return;
    this.#key = key;
    this.#question = question;
    this.clock = clockFor(question);
    this.#stopWatchingClock?.();
    // Later, when everyone who listens has forgotten what was true before the jump.
    this.#stopWatchingClock = question && this.clock.onDrift(() => queueMicrotask(() => this.refresh()));
    if (question) {
      this.refresh();
    } else {
      this.#drop();
      this.#settle([], 'idle');
    }
  }

  /** Asks the same question again. */
  refresh(): void {
    const question = this.#question;
    if (!question) return;
    this.#drop();
    const asked = (this.#asked = new AbortController());
    const answer = this.#answer(question, asked.signal);
    if (!('then' in answer)) {
      this.#take(answer);
      return;
    }
    this.status = 'loading';
    this.#host.requestUpdate();
    answer.then(
      (parsed) => !asked.signal.aborted && this.#take(parsed),
      () => !asked.signal.aborted && this.#settle(this.#answered === this.#key ? this.estimates : [], 'failed'),
    );
  }

  #drop(): void {
    this.#asked.abort();
    if (this.status === 'loading') this.status = 'idle';
  }

  #answer({ request, terms, endpoint, source }: Question, signal: AbortSignal): Parsed<Estimate[]> | Promise<Parsed<Estimate[]>> {
    // Whatever the page's function returns or throws becomes a promise.
    if (source) return (async () => source(request, { signal }))().then(parseEstimates);
    if (endpoint) return askEndpoint(endpoint, request);
    const compute = (parsed: Parsed<ShopTerms>): Parsed<Estimate[]> =>
      parsed.ok ? { ok: true, data: askTerms(parsed.data, request, this.clock) } : parsed;
    const parsed = terms instanceof URL ? loadTerms(terms) : readTerms(terms ?? {});
    return 'then' in parsed ? parsed.then(compute) : compute(parsed);
  }

  #take(parsed: Parsed<Estimate[]>): void {
    const [issue] = parsed.ok ? [] : parsed.issues;
    this.problem = issue && `${issue.path || 'the answer'}: ${issue.message}`;
    this.#answered = this.#key;
    this.#settle(parsed.ok ? parsed.data : [], parsed.ok ? 'idle' : 'invalid');
  }

  #settle(estimates: readonly Estimate[], status: Status): void {
    this.estimates = estimates;
    this.status = status;
    this.#host.requestUpdate();
  }
}

/** Where the page answers itself, its own server's time is the best there is. */
function clockFor({ terms, endpoint }: Partial<Question> = {}): ServerClock {
  return serverClockOf((endpoint ?? (terms instanceof URL ? terms : location)).origin);
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function keyOf({ request, terms, endpoint, source }: Question): string {
  return [endpoint?.href, terms instanceof URL ? terms.href : identityOf(terms), identityOf(source), serialize(request)].join(' ');
}

function identityOf(value: object | undefined): number | undefined {
  if (!value) return undefined;
  if (!identities.has(value)) identities.set(value, ++lastIdentity);
  return identities.get(value);
}
