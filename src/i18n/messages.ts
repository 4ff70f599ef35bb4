import type en from './messages/en.ts';
import type { order } from './english-order.ts';

/** Plural forms by CLDR category, chosen by the number that the message counts. `other` is always there. */
export type Plural = { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string };

type Shape<T> = T extends string ? string : T extends { other: string } ? Plural : { [K in keyof T]: Shape<T[K]> };

/** What the delivery estimate says. */
export type EstimateMessages = Shape<typeof en>;

/** What the order status says beyond that. */
export type OrderMessages = EstimateMessages & { order: Shape<typeof order> };

/**
 * A language pack. Texts are whole sentences with `{placeholders}`; what stands between square brackets
 * is emphasised. Texts are shown as text: markup in them has no effect.
 */
export type Messages = OrderMessages;

/** Single messages a page replaces; the rest comes from the language's pack. */
export type MessageOverrides = DeepPartial<OrderMessages>;

type DeepPartial<T> = T extends string | Plural ? T : { [K in keyof T]?: DeepPartial<T[K]> };
