/** What a tolerant schema reads, without the index signatures that keeping unknown fields brings, and read-only. */
export type Known<T> = T extends readonly (infer Entry)[]
  ? readonly Known<Entry>[]
  : T extends object
    ? { readonly [K in keyof T as string extends K ? never : K]: Known<T[K]> }
    : T;
