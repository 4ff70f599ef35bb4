/* The one place where a test lets real time pass. The clocks are taken while this loads: a test may replace them. */

const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Only to say what was awaited, before the test runner ends a test without a word. It is no measure of speed. */
export const GIVE_UP_MS = 50_000;

/** Waits until something holds in a real browser, on the network or in another process, however long that takes. */
export async function until(holds: () => unknown, what = String(holds)): Promise<void> {
  const end = now() + GIVE_UP_MS;
  while (!(await holds())) {
    if (now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What is awaited, or an error that says what never came. */
export async function withPatience<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`never: ${what}`)), GIVE_UP_MS);
  });
  return Promise.race([promise, never]).finally(() => clearTimeout(timer));
}
