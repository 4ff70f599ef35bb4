import type { WebhookMessage } from '../orders/webhook-message.ts';
import { parseRetryAfter } from './retry-delay.ts';
import { createSignatureHeaders } from './signature.ts';
import type { FunctionSubscriber, Subscriber, WebhookSubscriber } from './subscriber.ts';

/** Outcome of one attempt. */
export type SendResult =
  | { readonly kind: 'delivered' }
  /** The receiver wants no further attempt. */
  | { readonly kind: 'refused'; readonly error: string }
  | {
      readonly kind: 'failed';
      readonly error: string;
      /** Whether other messages would fail too. */
      readonly isUnreachable: boolean;
      /** Milliseconds from `Retry-After`. */
      readonly retryAfterMs?: number | undefined;
    };

export type SendOptions = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Time limit of the attempt in milliseconds. */
  readonly deliveryTimeoutMs: number;
};

/** Sends a message to a subscriber once. Never rejects. */
export async function sendMessage(
  subscriber: Subscriber,
  message: WebhookMessage,
  options: SendOptions,
): Promise<SendResult> {
  const signal = AbortSignal.timeout(options.deliveryTimeoutMs);
  try {
    return await ('url' in subscriber
      ? postMessage(subscriber, message, options, signal)
      : callHandler(subscriber, message, signal));
  } catch (error) {
    const isUnreachable = signal.aborted || 'url' in subscriber;
    return { kind: 'failed', error: signal.aborted ? 'timeout' : formatSendError(error), isUnreachable };
  }
}

/** The request body (Standard Webhooks): `type`, `timestamp`, and `data` with the order id. */
function formatWebhookBody({ type, at, orderId, data }: WebhookMessage): string {
  return JSON.stringify({ type, timestamp: at, data: { ...data, orderId } });
}

async function postMessage(
  { url, secrets }: WebhookSubscriber,
  message: WebhookMessage,
  { now }: SendOptions,
  signal: AbortSignal,
): Promise<SendResult> {
  const body = formatWebhookBody(message);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'waybill-webhooks',
      ...createSignatureHeaders(message.id, now(), body, secrets),
    },
    body,
    // A redirect would send signed data to an address that the shop did not configure.
    redirect: 'manual',
    signal,
  });
  // Only the status counts. A body could be endless.
  await response.body?.cancel().catch(() => undefined);
  const { ok, status } = response;
  if (ok) return { kind: 'delivered' };
  if (status === 410) return { kind: 'refused', error: 'gone (410)' };
  const isBusy = status === 429 || status === 503;
  const retryAfterMs = isBusy ? parseRetryAfter(response.headers.get('retry-after'), now()) : undefined;
  return { kind: 'failed', error: `status ${status}`, isUnreachable: isBusy, retryAfterMs };
}

async function callHandler(
  { handle }: FunctionSubscriber,
  message: WebhookMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  const timeout = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );
  const result = await Promise.race([handle(message, signal), timeout]);
  return result ? { kind: 'refused', error: result.refused } : { kind: 'delivered' };
}

/** Errors of `fetch` have the reason in their cause. */
function formatSendError(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return String((cause instanceof Error ? cause : error) ?? 'failed').slice(0, 500);
}
