/* Numbers and patterns that client and server share. */

/** A server sends a heartbeat on an open stream this often. */
export const HEARTBEAT_INTERVAL_MS = 15_000;

/** Limit of requests in one `POST /estimates`. */
export const MAX_ESTIMATE_REQUESTS = 1000;

/** An id or a name as a segment of a path. It needs no escaping. */
export const pathIdPattern = /^[\w-]{1,64}$/;
