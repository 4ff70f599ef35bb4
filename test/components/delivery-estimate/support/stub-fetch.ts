/** A request that the page sent. */
export type SentRequest = { url: string; method: string; body: unknown; init: RequestInit };

type StubResponse = unknown;

/** Replaces `fetch`: records every request and responds with the result of `respond`. */
export class StubFetch {
  readonly sent: SentRequest[] = [];
  /** A `Response` is returned unchanged, an `Error` is a network failure, other values become JSON. May be asynchronous. */
  respond: (sent: SentRequest) => StubResponse = () => [];
  readonly #real = globalThis.fetch;

  constructor() {
    globalThis.fetch = async (input, init = {}) => {
      const text = typeof init.body === 'string' ? init.body : undefined;
      const url = input instanceof Request ? input.url : String(input);
      const sent = { url, method: init.method ?? 'GET', body: text === undefined ? undefined : JSON.parse(text), init };
      this.sent.push(sent);
      const result = await this.respond(sent);
      if (result instanceof Error) throw result;
      return result instanceof Response ? result : jsonResponse(result);
    };
  }

  restore(): void {
    globalThis.fetch = this.#real;
  }
}

export function jsonResponse(data: unknown, init: ResponseInit = {}): Response {
  return textResponse(JSON.stringify(data), { headers: { 'content-type': 'application/json' }, ...init });
}

/** A response whose body is available at once. Reading a real body takes several tasks. */
export function textResponse(body: string, init: ResponseInit = {}): Response {
  const response = new Response(body, init);
  Object.defineProperty(response, 'text', { value: async () => body });
  return response;
}

/** The estimate requests in the body of a `POST /estimates`. */
export function requestsOf({
  body,
}: SentRequest): { id: string; items: { sku: string; quantity?: number }[]; destination?: object }[] {
  return (body as { requests: never[] }).requests;
}
