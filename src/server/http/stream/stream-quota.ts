export type StreamLimits = {
  /** Milliseconds between heartbeats; 15,000. */
  readonly heartbeatIntervalMs: number;
  /** Streams end after this time and clients reconnect, so that access is checked again; 30 minutes, less up to a fifth. */
  readonly maxStreamMs: number;
  /** Open streams of this process; 5,000. */
  readonly maxStreams: number;
  /** Open streams of one order; 100. */
  readonly maxStreamsPerOrder: number;
  /** Open streams of one token, session or shop key; 20. */
  readonly maxStreamsPerCaller: number;
};

/** Counts the open streams of this process. */
export type StreamQuota = {
  /** Whether a limit is reached for a caller and an order with so many streams. */
  isFull(caller: string, orderStreamCount: number): boolean;
  /** Counts a stream. Call the returned function once when it ends. */
  acquire(caller: string): () => void;
  readonly streamCount: number;
};

export function createStreamQuota(limits: StreamLimits): StreamQuota {
  const countByCaller = new Map<string, number>();
  let streamCount = 0;

  return {
    isFull: (caller, orderStreamCount) =>
      streamCount >= limits.maxStreams ||
      orderStreamCount >= limits.maxStreamsPerOrder ||
      (countByCaller.get(caller) ?? 0) >= limits.maxStreamsPerCaller,
    acquire(caller) {
      streamCount += 1;
      countByCaller.set(caller, (countByCaller.get(caller) ?? 0) + 1);
      return () => {
        streamCount -= 1;
        const remaining = (countByCaller.get(caller) ?? 1) - 1;
        if (remaining > 0) countByCaller.set(caller, remaining);
        else countByCaller.delete(caller);
      };
    },
    get streamCount() {
      return streamCount;
    },
  };
}
