/**
 * Lit's converter of a boolean property. The attribute switches the property on, unless its text is `false`: that is how
 * many template languages write an attribute that is off.
 */
export const booleanConverter = (text: string | null): boolean => text !== null && !/^\s*false\s*$/i.test(text);
