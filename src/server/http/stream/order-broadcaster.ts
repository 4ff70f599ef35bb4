import type { Cursor } from '../../../contract/cursor.ts';
import type { ChangeNotification } from '../../change-feed/change-notification.ts';
import type { Store } from '../../store/store.ts';
import { createSseConnection, type SseConnection } from './sse-connection.ts';
import { encodeHeartbeatFrame, encodeClosingFrame, encodeOrderFrame, type OrderFrame } from './sse-frames.ts';
import { createStreamQuota, type StreamLimits } from './stream-quota.ts';

export type OrderBroadcasterOptions = {
  readonly store: Store;
  readonly now: () => number;
  readonly limits: StreamLimits;
  readonly reportError: (error: unknown) => void;
};

export type SubscribeRequest = {
  readonly orderId: string;
  readonly caller: string;
  /** Epoch milliseconds at which the token expires. The stream then ends with `auth`. */
  readonly expiresAt: number;
  /** Version that the client already has. */
  readonly cursor: Cursor | undefined;
  readonly signal: AbortSignal;
};

export type SubscribeResult =
  | { readonly kind: 'open'; readonly body: ReadableStream<Uint8Array> }
  | { readonly kind: 'unknown' | 'ended' | 'too-many' };

/** All open SSE streams of this process. They share one store subscription, and each change loads the order once. */
export type OrderBroadcaster = {
  /** `ended`: the order is final and the client has its last version. Rejects with errors of the store. */
  subscribe(request: SubscribeRequest): Promise<SubscribeResult>;
  /** Ends all streams and refuses new ones. */
  close(): Promise<void>;
  readonly openStreams: number;
};

/** One open stream. */
type Subscription = {
  readonly connection: SseConnection;
  readonly caller: string;
  readonly expiresAt: number;
  readonly endsAt: number;
  /** Last version sent. */
  version: number;
};

/** One order with its open streams. */
type Topic = {
  readonly orderId: string;
  readonly subscriptions: Set<Subscription>;
  /** Number of `subscribe` calls in progress. They keep the topic alive. */
  openingCount: number;
  /** Highest version notified or read. */
  latestVersion: number;
  frame: OrderFrame | undefined;
  /** Whether the order must be read again. */
  isDirty: boolean;
  refreshing: Promise<void> | undefined;
};

/** A client that has not read for about a minute is disconnected. */
const MAX_MISSED_HEARTBEATS = 4;
const MAX_CONCURRENT_READS = 8;

