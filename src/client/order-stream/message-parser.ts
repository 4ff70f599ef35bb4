import { isVersion, parseCursor } from '../../contract/cursor.ts';
import { isObject, type ValidationIssue } from '../../contract/validators.ts';
import { parseRetryAfterField } from '../http/back-off.ts';
import { parseJson } from '../http/json.ts';
import {
  parseEpoch,
  parseServerTime,
  parseOrderEnvelope,
  type OrderEnvelope,
  type ParseOrder,
} from '../http/order-envelope.ts';
import type { SseEvent } from './sse-parser.ts';

/** An event of the stream, parsed. `id` is the cursor; `serverTime` is milliseconds since the Unix epoch. */
export type OrderStreamMessage = { id: string | undefined } & (
  | ({ kind: 'snapshot' } & OrderEnvelope)
  | { kind: 'heartbeat'; epoch: string | undefined; version: number | undefined; serverTime: number | undefined }
  | { kind: 'gone'; retryAfterMs: number | undefined }
  | { kind: 'end' | 'auth' | 'unknown' }
  | { kind: 'invalid'; issues: readonly ValidationIssue[] }
);

/** Parses the events of one chunk. Snapshots that are followed by a newer one in the same chunk are skipped. */
export function parseMessages(events: readonly SseEvent[], parseOrder: ParseOrder): OrderStreamMessage[] {
  const messages: OrderStreamMessage[] = [];
  const newestVersions = new Map<string, number>();
  for (const { name, id } of events) {
    const cursor = name === 'order' ? parseCursor(id) : undefined;
    if (cursor) newestVersions.set(cursor.epoch, Math.max(cursor.version, newestVersions.get(cursor.epoch) ?? 0));
  }
  for (const event of events) {
    const cursor = event.name === 'order' ? parseCursor(event.id) : undefined;
    if (cursor && cursor.version < (newestVersions.get(cursor.epoch) ?? 0)) continue;
    messages.push(parseMessage(event, parseOrder));
  }
  return messages;
}

function parseMessage({ name, id, data }: SseEvent, parseOrder: ParseOrder): OrderStreamMessage {
  switch (name) {
    case 'order': {
      const parsed = parseOrderEnvelope(parseJson(data), parseOrder);
      return parsed.ok ? { kind: 'snapshot', id, ...parsed.data } : { kind: 'invalid', id, issues: parsed.issues };
    }
    case 'heartbeat':
      return parseHeartbeat(id, parseJson(data));
    case 'gone':
      return { kind: name, id, retryAfterMs: parseRetryAfterField(parseJson(data)) };
    case 'end':
    case 'auth':
      return { kind: name, id };
    default:
      return { kind: 'unknown', id };
  }
}

function parseHeartbeat(id: string | undefined, value: unknown): OrderStreamMessage {
  if (!isObject(value)) return { kind: 'invalid', id, issues: [{ path: '', message: 'expected an object' }] };
  const { version } = value;
  if (version !== undefined && !isVersion(version)) {
    return { kind: 'invalid', id, issues: [{ path: 'version', message: 'expected a safe whole number of 0 or more' }] };
  }
  return { kind: 'heartbeat', id, epoch: parseEpoch(value), version, serverTime: parseServerTime(value) };
}
