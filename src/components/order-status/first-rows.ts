import type { ParcelViewModel } from './parcel.view-model.ts';

/** Rows that one task draws. Larger orders are drawn in several tasks, so that the page responds meanwhile. */
export const ROWS_PER_TASK = 1000;

/** Rows that take the time of a cancel element, and of a parcel without its lists. */
const ROWS_PER_CANCEL_ELEMENT = 5;
const ROWS_PER_PARCEL = 5;

/** The parcels and items of the first rows, about `limit` in all. At least one row is selected. */
export function selectFirstRows(
  parcels: readonly ParcelViewModel[],
  limit: number,
): { parcels: ParcelViewModel[]; hasMoreRows: boolean } {
  const shown: ParcelViewModel[] = [];
  let rows = 0;
  for (const parcel of parcels) {
    if (rows >= limit) return { parcels: shown, hasMoreRows: true };
    rows += ROWS_PER_PARCEL + parcel.steps.length;
    const items = parcel.items.filter(({ canCancel }, index) => {
      if (index > 0 && rows >= limit) return false;
      rows += canCancel ? ROWS_PER_CANCEL_ELEMENT : 1;
      return true;
    });
    if (items.length < parcel.items.length) return { parcels: [...shown, { ...parcel, items }], hasMoreRows: true };
    shown.push(parcel);
  }
  return { parcels: shown, hasMoreRows: false };
}
