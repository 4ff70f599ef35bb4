/**
 * Returns the JSON text of plain data; absent fields are left out, absent array items are `null`.
 *
 * Why not `JSON.stringify` alone: it calls `toJSON` of every object and array, and old page libraries define one on
 * `Array.prototype` that corrupts request bodies. For primitives it calls nothing.
 */
export function safeStringify(value: unknown): string {
  if (Array.isArray(value)) {
    let items = '';
    for (let index = 0; index < value.length; index++) items += (index ? ',' : '') + safeStringify(value[index]);
    return `[${items}]`;
  }
  if (typeof value === 'object' && value !== null) {
    let fields = '';
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) fields += `${fields && ','}${JSON.stringify(name)}:${safeStringify(field)}`;
    }
    return `{${fields}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Returns the value of a JSON text, or `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
