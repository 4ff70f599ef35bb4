import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selectFirstRows } from '../../../src/components/order-status/first-rows.ts';
import { createEmptyParcel, type ParcelViewModel } from '../../../src/components/order-status/parcel.view-model.ts';

const createParcel = (key: string, items: number, steps = 0): ParcelViewModel => ({
  ...createEmptyParcel(
    key,
    Array.from({ length: items }, (_, index) => ({
      id: `${key}-${index}`,
      text: '',
      url: undefined,
      imageUrl: undefined,
      details: [],
      hasSlot: true,
      canCancel: false,
    })),
  ),
  steps: Array.from({ length: steps }, () => ({
    label: '',
    state: 'done',
    isActive: false,
    details: [],
    latestScan: [],
  })),
});

const parcels = [createParcel('a', 20), createParcel('b', 1, 20), createParcel('c', 3)];

describe('the first rows of parcels', () => {
  it('are all rows of an order below the limit', () => {
    assert.deepEqual(selectFirstRows(parcels, 100), { parcels, hasMoreRows: false });
    assert.deepEqual(selectFirstRows([], 1), { parcels: [], hasMoreRows: false });
  });

  it('end within the items of a parcel', () => {
    const [first] = parcels;
    assert.ok(first);
    const selected = selectFirstRows(parcels, 15);
    assert.deepEqual(selected, { parcels: [{ ...first, items: first.items.slice(0, 10) }], hasMoreRows: true });
  });

  it('grow with the limit until all are there', () => {
    let previous = 0;
    for (let limit = 1; ; limit += 10) {
      const { parcels: shown, hasMoreRows } = selectFirstRows(parcels, limit);
      const count = shown.reduce((sum, { items, steps }) => sum + 1 + items.length + steps.length, 0);
      assert.ok(count > 0 && count >= previous);
      previous = count;
      if (!hasMoreRows) {
        assert.deepEqual(shown, parcels);
        break;
      }
    }
  });
});