export function createOrderBroadcaster({ store, now, limits, reportError }: OrderBroadcasterOptions): OrderBroadcaster {
  const topics = new Map<string, Topic>();
  const quota = createStreamQuota(limits);
  let timer: ReturnType<typeof setInterval> | undefined;
  let storeSubscription: Promise<() => Promise<void>> | undefined;
  let isClosed = false;

  /** Subscribes to the store once, with the first stream. */
  async function subscribeToStore(): Promise<void> {
    storeSubscription ??= store.listen(onChange, () => void refreshStale([...topics.values()]));
    try {
      await storeSubscription;
    } catch (error) {
      storeSubscription = undefined;
      throw error;
    }
  }

  function onChange({ orderId, version }: ChangeNotification): void {
    const topic = topics.get(orderId);
    if (!topic || version <= topic.latestVersion) return;
    topic.latestVersion = version;
    refresh(topic).catch(reportError);
  }

  /** Re-checks orders after a subscription gap or a failed read. */
  async function refreshStale(stale: readonly Topic[]): Promise<void> {
    const queue = [...stale];
    const worker = async (): Promise<void> => {
      for (let topic = queue.shift(); topic; topic = queue.shift()) {
        try {
          const version = await store.getOrderVersion(topic.orderId);
          if (version !== topic.frame?.version) await refresh(topic);
        } catch (error) {
          topic.isDirty = true;
          reportError(error);
        }
      }
    };
    await Promise.all(Array.from({ length: MAX_CONCURRENT_READS }, worker));
  }

  function refresh(topic: Topic): Promise<void> {
    topic.isDirty = true;
    return (topic.refreshing ??= loadAndDeliver(topic));
  }

  /** Changes during a read cause one more read. After an error the topic stays dirty until the next heartbeat. */
  async function loadAndDeliver(topic: Topic): Promise<void> {
    try {
      while (topic.isDirty) {
        topic.isDirty = false;
        const order = await store.getOrder(topic.orderId);
        topic.frame = order && encodeOrderFrame(order, store.epoch, now());
        // A deleted order that is created again starts at version 1, so the version may decrease.
        topic.latestVersion = topic.frame?.version ?? 0;
        for (const subscription of topic.subscriptions) deliver(subscription, topic.frame);
      }
    } catch (error) {
      topic.isDirty = true;
      throw error;
    } finally {
      topic.refreshing = undefined;
    }
  }

  function deliver(subscription: Subscription, frame: OrderFrame | undefined): void {
    const { connection, expiresAt } = subscription;
    if (!frame) return connection.finish(encodeClosingFrame('gone', now()));
    if (now() >= expiresAt) return connection.finish(encodeClosingFrame('auth', now()));
    if (frame.version > subscription.version) {
      subscription.version = frame.version;
      connection.sendOrder(frame.bytes);
    }
    if (frame.isFinal) connection.finish(encodeClosingFrame('end', now()));
  }

  function sendHeartbeats(): void {
    const stale = [...topics.values()].filter((topic) => topic.isDirty && !topic.refreshing);
    void refreshStale(stale);
    for (const topic of topics.values()) {
      const bytes = encodeHeartbeatFrame(store.epoch, Math.max(topic.latestVersion, topic.frame?.version ?? 0), now());
      for (const subscription of topic.subscriptions) {
        if (subscription.connection.missedHeartbeats >= MAX_MISSED_HEARTBEATS) subscription.connection.abort();
        else if (now() >= subscription.expiresAt) subscription.connection.finish(encodeClosingFrame('auth', now()));
        else if (now() >= subscription.endsAt) subscription.connection.finish();
        else subscription.connection.sendHeartbeat(bytes);
      }
    }
  }

  function acquireTopic(orderId: string): Topic {
    const topic = topics.get(orderId) ?? {
      orderId,
      subscriptions: new Set(),
      openingCount: 0,
      latestVersion: -1,
      frame: undefined,
      isDirty: false,
      refreshing: undefined,
    };
    topics.set(orderId, topic);
    topic.openingCount += 1;
    return topic;
  }

  function releaseTopic(topic: Topic): void {
    if (topic.subscriptions.size === 0 && topic.openingCount === 0) topics.delete(topic.orderId);
  }

  function openSubscription(
    topic: Topic,
    { caller, expiresAt, cursor, signal }: SubscribeRequest,
    frame: OrderFrame,
  ): ReadableStream<Uint8Array> {
    const release = quota.acquire(caller);
    const connection = createSseConnection(() => {
      signal.removeEventListener('abort', connection.abort);
      topic.subscriptions.delete(subscription);
      releaseTopic(topic);
      release();
      if (quota.streamCount > 0) return;
      clearInterval(timer);
      timer = undefined;
    });
    const version = cursor?.epoch === store.epoch ? cursor.version : -1;
    // Random, so that streams opened together do not reconnect together.
    const endsAt = now() + limits.maxStreamMs * (1 - Math.random() / 5);
    const subscription: Subscription = { connection, caller, expiresAt, endsAt, version };
    topic.subscriptions.add(subscription);
    timer ??= setInterval(sendHeartbeats, limits.heartbeatIntervalMs);
    signal.addEventListener('abort', connection.abort);
    deliver(subscription, frame);
    connection.sendHeartbeat(encodeHeartbeatFrame(store.epoch, frame.version, now()));
    return connection.body;
  }

  return {
    async subscribe(request) {
      const { orderId, caller, cursor } = request;
      await subscribeToStore();
      const topic = acquireTopic(orderId);
      try {
        // The topic receives changes from here on, so a change after this read is not missed.
        const version = await store.getOrderVersion(orderId);
        if (version === undefined) return { kind: 'unknown' };
        if (topic.frame?.version !== version) await refresh(topic);
        const { frame } = topic;
        if (!frame) return { kind: 'unknown' };
        if (frame.isFinal && cursor?.epoch === store.epoch && cursor.version >= frame.version) return { kind: 'ended' };
        const isFull = quota.isFull(caller, topic.subscriptions.size);
        if (isFull || isClosed || request.signal.aborted) return { kind: 'too-many' };
        return { kind: 'open', body: openSubscription(topic, request, frame) };
      } finally {
        topic.openingCount -= 1;
        releaseTopic(topic);
      }
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      for (const topic of [...topics.values()]) {
        for (const { connection } of [...topic.subscriptions]) connection.finish();
      }
      const unsubscribe = await storeSubscription?.catch(() => undefined);
      storeSubscription = undefined;
      await unsubscribe?.();
    },
    get openStreams() {
      return quota.streamCount;
    },
  };
}
