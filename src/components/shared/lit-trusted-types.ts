/*
 * Lit creates a Trusted Types policy named "lit-html" while it loads. A page may refuse the policy: by `trusted-types
 * 'none'`, by a list without the name, or because another copy of Lit has it. Lit would then end the whole script with an
 * uncaught error. This module runs before Lit and replaces `trustedTypes` until the first element is defined, to record a
 * refusal. The page's own object stays unchanged, and may be frozen.
 */
type PolicyFactory = { createPolicy: (...options: unknown[]) => unknown; emptyScript: unknown };

const TRUSTED_TYPES = 'trustedTypes';
const factory = (globalThis as { [TRUSTED_TYPES]?: PolicyFactory })[TRUSTED_TYPES];
let original = factory && Object.getOwnPropertyDescriptor(globalThis, TRUSTED_TYPES);
let isRefused = false;

/** Whether the page has refused Lit's Trusted Types policy, without which no template renders. */
export function isLitPolicyRefused(): boolean {
  restoreTrustedTypes();
  return isRefused;
}

function restoreTrustedTypes(): void {
  if (original) Reflect.defineProperty(globalThis, TRUSTED_TYPES, original);
  original = undefined;
}

if (factory) {
  const createPolicy = (...options: unknown[]): unknown => {
    let policy: unknown;
    try {
      policy = factory.createPolicy(...options);
    } catch {
      // The browser reports the violation.
    }
    isRefused ||= policy == null;
    return policy ?? undefined;
  };
  Reflect.defineProperty(globalThis, TRUSTED_TYPES, {
    configurable: true,
    value: { createPolicy, emptyScript: factory.emptyScript },
  });
  // If no element is defined, e.g. after an error.
  queueMicrotask(restoreTrustedTypes);
}
