import { namePattern } from '../../contract/protocol.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import type { WebhookMessage, WebhookMessageType } from '../orders/webhook-message.ts';
import { createSigner } from './signature.ts';

type Named = {
  /** 1 to 64 letters, digits, `-` and `_`. Queued messages are stored under this name, so do not change it. */
  readonly name: string;
  /** Default: all types. */
  readonly types?: readonly WebhookMessageType[];
};

/** Another system of the shop that gets signed POST requests (Standard Webhooks). */
export type WebhookSubscriber = Named & {
  /** An `https:` URL. Must come from the shop's configuration, never from a customer: requests come from the shop's network. */
  readonly url: string;
  /** `whsec_…`, newest first. All secrets sign, so that a secret can be replaced without downtime. */
  readonly secrets: readonly string[];
  /** Allows `http:` URLs of the same machine, for tests; default `false`. */
  readonly allowHttp?: boolean;
};

/** A function that runs in this process, for example to send an email. */
export type FunctionSubscriber = Named & {
  /**
   * Handles a message. Reject to get it again later; resolve to `{ refused: reason }` to make it a dead letter at once. A
   * message may come twice, for example after a crash: compare its id. `signal` aborts at the time limit.
   */
  readonly handle: (message: WebhookMessage, signal: AbortSignal) => Promise<{ refused: string } | void>;
};

export type Subscriber = WebhookSubscriber | FunctionSubscriber;

/**
 * Validates the configuration at startup, before the first message.
 *
 * @throws TypeError for an invalid or duplicate name, a URL that is not https, or an invalid secret
 */
export function validateSubscribers(subscribers: readonly Subscriber[]): void {
  const names = subscribers.map(({ name }) => name);
  for (const subscriber of subscribers) {
    const { name } = subscriber;
    if (!namePattern.test(name))
      throw new TypeError(`Subscriber "${name}": a name has 1 to 64 letters, digits, - and _`);
    if (names.indexOf(name) !== names.lastIndexOf(name)) throw new TypeError(`Duplicate subscriber name "${name}"`);
    if ('url' in subscriber) validateWebhookSubscriber(subscriber);
  }
}

function validateWebhookSubscriber({ name, url, secrets, allowHttp = false }: WebhookSubscriber): void {
  const safe = safeUrl(url, { allowHttp });
  if (safe === undefined || (safe.startsWith('http:') && !isLoopbackHost(new URL(safe).hostname))) {
    throw new TypeError(`Subscriber "${name}": the url is not https`);
  }
  if (secrets.length === 0) throw new TypeError(`Subscriber "${name}" needs a secret`);
  secrets.forEach(createSigner);
}

const isLoopbackHost = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
