import { formatCursor, parseCursor } from '../../contract/cursor.ts';
import type { ParseWarning } from '../../contract/lenient-parse.ts';
import type { Order } from '../../contract/order.ts';
import type { OrderEnvelope } from '../http/order-envelope.ts';

/** Server times this far apart are in order: clocks of servers differ a little, caches are older than that. */
const SERVER_TIME_TOLERANCE_MS = 2_000;

const MAX_RETIRED_EPOCHS = 8;

/** The newest snapshot and its place in the server's history. */
export type SnapshotState = {
  readonly snapshot: Order;
  /** Parts of the order that could not be parsed and are left out. */
  readonly warnings: readonly ParseWarning[];
  /** Name of the run of versions; `undefined` as long as the server sent plain orders only. */
  readonly epoch: string | undefined;
  /** How often the epoch changed. A read that started before the last change is outdated. */
  readonly epochChanges: number;
  /** Earlier epochs, newest first. A stream's event from one of them must be confirmed by a read. */
  readonly retiredEpochs: readonly string[];
  /** Where a stream resumes: the id of the last event, as sent. */
  readonly cursor: string | undefined;
  /** For If-None-Match; belongs to this snapshot. */
  readonly etag: string | undefined;
  /** The server's time of the snapshot, in milliseconds since the Unix epoch. */
  readonly serverTime: number | undefined;
};

/** How a snapshot arrived. `epochChanges` is the count at the start of the read. */
export type SnapshotSource =
  | { by: 'stream'; id: string | undefined }
  | { by: 'read'; epochChanges: number; etag: string | undefined };

/** `stale-epoch`: from a retired epoch, to be confirmed by a read. `wrong-resource`: from another order. */
export type VersionComparison = 'newer' | 'same' | 'older' | 'stale-epoch' | 'wrong-resource';

/** Replaces the snapshot unless it is newer than the incoming one. */
export function mergeSnapshot(
  state: SnapshotState | undefined,
  incoming: OrderEnvelope,
  source: SnapshotSource,
): { next: SnapshotState; comparison: VersionComparison } {
  const comparison = state ? compareVersions(state, incoming, source) : 'newer';
  const epoch = incoming.epoch ?? state?.epoch;
  const ownCursor = epoch === undefined ? undefined : formatCursor({ epoch, version: incoming.snapshot.version });
  const etag = source.by === 'read' ? source.etag : undefined;
  const cursor = (source.by === 'stream' ? source.id : undefined) ?? ownCursor;
  const serverTime = incoming.serverTime ?? state?.serverTime;

  if (state && comparison === 'same') {
    return { next: { ...state, epoch, cursor, etag: etag ?? state.etag, serverTime }, comparison };
  }
  if (state && comparison !== 'newer') return { next: state, comparison };

  const isNextEpoch = state !== undefined && isOtherEpoch(state, epoch);
  return {
    next: {
      snapshot: incoming.snapshot,
      warnings: incoming.warnings,
      epoch,
      epochChanges: (state?.epochChanges ?? 0) + (isNextEpoch ? 1 : 0),
      retiredEpochs: retireEpoch(state, epoch),
      cursor,
      etag,
      serverTime,
    },
    comparison,
  };
}

/** Moves the cursor to an event without a snapshot; never moves it back. */
export function advanceCursor(state: SnapshotState, id: string | undefined): SnapshotState {
  if (id === undefined) return state;
  const [from, to] = [parseCursor(state.cursor), parseCursor(id)];
  const isBack =
    from && to && (from.epoch === to.epoch ? to.version < from.version : state.retiredEpochs.includes(to.epoch));
  return isBack ? state : { ...state, cursor: id };
}

/** Whether the snapshot is older than a version that the server announced. */
export function isBehind(state: SnapshotState, epoch: string | undefined, version: number): boolean {
  if (isOtherEpoch(state, epoch)) return !state.retiredEpochs.includes(epoch ?? '');
  return version > state.snapshot.version;
}

function compareVersions(state: SnapshotState, incoming: OrderEnvelope, source: SnapshotSource): VersionComparison {
  if (incoming.snapshot.id !== state.snapshot.id) return 'wrong-resource';
  if (isOtherEpoch(state, incoming.epoch)) {
    if (source.by === 'stream') return state.retiredEpochs.includes(incoming.epoch ?? '') ? 'stale-epoch' : 'newer';
    return isReadOutdated(state, source) || isEarlier(incoming.serverTime, state.serverTime) ? 'older' : 'newer';
  }
  if (incoming.epoch === undefined && isReadOutdated(state, source)) return 'older';
  const difference = incoming.snapshot.version - state.snapshot.version;
  return difference > 0 ? 'newer' : difference < 0 ? 'older' : 'same';
}

/** Whether the read started before the epoch changed. */
function isReadOutdated(state: SnapshotState, source: SnapshotSource): boolean {
  return source.by === 'read' && source.epochChanges !== state.epochChanges;
}

function retireEpoch(state: SnapshotState | undefined, epoch: string | undefined): readonly string[] {
  if (!state?.epoch || state.epoch === epoch) return state?.retiredEpochs ?? [];
  return [state.epoch, ...state.retiredEpochs].filter((retired) => retired !== epoch).slice(0, MAX_RETIRED_EPOCHS);
}

function isOtherEpoch(state: SnapshotState, epoch: string | undefined): boolean {
  return epoch !== undefined && state.epoch !== undefined && epoch !== state.epoch;
}

function isEarlier(time: number | undefined, than: number | undefined): boolean {
  return time !== undefined && than !== undefined && time < than - SERVER_TIME_TOLERANCE_MS;
}
