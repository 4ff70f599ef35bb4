/*
 * Draws a tree of plain descriptions into a shadow root and, drawn again, changes only what differs.
 *
 * A few dozen lines instead of a template engine, for three reasons: a page that enforces trusted types
 * can refuse a template engine's policy, and here nothing is ever parsed as markup; every byte of it is
 * paid by a customer's old phone; and a description that is the same object as last time is skipped, so
 * that a long list costs what changes in it.
 */

/** An element to draw: `key` tells siblings apart, `.name` a property, `onclick` a listener, anything else an attribute. */
export type ElementView = { tag: string; props: Props; children: readonly View[] };

/** What to draw. Text is drawn as text; `false`, `null` and `undefined` draw nothing. */
export type View = ElementView | string | false | null | undefined | readonly View[];

type Props = Record<string, unknown>;
type Drawn = ElementView | string;

const drawn = new WeakMap<Node, Drawn>();

/** Describes an element. */
export function h(tag: string, props: Props = {}, ...children: View[]): ElementView {
  return { tag, props, children };
}

/** Draws into `root`. Nodes that it did not draw itself stay untouched. */
export function render(view: View, root: Node): void {
  drawChildren(root, flatten(view, []));
}

function flatten(view: View, into: Drawn[]): Drawn[] {
  if (Array.isArray(view)) for (const each of view as readonly View[]) flatten(each, into);
  else if (view) into.push(view as Drawn);
  return into;
}

function drawChildren(parent: Node, views: readonly Drawn[]): void {
  let cursor = own(parent.firstChild);
  for (const view of views) {
    let match = cursor;
    while (match && !isSame(match, view)) match = own(match.nextSibling);
    if (match) {
      while (cursor !== match) cursor = remove(cursor);
      update(match, view);
      cursor = own(match.nextSibling);
    } else {
      parent.insertBefore(create(view), cursor);
    }
  }
  while (cursor) cursor = remove(cursor);
}

/** The node itself or the next sibling that was drawn here. */
function own(node: ChildNode | null): ChildNode | null {
  let current = node;
  while (current && !drawn.has(current)) current = current.nextSibling;
  return current;
}

function remove(node: ChildNode | null): ChildNode | null {
  const next = own(node?.nextSibling ?? null);
  node?.remove();
  return next;
}

/** Siblings are told apart by tag and by key, or by part where there is no key. */
function isSame(node: Node, view: Drawn): boolean {
  const last = drawn.get(node);
  if (typeof last !== 'object' || typeof view !== 'object') return typeof last === typeof view;
  return last.tag === view.tag && nameOf(last) === nameOf(view);
}

function nameOf({ props }: ElementView): unknown {
  return props['key'] ?? props['part'];
}

function create(view: Drawn): Node {
  const node = typeof view === 'string' ? document.createTextNode(view) : document.createElement(view.tag);
  if (typeof view === 'object') drawElement(node as Element, view, {});
  drawn.set(node, view);
  return node;
}

function update(node: Node, view: Drawn): void {
  const last = drawn.get(node);
  if (last === view) return;
  if (typeof view === 'string') (node as Text).data = view;
  else drawElement(node as Element, view, (last as ElementView).props);
  drawn.set(node, view);
}

function drawElement(element: Element, { props, children }: ElementView, last: Props): void {
  for (const name of Object.keys(props)) {
    if (props[name] !== last[name]) setProp(element, name, props[name], last[name]);
  }
  for (const name of Object.keys(last)) {
    if (!Object.hasOwn(props, name)) setProp(element, name, undefined, last[name]);
  }
  drawChildren(element, flatten(children, []));
}

function setProp(element: Element, name: string, value: Props[string], last: Props[string]): void {
  if (name === 'key') return;
  if (name[0] === '.') {
    // Only when it changes: what a person typed since stays.
    (element as unknown as Record<string, unknown>)[name.slice(1)] = value;
  } else if (typeof value === 'function' || typeof last === 'function') {
    if (last) element.removeEventListener(name.slice(2), last as EventListener);
    if (value) element.addEventListener(name.slice(2), value as EventListener);
  } else if (value === undefined || value === false) {
    if (last !== undefined) element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}
