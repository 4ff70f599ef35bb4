import { keyOf } from './signature.ts';

/** What an adapter reads of a payload: one scan of one order, by the contract's words. */
export type Incoming = {
  readonly orderId: string;
  /** An event of the order, as `POST /orders/{id}/events` takes it. */
  readonly scan: unknown;
};

/** A request as it came. Signatures are of the very bytes. */
export type IncomingRequest = { readonly headers: Headers; readonly body: Uint8Array };

/** A carrier or platform that calls `POST /hooks/{name}`. */
export type Source = {
  /**
   * Finds the scans in a payload, oldest first. The payload is JSON where it can be read as such, else the
   * text. What is of no interest is left out; a payload that it does not know rejects.
   */
  readonly read: (payload: unknown, headers: Headers) => readonly Incoming[] | Promise<readonly Incoming[]>;
} & (
  | {
      /** For those who sign by Standard Webhooks: `whsec_…`, several while one is being replaced. */
      readonly secrets: readonly string[];
    }
  | {
      /**
       * For all others: whether it is really they, compared in constant time. Answers with the message's id, or
       * `true` where it has none: then the same body is the same message. `false` refuses it. What lets an old
       * request be told from a new one, such as a signed timestamp, is checked here too.
       */
      readonly verify: (request: IncomingRequest) => Promise<boolean | { id: string }> | boolean | { id: string };
    }
);

/** Throws where a shop's configuration cannot work: at the start, not at the first webhook. */
export function checkSources(sources: Readonly<Record<string, Source>>): void {
  for (const [name, source] of Object.entries(sources)) {
    if (!/^[\w-]{1,64}$/.test(name)) throw new TypeError(`Source "${name}": a name has 1 to 64 letters, digits, - and _`);
    if (!('secrets' in source)) continue;
    if (source.secrets.length === 0) throw new TypeError(`Source "${name}" needs a secret`);
    source.secrets.forEach(keyOf);
  }
}
