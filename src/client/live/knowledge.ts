import type { Warning } from '../../contract/salvage.ts';
import { splitId, type Snapshot, type Versioned } from './messages.ts';

/** What is known of the resource, and where the server's history of it stands. */
export type Known<T> = {
  readonly snapshot: T;
  /** What of it could not be read. */
  readonly warnings: readonly Warning[];
  /** The run of versions it belongs to; unknown where only plain snapshots were seen. */
  readonly epoch: string | undefined;
  /** How often the epoch changed; an answer asked for before the last change is out of date. */
  readonly epochChanges: number;
  /** Epochs that ended. What a stream still says of them is not believed unseen. */
  readonly retired: readonly string[];
  /** Where a stream goes on: the id of the last event, as sent. */
  readonly cursor: string | undefined;
  /** For If-None-Match; belongs to this very snapshot. */
  readonly etag: string | undefined;
  /** When the server said it, by its own clock. */
  readonly serverTime: number | undefined;
};

/** How a snapshot came. A read carries the `epochChanges` of the moment it was asked for. */
export type Origin =
  | { by: 'stream'; id: string | undefined }
  | { by: 'read'; epochChanges: number; etag: string | undefined };

/** `doubtful`: of an epoch that ended, which only a read can settle. `foreign`: of another resource. */
export type Standing = 'newer' | 'same' | 'older' | 'doubtful' | 'foreign';

/** Takes a snapshot in, unless what is known is newer. */
export function absorb<T extends Versioned>(
  known: Known<T> | undefined,
  incoming: Snapshot<T>,
  origin: Origin,
): { known: Known<T>; standing: Standing } {
  const standing = known ? compare(known, incoming, origin) : 'newer';
  const epoch = incoming.epoch ?? known?.epoch;
  const ownId = epoch === undefined ? undefined : `${epoch}.${incoming.snapshot.version}`;
  const etag = origin.by === 'read' ? origin.etag : undefined;
  const cursor = (origin.by === 'stream' ? origin.id : undefined) ?? ownId;
  const serverTime = incoming.serverTime ?? known?.serverTime;

  if (known && standing === 'same') {
    return { known: { ...known, epoch, cursor, etag: etag ?? known.etag, serverTime }, standing };
  }
  if (known && standing !== 'newer') return { known, standing };

  const isNextEpoch = known !== undefined && isOtherEpoch(known, epoch);
  return {
    known: {
      snapshot: incoming.snapshot,
      warnings: incoming.warnings,
      epoch,
      epochChanges: (known?.epochChanges ?? 0) + (isNextEpoch ? 1 : 0),
      retired: retire(known, epoch),
      cursor,
      etag,
      serverTime,
    },
    standing,
  };
}

/** The cursor after an event that brought no snapshot: it moves on, never back. */
export function moveCursor<T extends Versioned>(known: Known<T>, id: string | undefined): Known<T> {
  if (id === undefined) return known;
  const [from, to] = [splitId(known.cursor), splitId(id)];
  const isBack = from && to && (from.epoch === to.epoch ? to.version < from.version : known.retired.includes(to.epoch));
  return isBack ? known : { ...known, cursor: id };
}

/** Whether the server speaks of a version that is not here yet. */
export function isBehind<T extends Versioned>(known: Known<T>, epoch: string | undefined, version: number): boolean {
  if (isOtherEpoch(known, epoch)) return !known.retired.includes(epoch ?? '');
  return version > known.snapshot.version;
}

function compare<T extends Versioned>(known: Known<T>, incoming: Snapshot<T>, origin: Origin): Standing {
  if (incoming.snapshot.id !== known.snapshot.id) return 'foreign';
  if (isOtherEpoch(known, incoming.epoch)) {
    if (origin.by === 'stream') return known.retired.includes(incoming.epoch ?? '') ? 'doubtful' : 'newer';
    return isFromBefore(known, origin) || isEarlier(incoming.serverTime, known.serverTime) ? 'older' : 'newer';
  }
  if (incoming.epoch === undefined && isFromBefore(known, origin)) return 'older';
  const difference = incoming.snapshot.version - known.snapshot.version;
  return difference > 0 ? 'newer' : difference < 0 ? 'older' : 'same';
}

/** Whether it was asked for before the epoch changed. */
function isFromBefore<T>(known: Known<T>, origin: Origin): boolean {
  return origin.by === 'read' && origin.epochChanges !== known.epochChanges;
}

/** The epochs that ended, newest first, as many as may matter. */
function retire<T>(known: Known<T> | undefined, epoch: string | undefined): readonly string[] {
  if (!known?.epoch || known.epoch === epoch) return known?.retired ?? [];
  return [known.epoch, ...known.retired].filter((old) => old !== epoch).slice(0, 8);
}

function isOtherEpoch<T>(known: Known<T>, epoch: string | undefined): boolean {
  return epoch !== undefined && known.epoch !== undefined && epoch !== known.epoch;
}

/** Servers' clocks differ a little; a cache is behind by more than that. */
function isEarlier(time: number | undefined, than: number | undefined): boolean {
  return time !== undefined && than !== undefined && time < than - 2_000;
}
