// First, because it is to be evaluated before Lit.
import { isLitRefused } from './lit-policy.ts';
import { VERSION } from '../version.ts';
import { warnOnce } from './warn.ts';

/**
 * Registers an element. A taken name never throws: the same version stays silent, anything else gets one warning that
 * names both. Where the page has broken arrays, or refuses the Trusted Types policy of Lit, nothing is registered: the
 * text between the tags stays.
 */
export function defineElement(tag: string, element: CustomElementConstructor & { version?: string }): void {
  const isRefused = isLitRefused();
  const taken = customElements.get(tag) as (CustomElementConstructor & { version?: string }) | undefined;
  if (taken === element || taken?.version === VERSION) return;
  const problem = taken ? takenBy(tag, taken.version) : whyNotDrawn(isRefused);
  if (problem === undefined) customElements.define(tag, element);
  else warnOnce(problem);
}

function takenBy(tag: string, version: string | undefined): string {
  const other = version === undefined ? 'an element of someone else' : `version ${version}`;
  return `<${tag}> is already defined by ${other}; version ${VERSION} is not used.`;
}

/** What keeps every element of this page from drawing. */
function whyNotDrawn(isRefused: boolean): string | undefined {
  const broken = brokenArrayMethod();
  if (broken) return `Array.prototype.${broken} is broken on this page; nothing is shown.`;
  if (!isRefused) return undefined;
  return "this page refuses the Trusted Types policy lit-html; nothing is shown. Allow it: trusted-types lit-html 'allow-duplicates'.";
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
