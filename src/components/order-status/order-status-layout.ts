/**
 * `bar`: the steps as a bar, and as a list in a disclosure. `rail`: the list. `auto`: the list where the element is too
 * narrow for a bar. `compact`: one line and a slim bar.
 */
export type OrderStatusLayout = 'auto' | 'bar' | 'rail' | 'compact';

const layouts: readonly string[] = ['auto', 'bar', 'rail', 'compact'] satisfies OrderStatusLayout[];

/** Unlisted texts are `auto`. */
export const parseLayout = (text: unknown): OrderStatusLayout =>
  layouts.includes(text as string) ? (text as OrderStatusLayout) : 'auto';
