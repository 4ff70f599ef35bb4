import type cancel from './messages/cancel/en.ts';
import type en from './messages/en.ts';
import type order from './messages/order/en.ts';

/** Plural forms by CLDR category, chosen by the number that the message counts. `other` is always there. */
export type Plural = { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string };

type Shape<T> = T extends string ? string : T extends { other: string } ? Plural : { [K in keyof T]: Shape<T[K]> };

/** What the delivery estimate says. */
export type EstimateMessages = Shape<typeof en>;

/** What the order status alone says. */
export type OrderPack = Shape<typeof order>;

/** All that the order status says: dates of arrival are told as the estimate tells them. */
export type OrderMessages = EstimateMessages & OrderPack;

/** All that the cancel element says. */
export type CancelMessages = Shape<typeof cancel>;

/**
 * A language pack: of the delivery estimate, what the order status needs beyond that, or of the cancel element. Texts are whole
 * sentences with `{placeholders}`; what stands between square brackets is emphasised. Texts are shown as
 * text: markup in them has no effect.
 */
export type Messages = EstimateMessages | OrderPack | CancelMessages;

/** Single messages a page replaces; the rest comes from the language's pack. */
export type MessageOverrides = DeepPartial<OrderMessages & CancelMessages>;

type DeepPartial<T> = T extends string | Plural ? T : { [K in keyof T]?: DeepPartial<T[K]> };
