import type { LineItem } from '../contract/order.ts';

/** The name that customers know a line by. */
export const nameLineItem = ({ title, sku, id }: LineItem): string => title || sku || id;
