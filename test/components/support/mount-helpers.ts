import type { ReactiveElement } from 'lit';

/** The children of an element, and its properties. */
type ElementOptions<Properties> = Properties & { children?: (Node | string)[] };

type MountHelpers<E extends Element, Properties> = {
  /** Creates an element that is not in the page. */
  create: (attributes?: Record<string, string>, options?: ElementOptions<Properties>) => E;
  /** Creates an element in the page and waits for its first rendering. */
  mount: (attributes?: Record<string, string>, options?: ElementOptions<Properties>) => Promise<E>;
  /** For `afterEach`. */
  removeMounted: () => void;
};

/** Functions that add elements of one tag to the page and remove them again. */
export function createMountHelpers<Tag extends keyof HTMLElementTagNameMap, Properties extends object>(
  tag: Tag,
  fixedAttributes: Record<string, string> = {},
): MountHelpers<HTMLElementTagNameMap[Tag], Properties> {
  const mounted = new Set<Element>();

  const create: MountHelpers<HTMLElementTagNameMap[Tag], Properties>['create'] = (attributes = {}, options) => {
    const { children = [], ...properties } = options ?? {};
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries({ ...fixedAttributes, ...attributes }))
      element.setAttribute(name, value);
    for (const [name, value] of Object.entries(properties)) Reflect.set(element, name, value);
    element.append(...children);
    mounted.add(element);
    return element;
  };

  return {
    create,
    async mount(attributes, options) {
      const element = create(attributes, options);
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

/** A `<script type="application/json">` with inline data. */
export function createJsonScript(data: unknown): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.text = typeof data === 'string' ? data : JSON.stringify(data);
  return script;
}
