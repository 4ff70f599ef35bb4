/* Numbers and patterns that client and server share. */

/** A server sends a heartbeat on an open stream this often. */
export const HEARTBEAT_INTERVAL_MS = 15_000;

/** Limit of requests in one `POST /estimates`. */
export const MAX_ESTIMATE_REQUESTS = 1000;

/** A name of a webhook source or a subscriber. */
export const namePattern = /^[\w-]{1,64}$/;

/**
 * An id that is a segment of a path, percent-encoded. Neither `.` nor `..`: URL parsers remove these segments, in every
 * encoding.
 */
export const pathIdPattern = /^(?!\.\.?$)[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]{1,128}$/u;

/** What `pathIdPattern` matches, in words. */
export const PATH_ID_FORMAT = '1 to 128 printable characters that are not "." or ".."';
