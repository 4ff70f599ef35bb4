import fc from '../support/fast-check.ts';

/** Values that are nearly right somewhere, or look like nothing at all. */
const strangers = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, 1, 7, 8, -1, 1.5, 2 ** 53, '', ' ', 'a', 'DE', '*', 'eur', 'EUR', 'day', 'business'],
    ...['24:00', '24:01', '7:00', '2026-02-29', '2028-02-29', '2026-11-23', '1969-12-31', '9999-01-01'],
    ...['2026-11-23T13:00:00', '2026-11-23T13:00:00Z', '2026-02-30T13:00:00Z', '2026-11-23T24:00:00Z'],
    ...['Europe/Berlin', 'Mars/Base', [], [1], ['a'], [['09:00', '10:00']], {}, { id: 'a' }, { min: 1, max: 2 }],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const names = fc.oneof(
  fc.constantFrom('id', 'name', 'min', 'max', 'unit', 'window', 'transit', 'floating', 'price', '1', '8', '2026-12-24'),
  fc.constantFrom('constructor', 'toString', 'x y'),
  fc.string(),
);

type Change = { at: number; kind: 'delete' | 'replace' | 'add'; name: string; value: unknown };

const changes: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('delete', 'replace', 'add'),
  name: names,
  value: strangers,
});

/** JSON values with a field, or a few, deleted, replaced or added anywhere. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.array(changes, { minLength: 1, maxLength: 3 }))
    .map(([value, list]) => list.reduce(change, copy(value)));
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function change(value: unknown, { at, kind, name, value: original }: Change): unknown {
  const stranger = copy(original);
  const holders = containersIn(value);
  const holder = holders[at % Math.max(holders.length, 1)];
  if (!holder) return stranger;
  if (kind === 'add') {
    if (Array.isArray(holder)) holder.push(stranger);
    else set(holder, name, stranger);
    return value;
  }
  const keys = Object.keys(holder);
  const key = keys[at % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  if (kind === 'replace') set(holder, key, stranger);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete (holder as Record<string, unknown>)[key];
  return value;
}

/** As JSON.parse sets it: also a name that means something to an assignment. */
function set(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Every object and list within a value, itself included. */
function containersIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(containersIn)];
}
