/**
 * JSON text of plain data. `JSON.stringify` asks every object and array for `toJSON`, and old page
 * libraries put one on `Array.prototype` that mangles request bodies; of primitives it asks nothing.
 */
export function serialize(value: unknown): string {
  if (Array.isArray(value)) {
    let items = '';
    for (let index = 0; index < value.length; index++) items += (index ? ',' : '') + serialize(value[index]);
    return `[${items}]`;
  }
  if (typeof value === 'object' && value !== null) {
    let fields = '';
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) fields += `${fields && ','}${JSON.stringify(name)}:${serialize(field)}`;
    }
    return `{${fields}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
