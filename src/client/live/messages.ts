import { isObject } from '../../contract/checker.ts';
import type { Issue } from '../../contract/parse.ts';
import type { Warning } from '../../contract/salvage.ts';
import type { SentEvent } from './event-bytes.ts';

/** What a live source can follow: anything whole, with an id and a version that grows by one per change. */
export type Versioned = { readonly id: string; readonly version: number };

/** A reader of it. `warnings` say what was left out of what could be read all the same. */
export type Parse<T> = (value: unknown) => Reading<T>;

export type Reading<T> =
  | { readonly ok: true; readonly data: T; readonly warnings?: readonly Warning[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A whole snapshot and what was said with it. `serverTime` is milliseconds since the epoch. */
export type Snapshot<T> = {
  readonly snapshot: T;
  readonly warnings: readonly Warning[];
  readonly epoch: string | undefined;
  readonly serverTime: number | undefined;
};

/** What a stream says, read and checked. */
export type Message<T> = { id: string | undefined } & (
  | ({ kind: 'snapshot' } & Snapshot<T>)
  | { kind: 'heartbeat'; epoch: string | undefined; version: number | undefined; serverTime: number | undefined }
  | { kind: 'gone'; retryAfterMs: number | undefined }
  | { kind: 'end' | 'auth' | 'unknown' }
  | { kind: 'bad'; issues: readonly Issue[] }
);

/** Reads a body or an event's data: the resource itself, or `{ epoch, version, serverTime, order }` around it. */
export function readSnapshot<T extends Versioned>(text: string, parse: Parse<T>): Reading<Snapshot<T>> {
  const value = readJson(text);
  if (!isObject(value)) return { ok: false, issues: [{ path: '', message: 'expected an object' }] };
  const isEnvelope = isObject(value.order);
  const parsed = parse(isEnvelope ? value.order : value);
  if (!parsed.ok) return parsed;
  const { version } = parsed.data;
  if (!isVersion(version) || (isEnvelope && value.version !== undefined && value.version !== version)) {
    return { ok: false, issues: [{ path: 'version', message: 'expected one safe whole number of 0 or more' }] };
  }
  const { data: snapshot, warnings = [] } = parsed;
  return { ok: true, data: { snapshot, warnings, epoch: epochOf(value), serverTime: timeOf(value) } };
}

/** Reads the events of one burst. Of snapshots that a newer one of the burst overtakes none is parsed. */
export function readMessages<T extends Versioned>(events: readonly SentEvent[], parse: Parse<T>): Message<T>[] {
  const messages: Message<T>[] = [];
  const newest = new Map<string, number>();
  for (const { name, id } of events) {
    const place = name === 'order' ? splitId(id) : undefined;
    if (place) newest.set(place.epoch, Math.max(place.version, newest.get(place.epoch) ?? 0));
  }
  for (const event of events) {
    const place = event.name === 'order' ? splitId(event.id) : undefined;
    if (place && place.version < (newest.get(place.epoch) ?? 0)) continue;
    messages.push(readMessage(event, parse));
  }
  return messages;
}

function readMessage<T extends Versioned>({ name, id, data }: SentEvent, parse: Parse<T>): Message<T> {
  switch (name) {
    case 'order': {
      const parsed = readSnapshot(data, parse);
      return parsed.ok ? { kind: 'snapshot', id, ...parsed.data } : { kind: 'bad', id, issues: parsed.issues };
    }
    case 'heartbeat':
      return readHeartbeat(id, readJson(data));
    case 'gone': {
      const value = readJson(data);
      return { kind: name, id, retryAfterMs: isObject(value) ? retryAfterOf(value) : undefined };
    }
    case 'end':
    case 'auth':
      return { kind: name, id };
    default:
      return { kind: 'unknown', id };
  }
}

function readHeartbeat(id: string | undefined, value: unknown): Message<never> {
  if (!isObject(value)) return { kind: 'bad', id, issues: [{ path: '', message: 'expected an object' }] };
  const { version } = value;
  if (version !== undefined && !isVersion(version)) {
    return { kind: 'bad', id, issues: [{ path: 'version', message: 'expected a safe whole number of 0 or more' }] };
  }
  return { kind: 'heartbeat', id, epoch: epochOf(value), version, serverTime: timeOf(value) };
}

/** The two halves of an id such as `k3.42`. */
export function splitId(id: string | undefined): { epoch: string; version: number } | undefined {
  const [, epoch, digits] = /^(.{1,64})\.(\d{1,16})$/.exec(id ?? '') ?? [];
  return epoch !== undefined && isVersion(Number(digits)) ? { epoch, version: Number(digits) } : undefined;
}

/** The value of a JSON text; `undefined` where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a body asks to wait, in milliseconds. */
export function retryAfterOf({ retryAfterMs }: Record<string, unknown>): number | undefined {
  return typeof retryAfterMs === 'number' && Number.isFinite(retryAfterMs) ? retryAfterMs : undefined;
}

function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function epochOf({ epoch }: Record<string, unknown>): string | undefined {
  return typeof epoch === 'string' && epoch.length > 0 && epoch.length <= 64 ? epoch : undefined;
}

function timeOf({ serverTime }: Record<string, unknown>): number | undefined {
  const time = typeof serverTime === 'string' ? Date.parse(serverTime) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
