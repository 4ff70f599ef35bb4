import type { CancelRequest } from '../../contract/cancellation.ts';
import { parseCancelRequest } from '../../contract/parse-order.ts';
import { readJson } from '../live/messages.ts';
import { serialize } from '../serialize.ts';
import { requestOf, type Intent } from './intent.ts';

/** What is sent of an intent, checked. `body` is its JSON, the same with every try. */
export type Sending = {
  readonly key: string;
  readonly epoch: string | undefined;
  readonly request: CancelRequest;
  readonly body: string;
};

/**
 * `undefined` where it cannot be right. The text is read back, because page libraries that patch how JSON is
 * written must not change what is asked for.
 */
export function soundSending(intent: Intent): Sending | undefined {
  const read = parseCancelRequest(requestOf(intent));
  if (!read.ok) return undefined;
  const body = serialize(read.data);
  if (serialize(readJson(body)) !== body) return undefined;
  return { key: intent.key, epoch: intent.epoch, request: read.data, body };
}
