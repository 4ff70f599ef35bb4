/*
 * Lit makes a Trusted Types policy named "lit-html" while it loads. A page may refuse it: by `trusted-types 'none'`,
 * by a list without the name, or because another copy of Lit has it. Lit would then end the whole script with an
 * uncaught error. Evaluated before Lit, this module takes note of the refusal instead; `defineElement` asks for it.
 */
type PolicyFactory = { createPolicy: (name: string, ...rest: unknown[]) => unknown };

let isRefused = false;

/** Whether the page has refused Lit's Trusted Types policy: then no template can be drawn. */
export function isLitRefused(): boolean {
  return isRefused;
}

/** Until the script that loads Lit has ended. Every other policy is made, or refused, as without it. */
function watchLitPolicy(factory: PolicyFactory): void {
  const { createPolicy } = factory;
  const watched: PolicyFactory['createPolicy'] = (name, ...rest) => {
    try {
      return createPolicy.call(factory, name, ...rest);
    } catch (error) {
      if (name !== 'lit-html') throw error;
      isRefused = true;
      return undefined;
    }
  };
  // Without an exception where a page has frozen it.
  Reflect.set(factory, 'createPolicy', watched);
  queueMicrotask(() => Reflect.set(factory, 'createPolicy', createPolicy));
}

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
if (trustedTypes) watchLitPolicy(trustedTypes);
