import { parseCancellation, parseOrder } from '../../contract/parse-order.ts';
import type { Access } from '../access.ts';
import { routeOf } from '../endpoint.ts';
import { epochIn, requestInit } from '../live/http.ts';
import { readJson, readSnapshot } from '../live/messages.ts';
import { readRetryAfter } from '../live/retry-after.ts';
import type { ServerClock } from '../server-clock.ts';
import type { CancelEnvironment } from './environment.ts';
import { problemIn, type Answer, type CancelPort } from './port.ts';

const LARGEST_BODY = 5_000_000;

/** `epoch` is that of the ETag. */
type Reply = Answer & { text: string; epoch?: string | undefined };

/** Where cancellations of an order go by the contract. */
export function endpointPort(
  endpoint: URL,
  orderId: string,
  access: Access,
  environment: Pick<CancelEnvironment, 'fetch' | 'now' | 'clock'>,
): CancelPort {
  const order = routeOf(endpoint, `orders/${encodeURIComponent(orderId)}`);
  const cancellations = routeOf(order, 'cancellations');

  async function ask(url: URL, headers: Record<string, string>, signal: AbortSignal, more?: RequestInit): Promise<Reply> {
    // What was thrown may quote addresses and tokens.
    const nothing = { status: 0, text: '' };
    const send = async (token: string | undefined): Promise<Reply> => {
      try {
        const startedAt = environment.now();
        const init = requestInit(token, { accept: 'application/json', ...headers }, signal);
        const response = await environment.fetch(url, { ...init, ...more });
        const date = Date.parse(response.headers.get('date') ?? '');
        environment.clock.observe(date, environment.now() - startedAt);
        const text = await response.text();
        return text.length > LARGEST_BODY ? nothing : { ...readAnswer(response, text, environment.clock), text, epoch: epochIn(response.headers) };
      } catch {
        return nothing;
      }
    };
    // Without a token that could be had nothing was sent, so there is nothing to wonder about.
    const refused = { status: 401, text: '' };
    const token = await access.token().catch(() => null);
    if (token === null) return refused;
    const answer = await send(token);
    if (!isShutOut(answer) || signal.aborted) return answer;
    const isNew = await access.renew(token).catch(() => false);
    return isNew ? send(await access.token()) : answer;
  }

  return {
    async post({ key, epoch, request, body }, signal) {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(epoch !== undefined && { 'if-match': `"${epoch}.${request.version}"` }),
      };
      const { text: _, epoch: __, ...answer } = await ask(cancellations, headers, signal, { method: 'POST', body, keepalive: true });
      return answer;
    },
    async readOrder(signal) {
      const { status, text, epoch } = await ask(order, {}, signal);
      const read = status === 200 ? readSnapshot(text, parseOrder) : undefined;
      return read?.ok ? { ...read.data.snapshot, epoch: read.data.epoch ?? epoch } : undefined;
    },
    async readCancellation(id, signal) {
      const { status, body } = await ask(routeOf(cancellations, encodeURIComponent(id)), {}, signal);
      const read = status === 200 ? parseCancellation(body) : undefined;
      return read?.ok && read.data.id === id ? read.data : undefined;
    },
  };
}

function readAnswer({ status, ok, headers }: Response, text: string, clock: ServerClock): Answer {
  const body = readJson(text);
  if (ok) return { status, body };
  const problem = problemIn(body);
  return { status, ...problem, retryAfterMs: readRetryAfter(headers, clock) ?? problem.retryAfterMs };
}

/** Whether another token may help: a right that the customer does not have is not had with another token either. */
const isShutOut = ({ status, code }: Answer): boolean => status === 401 || (status === 403 && code !== 'action-not-allowed');
