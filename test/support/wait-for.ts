/* The only real-time waits of the tests. The clocks are captured at load: a test may replace them. */

const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Shorter than the test runner's own timeout, for a message that names the condition. */
export const TEST_TIMEOUT_MS = 50_000;

/** Waits for a condition in a real browser, on the network or in another process. */
export async function waitFor(holds: () => unknown, what = String(holds)): Promise<void> {
  const end = now() + TEST_TIMEOUT_MS;
  while (!(await holds())) {
    if (now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Rejects with a message that names the awaited thing, if it does not come in time. */
export async function withTimeout<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`never: ${what}`)), TEST_TIMEOUT_MS);
  });
  return Promise.race([promise, never]).finally(() => clearTimeout(timer));
}
