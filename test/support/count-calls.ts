/*
 * Counts constructions of observers and formatters, and calls to add listeners. Import this module before the tested code:
 * it wraps constructors and functions while it loads.
 */

const counts = new Map<string, number>();

export const calls = {
  of: (name: string): number => counts.get(name) ?? 0,
  /** The sum for all names with this prefix. */
  ofAll: (prefix: string): number =>
    [...counts].reduce((sum, [name, count]) => sum + (name.startsWith(prefix) ? count : 0), 0),
  reset: (): void => counts.clear(),
};

function count(name: string): void {
  counts.set(name, calls.of(name) + 1);
}

/** Wraps a constructor, with or without `new`. */
function wrapConstructor(owner: object, name: string, label = name): void {
  const Real = Reflect.get(owner, name) as new (...given: unknown[]) => object;
  const counted = new Proxy(Real, {
    construct(target, given, newTarget) {
      count(label);
      return Reflect.construct(target, given, newTarget) as object;
    },
  });
  Reflect.set(owner, name, counted);
}

function wrapFunction(owner: object, name: string, label: (...given: never[]) => string): void {
  const real = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
  Reflect.set(owner, name, function counted(this: unknown, ...given: unknown[]) {
    count(label(...(given as never[])));
    return real.apply(this, given);
  });
}

for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver']) wrapConstructor(globalThis, name);
for (const name of ['DateTimeFormat', 'NumberFormat', 'PluralRules', 'ListFormat', 'DisplayNames', 'Locale']) {
  wrapConstructor(Intl, name, `Intl.${name}`);
}
for (const target of [document, window]) {
  wrapFunction(target, 'addEventListener', (type: string) => `listen ${type}`);
  wrapFunction(target, 'removeEventListener', (type: string) => `forget ${type}`);
}
wrapFunction(MutationObserver.prototype, 'disconnect', () => 'disconnect');
wrapFunction(Document.prototype, 'createElement', () => 'createElement');
wrapFunction(Document.prototype, 'createTextNode', () => 'createTextNode');
