import type en from './messages/en.ts';

/** Plural forms by CLDR category, chosen by the number that the message counts. `other` is always there. */
export type Plural = { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string };

type Shape<T> = T extends string ? string : T extends { other: string } ? Plural : { [K in keyof T]: Shape<T[K]> };

/**
 * A complete language pack. Texts are whole sentences with `{placeholders}`; what stands between
 * square brackets is emphasised. Texts are shown as text: markup in them has no effect.
 */
export type Messages = Shape<typeof en>;

/** Single messages a page replaces; the rest comes from the language's pack. */
export type MessageOverrides = DeepPartial<Messages>;

type DeepPartial<T> = T extends string | Plural ? T : { [K in keyof T]?: DeepPartial<T[K]> };
