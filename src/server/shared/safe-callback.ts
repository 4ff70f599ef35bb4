/** Wraps a callback of the shop: an error that the callback throws becomes a console warning. */
export function safeCallback<T extends readonly unknown[]>(callback: (...args: T) => void): (...args: T) => void {
  return (...args) => {
    try {
      callback(...args);
    } catch (error) {
      console.warn('waybill/server: a callback failed:', error);
    }
  };
}

/** Default of `onError` and `onWarning`. */
export function warnOnConsole(value: unknown, context?: string): void {
  console.warn(context === undefined ? 'waybill/server:' : `waybill/server: ${context}:`, value);
}
