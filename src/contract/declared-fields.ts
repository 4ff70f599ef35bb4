/** The declared fields of a loose schema: read-only, and without the index signature for unknown fields. */
export type DeclaredFields<T> = T extends readonly (infer Entry)[]
  ? readonly DeclaredFields<Entry>[]
  : T extends object
    ? { readonly [K in keyof T as string extends K ? never : K]: DeclaredFields<T[K]> }
    : T;
