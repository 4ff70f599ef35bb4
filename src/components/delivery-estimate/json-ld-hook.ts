import type { Estimate } from '../../contract/estimate.ts';

/*
 * Structured data is for search engines. Its module is optional, so that customers do not load it. The module and the
 * element may be in two bundles: they share the hook by a registered symbol.
 */
const key = Symbol.for('waybill.json-ld');
const scope = globalThis as { [key]?: JsonLdHook };

/** Receives the estimates that an element shows, which may be none. */
export type JsonLdHook = (host: Element & { readonly jsonLd: boolean }, estimates: readonly Estimate[]) => void;

export function getJsonLdHook(): JsonLdHook | undefined {
  return scope[key];
}

export function setJsonLdHook(hook: JsonLdHook): void {
  scope[key] = hook;
}
