import { VERSION } from '../version.ts';
import { warnOnce } from './warn.ts';

/**
 * Registers an element. A taken name never throws: the same version stays silent, anything else gets
 * one warning that names both. Where the page's scripts have broken arrays nothing is registered: the
 * text between the tags stays.
 */
export function defineElement(tag: string, element: CustomElementConstructor & { version?: string }): void {
  const taken = customElements.get(tag) as (CustomElementConstructor & { version?: string }) | undefined;
  const broken = brokenArrayMethod();
  if (broken) {
    warnOnce(`Array.prototype.${broken} is broken on this page; nothing is shown.`);
  } else if (!taken) {
    customElements.define(tag, element);
  } else if (taken !== element && taken.version !== VERSION) {
    const other = taken.version === undefined ? 'an element of someone else' : `version ${taken.version}`;
    warnOnce(`<${tag}> is already defined by ${other}; version ${VERSION} is not used.`);
  }
}

/** Scripts of long ago walk arrays with for-in, and so over the names that they gave to every array. */
function brokenArrayMethod(): string | undefined {
  const list: Record<'map' | 'filter' | 'forEach', (visit: () => number) => unknown> = [0];
  for (const name of ['map', 'filter', 'forEach'] as const) {
    let calls = 0;
    list[name](() => calls++);
    if (calls !== 1) return name;
  }
  return undefined;
}
