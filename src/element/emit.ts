/** Dispatches a bubbling, composed event; tells whether the page let it pass. */
export function emit(host: Element, type: string, detail: unknown, { cancelable = false } = {}): boolean {
  return host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
}
