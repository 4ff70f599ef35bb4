import { safeUrl } from '../../contract/safe-url.ts';
import type { Message, MessageType } from '../model.ts';
import { keyOf } from './signature.ts';

type Named = {
  /** 1 to 64 letters, digits, `-` and `_`. What is queued is queued under this name: keep it. */
  readonly name: string;
  /** Told of these alone; of every type where absent. */
  readonly types?: readonly MessageType[];
};

/** Another system of the shop, told by signed POST requests (Standard Webhooks). */
export type WebSubscriber = Named & {
  /** `https`. From the shop's own configuration, never from a customer: it is asked from within the shop's network. */
  readonly url: string;
  /** `whsec_…`, the newest first. While one is being replaced both sign, until the receiver knows the new one. */
  readonly secrets: readonly string[];
  /** Lets `http:` through to this machine itself, for tests. */
  readonly allowHttp?: boolean;
};

/** Something to do in this process, such as sending a mail. */
export type FunctionSubscriber = Named & {
  /**
   * Does it, or rejects to be asked again later. `{ refused: why }` makes it a dead letter at once. It may
   * come twice, after a crash for example: the message's id tells. `signal` aborts at the time limit.
   */
  readonly handle: (message: Message, signal: AbortSignal) => Promise<{ refused: string } | void>;
};

export type Subscriber = WebSubscriber | FunctionSubscriber;

/** Throws where a shop's configuration cannot work: at the start, not at the first message. */
export function checkSubscribers(subscribers: readonly Subscriber[]): void {
  const names = subscribers.map(({ name }) => name);
  for (const subscriber of subscribers) {
    const { name } = subscriber;
    if (!/^[\w-]{1,64}$/.test(name)) throw new TypeError(`Subscriber "${name}": a name has 1 to 64 letters, digits, - and _`);
    if (names.indexOf(name) !== names.lastIndexOf(name)) throw new TypeError(`Two subscribers are called "${name}"`);
    if ('url' in subscriber) checkWeb(subscriber);
  }
}

function checkWeb({ name, url, secrets, allowHttp = false }: WebSubscriber): void {
  const safe = safeUrl(url, { allowHttp });
  if (safe === undefined || (safe.startsWith('http:') && !isThisMachine(new URL(safe).hostname))) {
    throw new TypeError(`Subscriber "${name}": the url is not https`);
  }
  if (secrets.length === 0) throw new TypeError(`Subscriber "${name}" needs a secret`);
  secrets.forEach(keyOf);
}

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
