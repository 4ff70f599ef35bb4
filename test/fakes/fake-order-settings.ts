import type { ResponseFault } from './faulty-body.ts';
import type { ResponseProgress } from './request-tracker.ts';

/** The settings of one scenario. Each test has its own scenario, so that tests can run in parallel. */
export type FakeOrderSettings = {
  /** `next`: one fault for each of the next requests of a kind. `always`: for all requests after them. */
  next: Record<RequestKind, ResponseFault[]>;
  always: Record<RequestKind, ResponseFault>;
  /** 0: only on `control/heartbeat`. */
  heartbeatMs: number;
  /** Sends a heartbeat right after the missed versions. */
  hasInitialHeartbeat: boolean;
  /** Added to every `serverTime` and date. */
  skewMs: number;
  /** Accepted bearer tokens; without any, every request is accepted. */
  tokens: string[];
  hasEtag: boolean;
  hasEpoch: boolean;
  hasStream: boolean;
  hasCors: boolean;
};

export type RequestKind = 'snapshot' | 'stream' | 'cancel';

export type RecordedRequest = {
  kind: RequestKind;
  order: string;
  after: string | null;
  authorization: string | undefined;
  ifNoneMatch: string | undefined;
  referer: string | undefined;
  key: string | undefined;
  /** Byte for byte. */
  body: string | undefined;
};

export type RequestStatistics = {
  openStreams: number;
  maxOpenStreams: number;
  streamRequests: number;
  snapshotRequests: number;
  idempotencyKeys: string[];
  requests: RecordedRequest[];
  /** By the id that the page's `RequestTracker` gave its request. */
  responses: Record<string, ResponseProgress>;
};

/** The settings of a server without faults. */
export const createDefaultSettings = (): FakeOrderSettings => ({
  next: { snapshot: [], stream: [], cancel: [] },
  always: { snapshot: {}, stream: {}, cancel: {} },
  heartbeatMs: 0,
  hasInitialHeartbeat: true,
  skewMs: 0,
  tokens: [],
  hasEtag: true,
  hasEpoch: true,
  hasStream: true,
  hasCors: true,
});
