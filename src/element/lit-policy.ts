/*
 * Lit makes a Trusted Types policy named "lit-html" while it loads. A page may refuse it: by `trusted-types 'none'`,
 * by a list without the name, or because another copy of Lit has it. Lit would then end the whole script with an
 * uncaught error. Evaluated before Lit, this module stands between Lit and the page's policies until the first element
 * is defined, and takes note of a refusal. The page's own object is not touched, and may be frozen.
 */
type PolicyFactory = { createPolicy: (...given: unknown[]) => unknown; emptyScript: unknown };

const name = 'trustedTypes';
const factory = (globalThis as { [name]?: PolicyFactory })[name];
let original = factory && Object.getOwnPropertyDescriptor(globalThis, name);
let isRefused = false;

/** Whether the page has refused Lit's Trusted Types policy: then no template can be drawn. */
export function isLitRefused(): boolean {
  endWatch();
  return isRefused;
}

function endWatch(): void {
  if (original) Reflect.defineProperty(globalThis, name, original);
  original = undefined;
}

if (factory) {
  const createPolicy = (...given: unknown[]): unknown => {
    let policy: unknown;
    try {
      policy = factory.createPolicy(...given);
    } catch {
      // The browser has reported it.
    }
    isRefused ||= policy == null;
    return policy ?? undefined;
  };
  Reflect.defineProperty(globalThis, name, { configurable: true, value: { createPolicy, emptyScript: factory.emptyScript } });
  // Where something else goes wrong before an element is defined.
  queueMicrotask(endWatch);
}
