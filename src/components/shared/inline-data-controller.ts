import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ValidationIssue } from '../../contract/validators.ts';

/** Result of a parser of the contract. */
type ParsedData<T> =
  | { ok: true; data: T; warnings?: readonly ValidationIssue[] }
  | { ok: false; issues: readonly ValidationIssue[] };

type InlineDataOptions<T> = {
  /**
   * Chooses the data by precedence: a value, or JSON text. `json` is the text of the script. `undefined`: the page provides
   * no data.
   */
  select: (json: string | undefined) => unknown;
  /** `previous` is the last valid data. */
  parse: (value: unknown, previous: T | undefined) => ParsedData<T>;
  /** Receives the first problem of new data as one sentence, without values. */
  onProblem: (problem: string) => void;
};

/** `data` is `undefined` if there is none, and if it is invalid. */
export type InlineData<T> = { readonly data: T | undefined; readonly isInvalid: boolean };

/**
 * Data that the page provides itself: a property, a `<script type="application/json">` child, or attributes. The host
 * updates when the children of the element or the text of the script change.
 */
export class InlineDataController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: InlineDataOptions<T>;
  #result: InlineData<T> = { data: undefined, isInvalid: false };
  /** The value, or the JSON text, that was parsed last. */
  #source: unknown;
  #isStale = true;
  /** Created for a script, because most elements have none. */
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: InlineDataOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    // Changes of named slots bubble too. To parse the same source again costs nothing.
    this.#host.shadowRoot?.addEventListener('slotchange', this.#update);
    this.#update();
  }

  get result(): InlineData<T> {
    if (this.#isStale) this.#refresh();
    this.#isStale = false;
    return this.#result;
  }

  /** Whether the page put text or elements into the default slot. */
  get hasFallbackContent(): boolean {
    return hasFallbackContent(this.#host);
  }

  /** Call when a property or an attribute with data has changed. */
  invalidate(): void {
    this.#isStale = true;
  }

  readonly #update = (): void => {
    this.#isStale = true;
    this.#host.requestUpdate();
  };

  #refresh(): void {
    const script = findJsonScript(this.#host);
    // Pages that morph their HTML replace the text of a script and keep the script.
    if (script) {
      this.#observer ??= new MutationObserver(this.#update);
      this.#observer.observe(script, { childList: true, characterData: true, subtree: true });
    }
    const source = this.#options.select(script?.text);
    if (source !== undefined && source === this.#source) return;
    this.#source = source;
    const parsed = this.#parse(source);
    const problem = parsed?.ok ? parsed.warnings?.[0] : parsed?.issues[0];
    this.#result = { data: parsed?.ok ? parsed.data : undefined, isInvalid: parsed?.ok === false };
    if (problem) this.#options.onProblem(`${problem.path || 'data'}: ${problem.message}.`);
  }

  #parse(source: unknown): ParsedData<T> | undefined {
    if (source === undefined) return undefined;
    let value = source;
    if (typeof source === 'string') {
      try {
        value = JSON.parse(source);
      } catch {
        if (document.readyState !== 'loading')
          return { ok: false, issues: [{ path: '', message: 'the text is not JSON' }] };
        // While the page is parsed, a script may have only a part of its text.
        this.#source = undefined;
        document.addEventListener('DOMContentLoaded', this.#update, { once: true });
        return undefined;
      }
    }
    return this.#options.parse(value, this.#result.data);
  }
}

/** The first `<script type="application/json">` among the children of an element. */
export function findJsonScript(host: Element): HTMLScriptElement | undefined {
  return [...host.children].find(
    (child): child is HTMLScriptElement => child instanceof HTMLScriptElement && child.type === 'application/json',
  );
}

/** Whether an element has text or elements to read as children. */
export function hasFallbackContent(host: Element): boolean {
  return [...host.childNodes].some(
    (node) =>
      (node instanceof Text && node.data.trim() !== '') ||
      (node instanceof HTMLElement && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(node.tagName)),
  );
}
