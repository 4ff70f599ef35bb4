import { parseJson } from '../../client/http/json.ts';
import type { EstimateRequest } from '../../contract/estimate.ts';
import { isObject } from '../../contract/validators.ts';
import { warnOnce } from '../shared/warn-once.ts';

/** One item of a cart. `title` is shown and not requested. `quantity` is 1 by default. */
export type EstimateItem = { sku: string; quantity?: number; title?: string };

/** What a page has named: one product, or the items of a cart. Frameworks and scripts set any type. */
export type WrittenItems = { items?: unknown; sku?: unknown; quantity?: unknown };

/** The items of a request, with their titles. */
export type ParsedItems = (EstimateRequest['items'][number] & { title?: string | undefined })[];

/**
 * The items that a page has named. `undefined` without one; `null` if one of them cannot be read: a cart without it would
 * have another date.
 */
export function parseItems({ items, sku, quantity }: WrittenItems): ParsedItems | null | undefined {
  if (isAbsent(items)) return isAbsent(sku) ? undefined : parseList([{ sku, quantity }], () => '');
  const list = typeof items === 'string' ? parseJson(items) : items;
  if (Array.isArray(list)) return parseList(list, (index) => `items.${index}.`);
  warnOfItem('items', 'a list such as [{"sku":"mug","quantity":2}]');
  return null;
}

function parseList(list: readonly unknown[], getPath: (index: number) => string): ParsedItems | null {
  const items: ParsedItems = [];
  for (let index = 0; index < list.length; index++) {
    const item: unknown = list[index];
    const { sku, quantity, title } = isObject(item) ? item : ({} as Record<string, unknown>);
    const id = typeof sku === 'number' ? String(sku) : typeof sku === 'string' ? sku.trim() : '';
    const count = isAbsent(quantity) ? undefined : Number(quantity);
    if (!id) return warnOfItem(`${getPath(index)}sku`, 'the SKU as text');
    if (count !== undefined && !(Number.isSafeInteger(count) && count > 0)) {
      return warnOfItem(`${getPath(index)}quantity`, 'a whole number of 1 or more');
    }
    items.push({ sku: id, quantity: count, title: typeof title === 'string' ? title : undefined });
  }
  return items;
}

const isAbsent = (value: unknown): boolean => value == null || (typeof value === 'string' && value.trim() === '');

function warnOfItem(path: string, expected: string): null {
  warnOnce(`delivery-estimate: ${path}: expected ${expected}. No estimate is shown.`);
  return null;
}
