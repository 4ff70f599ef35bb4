/** What a shop's own report throws is its own affair: it must not end what was to be told of. */
export function safely<T extends readonly unknown[]>(report: (...told: T) => void): (...told: T) => void {
  return (...told) => {
    try {
      report(...told);
    } catch (thrown) {
      console.warn('waybill/server: a report failed:', thrown);
    }
  };
}

/** Where a shop gives no report of its own. */
export function warn(told: unknown, where?: string): void {
  console.warn(where === undefined ? 'waybill/server:' : `waybill/server: ${where}:`, told);
}
