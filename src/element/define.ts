import { VERSION } from '../version.ts';
import { warnOnce } from './warn.ts';

/**
 * Registers an element. A taken name never throws: the same version stays silent, anything else gets
 * one warning that names both.
 */
export function defineElement(tag: string, element: CustomElementConstructor & { version?: string }): void {
  const taken = customElements.get(tag) as (CustomElementConstructor & { version?: string }) | undefined;
  if (!taken) {
    customElements.define(tag, element);
  } else if (taken !== element && taken.version !== VERSION) {
    const other = taken.version === undefined ? 'an element of someone else' : `version ${taken.version}`;
    warnOnce(`<${tag}> is already defined by ${other}; version ${VERSION} is not used.`);
  }
}
