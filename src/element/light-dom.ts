/** The text of the `<script type="application/json">` that stands directly inside an element. */
export function readDataScript(host: Element): string | undefined {
  for (const child of host.children) {
    if (child instanceof HTMLScriptElement && child.type === 'application/json') return child.text;
  }
  return undefined;
}

/** Whether something to read stands between an element's tags. */
export function hasFallback(host: Element): boolean {
  return [...host.childNodes].some(
    (node) =>
      (node instanceof Text && node.data.trim() !== '') ||
      (node instanceof HTMLElement && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(node.tagName)),
  );
}
