import type cancel from './locales/en/cancel.ts';
import type estimate from './locales/en/estimate.ts';
import { arrivals } from './locales/en/estimate.ts';
import order from './locales/en/order.ts';

/** Plural forms by CLDR category of the counted number. A missing form is `other`. */
export type PluralForms = { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string };

type Shape<T> = T extends string ? string : T extends { other: string } ? PluralForms : { [K in keyof T]: Shape<T[K]> };

/** Messages of the delivery estimate. */
export type EstimateMessages = Shape<typeof estimate>;

/** Messages of the order status alone. */
export type OrderMessages = Shape<typeof order>;

/** All messages of the order status: dates of arrival use the sentences of the estimate. */
export type OrderStatusMessages = Pick<EstimateMessages, keyof typeof arrivals> & OrderMessages;

/** Built in: every other language is completed from it. */
export const englishOrderStatus: OrderStatusMessages = { ...arrivals, ...order };

/** Messages of the cancel element. */
export type CancelMessages = Shape<typeof cancel>;

/**
 * A language pack: of the delivery estimate, of the order status alone, or of the cancel element. Messages
 * are whole sentences with `{placeholders}`; the text between `[` and `]` is emphasised. Markup has no
 * effect: it is shown as text.
 */
export type Messages = EstimateMessages | OrderMessages | CancelMessages;

/** Single messages that a page replaces; all others are those of the language's pack. */
export type MessageOverrides = DeepPartial<EstimateMessages & OrderMessages & CancelMessages>;

type DeepPartial<T> = T extends string | PluralForms ? T : { [K in keyof T]?: DeepPartial<T[K]> };
