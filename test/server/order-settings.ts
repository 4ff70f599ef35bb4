import type { Fault } from './order-faults.ts';
import type { Answer } from './traffic.ts';

/** What one test set up. Every test has a scenario of its own, so that they may run side by side. */
export type Settings = {
  /** For the next requests of a kind, one each; after that for every one. */
  next: Record<Kind, Fault[]>;
  always: Record<Kind, Fault>;
  /** 0: only when asked for by `control/beat`. */
  heartbeatMs: number;
  /** A heartbeat at once on connecting. */
  isGreeting: boolean;
  /** Added to every `serverTime` and date. */
  skewMs: number;
  /** Accepted Bearer tokens; everyone is let in where there are none. */
  tokens: string[];
  hasEtag: boolean;
  hasEpoch: boolean;
  hasStream: boolean;
  hasCors: boolean;
};

export type Kind = 'snapshot' | 'stream' | 'cancel';

/** One request as the server saw it. */
export type Seen = {
  kind: Kind;
  order: string;
  after: string | null;
  authorization: string | undefined;
  ifNoneMatch: string | undefined;
  referer: string | undefined;
  key: string | undefined;
  /** Of what was sent, byte for byte. */
  body: string | undefined;
};

export type Statistics = {
  /** Streams open now, the most at a time, and ever. */
  open: number;
  most: number;
  streams: number;
  snapshots: number;
  keys: string[];
  requests: Seen[];
  /** By the number that a watched page gave its request. */
  answers: Record<string, Answer>;
};

/** A server that does everything right. */
export const plainSettings = (): Settings => ({
  next: { snapshot: [], stream: [], cancel: [] },
  always: { snapshot: {}, stream: {}, cancel: {} },
  heartbeatMs: 0,
  isGreeting: true,
  skewMs: 0,
  tokens: [],
  hasEtag: true,
  hasEpoch: true,
  hasStream: true,
  hasCors: true,
});
