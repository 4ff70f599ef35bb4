import { namePattern } from '../../contract/protocol.ts';
import { createSigner } from './signature.ts';

/** One scan of one order, as an adapter returns it. */
export type IncomingScan = {
  readonly orderId: string;
  /** Same shape as the body of `POST /orders/{orderId}/events`. */
  readonly scan: unknown;
};

/** The raw request. Signatures cover the exact bytes. */
export type WebhookRequest = { readonly headers: Headers; readonly body: Uint8Array };

/** A carrier or platform that calls `POST /webhooks/{source}`. */
export type WebhookSource = {
  /**
   * Returns the scans of a payload, oldest first, without irrelevant ones. The payload is parsed JSON, or the text if it is
   * not JSON. Throw for an unknown payload: the response is then 400.
   */
  readonly parse: (payload: unknown, headers: Headers) => readonly IncomingScan[] | Promise<readonly IncomingScan[]>;
} & (
  | {
      /** Secrets of senders that sign by Standard Webhooks: `whsec_…`. Any of them is accepted. */
      readonly secrets: readonly string[];
    }
  | {
      /**
       * Verifies the signature of all other senders, in constant time. Return the id of the message, or `true` if it has
       * none: the body then identifies it. `false` refuses the request (401). Check a signed timestamp here too, so that
       * old requests cannot be replayed.
       */
      readonly verify: (request: WebhookRequest) => Promise<boolean | { id: string }> | boolean | { id: string };
    }
);

/**
 * Validates the configuration at startup, before the first webhook.
 *
 * @throws TypeError for an invalid name or secret
 */
export function validateWebhookSources(sources: Readonly<Record<string, WebhookSource>>): void {
  for (const [name, source] of Object.entries(sources)) {
    if (!namePattern.test(name)) throw new TypeError(`Source "${name}": a name has 1 to 64 letters, digits, - and _`);
    if (!('secrets' in source)) continue;
    if (source.secrets.length === 0) throw new TypeError(`Source "${name}" needs a secret`);
    source.secrets.forEach(createSigner);
  }
}
