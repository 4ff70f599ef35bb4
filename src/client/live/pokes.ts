/** Tells other tabs of this browser that a resource changed: its version, and never more of it. */
export type Pokes = { tell(version: number): void; close(): void };

const silent: Pokes = { tell: () => undefined, close: () => undefined };

/**
 * @param name the same for everyone who follows the same resource
 * @param onPoke called with what another tab said; anyone of the same origin may have said it
 */
export function openPokes(name: string, onPoke: (version: number) => void): Pokes {
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    return silent;
  }
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (Number.isSafeInteger(data)) onPoke(data as number);
  };
  return {
    tell: (version) => channel.postMessage(version),
    close: () => channel.close(),
  };
}
