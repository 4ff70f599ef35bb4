import type { Estimate } from '../../contract/estimate.ts';

/*
 * Structured data is for search engines. What makes it comes as a module of its own, so that customers do
 * not carry it; that module and the element meet at a registered symbol, as they may be in two bundles.
 */
const key = Symbol.for('waybill.json-ld');
const scope = globalThis as { [key]?: Publish };

/** Takes what an element shows, `undefined` where it shows none. */
export type Publish = (host: Element, estimate: Estimate | undefined) => void;

export function publisher(): Publish | undefined {
  return scope[key];
}

export function setPublisher(publish: Publish): void {
  scope[key] = publish;
}
