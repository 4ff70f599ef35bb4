/** Dispatches a bubbling, composed event. Returns false if a listener prevented its default. */
export function emit(host: Element, type: string, detail: unknown, { cancelable = false } = {}): boolean {
  return host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
}
