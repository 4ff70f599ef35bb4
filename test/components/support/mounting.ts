import type { ReactiveElement } from 'lit';

/** What stands between an element's tags, and its properties of any value: bad data is tested too. */
type Given<Properties> = Properties & { children?: (Node | string)[] };

type Mounting<E extends Element, Properties> = {
  /** An element with attributes, not yet in the page. */
  create: (attributes?: Record<string, string>, given?: Given<Properties>) => E;
  /** An element in the page, drawn for the first time. */
  mount: (attributes?: Record<string, string>, given?: Given<Properties>) => Promise<E>;
  /** For `afterEach`. */
  removeMounted: () => void;
};

/** Puts elements of one tag into the page, and takes them out again. */
export function mounting<Tag extends keyof HTMLElementTagNameMap, Properties extends object>(
  tag: Tag,
  always: Record<string, string> = {},
): Mounting<HTMLElementTagNameMap[Tag], Properties> {
  const mounted = new Set<Element>();

  const create: Mounting<HTMLElementTagNameMap[Tag], Properties>['create'] = (attributes = {}, given) => {
    const { children = [], ...properties } = given ?? {};
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries({ ...always, ...attributes })) element.setAttribute(name, value);
    for (const [name, value] of Object.entries(properties)) Reflect.set(element, name, value);
    element.append(...children);
    mounted.add(element);
    return element;
  };

  return {
    create,
    async mount(attributes, given) {
      const element = create(attributes, given);
      document.body.append(element);
      await (element as Element as ReactiveElement).updateComplete;
      return element;
    },
    removeMounted() {
      for (const element of mounted) element.remove();
      mounted.clear();
    },
  };
}

/** `<script type="application/json">` to stand inside an element. */
export function dataScript(data: unknown): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.text = typeof data === 'string' ? data : JSON.stringify(data);
  return script;
}
