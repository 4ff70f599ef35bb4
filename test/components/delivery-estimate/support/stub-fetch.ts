/** A request as the page sent it. */
export type Sent = { url: string; method: string; body: unknown; init: RequestInit };

type Answer = unknown;

/** Stands in for the network: every request is kept, and answered by `answer`. */
export class StubFetch {
  readonly sent: Sent[] = [];
  /** A Response is sent as it is, an Error fails like a network, anything else is JSON; a promise is waited for. */
  answer: (sent: Sent) => Answer = () => [];
  readonly #real = globalThis.fetch;

  constructor() {
    globalThis.fetch = async (input, init = {}) => {
      const text = typeof init.body === 'string' ? init.body : undefined;
      const url = input instanceof Request ? input.url : String(input);
      const sent = { url, method: init.method ?? 'GET', body: text === undefined ? undefined : JSON.parse(text), init };
      this.sent.push(sent);
      const answer = await this.answer(sent);
      if (answer instanceof Error) throw answer;
      return answer instanceof Response ? answer : json(answer);
    };
  }

  restore(): void {
    globalThis.fetch = this.#real;
  }
}

export function json(data: unknown, init: ResponseInit = {}): Response {
  return reply(JSON.stringify(data), { headers: { 'content-type': 'application/json' }, ...init });
}

/** A response whose body is there at once: a real one is read in a time of its own. */
export function reply(body: string, init: ResponseInit = {}): Response {
  const response = new Response(body, init);
  Object.defineProperty(response, 'text', { value: async () => body });
  return response;
}

/** The questions of a `POST /estimates`. */
export function requestsOf({ body }: Sent): { id: string; items: { sku: string; quantity?: number }[]; destination?: object }[] {
  return (body as { requests: never[] }).requests;
}
