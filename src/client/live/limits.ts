/* The numbers of the live source, in milliseconds where the name says so. */

/** From asking to the headers of an answer, and again from there to the end of a snapshot. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** A healthy server says something this often. */
export const HEARTBEAT_MS = 15_000;

/** A stream without an event for this long is dead, whatever its socket says. */
export const STALE_AFTER_MS = 40_000;

/** Waits are drawn evenly from 0 to this, doubled with every failure, up to the cap. */
export const BACK_OFF_BASE_MS = 1_000;
export const BACK_OFF_CAP_MS = 60_000;

/** A stream that lasted this long after its first event was worth something: the back-off starts anew. */
export const HEALTHY_AFTER_MS = 10_000;

/** At least this from one request to the next of its kind, and so many streams a minute at most. */
export const REQUEST_GAP_MS = 1_000;
export const OPENS_A_MINUTE = 10;
export const MINUTE_MS = 60_000;

/** What a server may ask for with `retry:` and with Retry-After. */
export const RETRY_MS = [1_000, 300_000] as const;
export const RETRY_AFTER_MS = [1_000, 3_600_000] as const;

/** So many streams without a valid event, and the source polls. */
export const OPENS_BEFORE_POLLING = 3;
export const POLL_MS = 30_000;
export const POLL_SPREAD = 0.2;
export const STREAM_AGAIN_MS = 300_000;

/** Polling is true to its word while the last answer is not older than a late poll with a slow answer. */
export const POLL_STALE_AFTER_MS = 60_000;

/** How long a source that knows of a newer version may be on its way to it and still be called live. */
export const CATCH_UP_MS = 5_000;

export const HIDDEN_AFTER_MS = 30_000;

/** A timer this late, or clocks this far apart: the machine slept. The longest wait lets it show soon. */
export const SLEPT_MS = 10_000;
export const LONGEST_WAIT_MS = 15_000;

/** A source outlives its last user by this, so that an element may be moved or replaced. */
export const LINGER_MS = 1_000;

/** Characters of one event, and events of one burst that are looked at: the newest. */
export const LARGEST_EVENT = 256 * 1024;
export const LARGEST_BURST = 100;

/** Other tabs cause one request in this time at most. */
export const POKE_GAP_MS = 5_000;
