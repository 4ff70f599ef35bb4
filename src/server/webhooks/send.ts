import type { Message } from '../model.ts';
import { readRetryAfter } from './back-off.ts';
import { signatureHeaders } from './signature.ts';
import type { FunctionSubscriber, Subscriber, WebSubscriber } from './subscriber.ts';

/** What came of one attempt. */
export type Sent =
  | { readonly kind: 'delivered' }
  /** Never to be sent again. */
  | { readonly kind: 'refused'; readonly error: string }
  | {
      readonly kind: 'failed';
      readonly error: string;
      /** Others would fail now as well. */
      readonly isUnreachable: boolean;
      /** Milliseconds that the receiver asked for. */
      readonly wait?: number | undefined;
    };

export type SendOptions = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds for one attempt. */
  readonly timeLimit: number;
};

/** Tells a subscriber of a message, once. Never rejects. */
export async function send(subscriber: Subscriber, message: Message, options: SendOptions): Promise<Sent> {
  const signal = AbortSignal.timeout(options.timeLimit);
  try {
    return await ('url' in subscriber ? post(subscriber, message, options, signal) : hand(subscriber, message, signal));
  } catch (error) {
    const isUnreachable = signal.aborted || 'url' in subscriber;
    return { kind: 'failed', error: signal.aborted ? 'no answer in time' : reasonOf(error), isUnreachable };
  }
}

/** What a subscriber reads: the type, when it happened, and what about which order. */
function bodyOf({ type, at, orderId, data }: Message): string {
  return JSON.stringify({ type, timestamp: at, data: { ...data, orderId } });
}

async function post({ url, secrets }: WebSubscriber, message: Message, { now }: SendOptions, signal: AbortSignal): Promise<Sent> {
  const body = bodyOf(message);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'waybill-webhooks',
      ...signatureHeaders(message.id, now(), body, secrets),
    },
    body,
    // A redirect would lead signed data where the shop did not send it.
    redirect: 'manual',
    signal,
  });
  // The status says all: a body could be endless, or break off after it.
  await response.body?.cancel().catch(() => undefined);
  const { ok, status } = response;
  if (ok) return { kind: 'delivered' };
  if (status === 410) return { kind: 'refused', error: 'gone (410)' };
  const isBusy = status === 429 || status === 503;
  const wait = isBusy ? readRetryAfter(response.headers.get('retry-after'), now()) : undefined;
  return { kind: 'failed', error: `answered ${status}`, isUnreachable: isBusy, wait };
}

async function hand({ handle }: FunctionSubscriber, message: Message, signal: AbortSignal): Promise<Sent> {
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  const answer = await Promise.race([handle(message, signal), late]);
  return answer ? { kind: 'refused', error: answer.refused } : { kind: 'delivered' };
}

/** `fetch` says only that it failed, and why in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return String((cause instanceof Error ? cause : error) ?? 'failed').slice(0, 500);
}
