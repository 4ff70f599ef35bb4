/*
 * Six streams to one origin over HTTP/1.1, and every further request to it waits, in all tabs. So a page
 * holds one, whoever asked first has it, and the others poll until it is their turn.
 */

/** The right to hold a stream. `request` calls back once it is granted and returns how to give it back. */
export type Permit = { request(granted: () => void): () => void };

export function createPermit(): Permit {
  const queue: (() => void)[] = [];
  const grantFirst = () => {
    const [first] = queue;
    // Never within the call that asked, nor to someone who has given up meanwhile.
    queueMicrotask(() => first && first === queue[0] && first());
  };
  return {
    request(granted) {
      const place = () => granted();
      queue.push(place);
      if (queue.length === 1) grantFirst();
      return () => {
        const index = queue.indexOf(place);
        if (index < 0) return;
        queue.splice(index, 1);
        if (index === 0) grantFirst();
      };
    },
  };
}

/**
 * One stream a browser: the right of the page, and on top of it a Web Lock. Where there are no locks, as in a
 * sandboxed frame, the page's own right is enough.
 */
export function sharePermit(permit: Permit, name: string, locks: Pick<LockManager, 'request'> | undefined): Permit {
  if (!locks) return permit;
  return {
    request(granted) {
      const giveUp = new AbortController();
      const { signal } = giveUp;
      const givenUp = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      const grant = () => {
        if (!signal.aborted) granted();
        return givenUp;
      };
      const release = permit.request(() => {
        Promise.resolve()
          .then(() => locks.request(name, { signal }, grant))
          .catch(grant);
      });
      return () => {
        giveUp.abort();
        release();
      };
    },
  };
}

const permits = new Map<string, Permit>();

/** The page's right to a stream from an origin. */
export function permitOf(origin: string): Permit {
  const permit = permits.get(origin) ?? createPermit();
  permits.set(origin, permit);
  return permit;
}
