// First, because it must run before Lit.
import { isLitPolicyRefused } from './lit-trusted-types.ts';
import { VERSION } from '../../version.ts';
import { warnOnce } from './warn-once.ts';

/**
 * Registers an element. A name that is taken does not throw: the same version is ignored, another definition gets one
 * warning that names both. In a browser that is too old, on a page with broken array methods, or one that refuses Lit's
 * Trusted Types policy, nothing is registered, and the fallback text stays.
 */
export function defineElement(tag: string, element: CustomElementConstructor & { version?: string }): void {
  const isRefused = isLitPolicyRefused();
  const taken = customElements.get(tag) as (CustomElementConstructor & { version?: string }) | undefined;
  if (taken === element || taken?.version === VERSION) return;
  const problem = taken ? describeConflict(tag, taken.version) : findBlockingProblem(isRefused);
  if (problem === undefined) customElements.define(tag, element);
  else warnOnce(problem);
}

function describeConflict(tag: string, version: string | undefined): string {
  const other = version === undefined ? 'an element of someone else' : `version ${version}`;
  return `<${tag}> is already defined by ${other}; version ${VERSION} is not used.`;
}

/** A problem of the page that prevents every element from rendering. */
function findBlockingProblem(isRefused: boolean): string | undefined {
  const missing = findMissingFeature();
  if (missing) return `this browser is too old: it has no ${missing}; nothing is shown.`;
  const broken = findBrokenArrayMethod();
  if (broken) return `Array.prototype.${broken} is broken on this page; nothing is shown.`;
  if (!isRefused) return undefined;
  return "this page refuses the Trusted Types policy lit-html; nothing is shown. Allow it: trusted-types lit-html 'allow-duplicates'.";
}

/** The newest features that the elements use; a browser with all of them has the older ones. */
function findMissingFeature(): string | undefined {
  for (const name of ['at', 'findLast', 'toReversed', 'toSorted'])
    if (!(name in Array.prototype)) return `Array.prototype.${name}`;
  if (!('hasOwn' in Object)) return 'Object.hasOwn';
  if (!('replaceAll' in String.prototype)) return 'String.prototype.replaceAll';
  // A server that renders pages has no HTMLElement.
  const isMissing = typeof HTMLElement === 'function' && !('attachInternals' in HTMLElement.prototype);
  return isMissing ? 'HTMLElement.attachInternals' : undefined;
}

/** Old scripts replace array methods. Some of these run `for…in` over arrays, and call back for added names too. */
function findBrokenArrayMethod(): string | undefined {
  const list: Record<'map' | 'filter' | 'forEach', (visit: () => number) => unknown> = [0];
  for (const name of ['map', 'filter', 'forEach'] as const) {
    let calls = 0;
    list[name](() => calls++);
    if (calls !== 1) return name;
  }
  return undefined;
}
