import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const source = read('src/components/delivery-estimate/delivery-estimate.ts');
const styles = read('src/components/delivery-estimate/delivery-estimate.styles.ts');
const guide = read('docs/theming.md');

/** What the element promises in its own documentation, e.g. every `@csspart`. */
function promised(tag: string): string[] {
  return [...source.matchAll(new RegExp(`@${tag} \\[?([\\w-]+)`, 'g'))].map(([, name = '']) => name);
}

/** What stands in the first column of the guide's tables. */
function documented(): string[] {
  return [...guide.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));
}

describe('the theming guide', () => {
  for (const tag of ['cssproperty', 'csspart', 'cssState']) {
    it(`names every ${tag} that the element promises`, () => {
      assert.ok(promised(tag).length > 4);
      assert.deepEqual(promised(tag).filter((name) => !documented().includes(name)), []);
    });
  }

  it('names nothing that no element promises', () => {
    const ofOrders = [...read('src/components/order-status/order-status.ts').matchAll(/@cssproperty \[?([\w-]+)/g)];
    const all = [...['cssproperty', 'csspart', 'cssState'].flatMap(promised), ...ofOrders.map(([, name = '']) => name)];
    assert.deepEqual(documented().filter((name) => !all.includes(name)), []);
  });

  it('and the element promises what its styles read', () => {
    const names = new Set(styles.match(/--waybill-[\w-]+/g));
    assert.deepEqual([...names].sort(), promised('cssproperty').sort());
  });
});
