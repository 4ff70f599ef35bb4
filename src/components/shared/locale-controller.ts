import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { getFormatter, parseLanguageTag, type Formatter } from '../../i18n/formatter.ts';
import { findMessages, onMessagesRegistered, overrideMessages } from '../../i18n/message-registry.ts';
import type { MessageOverrides } from '../../i18n/messages.ts';
import { warnOfNoCode } from './warn-once.ts';

type LocaleHost = ReactiveControllerHost & HTMLElement & { readonly messages?: MessageOverrides | undefined };

/** `T` is the messages that an element needs. */
export type Locale<T> = { tag: string; direction: 'ltr' | 'rtl'; messages: T; format: Formatter };

const connectedHosts = new Set<ReactiveControllerHost>();
const langChanges = { subtree: true, attributeFilter: ['lang'] };
/** One observer a page for all elements, because a listing may have a thousand. */
let langObserver: MutationObserver | undefined;
let stopListening: (() => void) | undefined;

/**
 * The language of an element: its own `lang`, that of the nearest ancestor (across shadow roots), that of the page, then
 * English. The first one with a language pack is used for messages and formats alike. The element updates when a `lang`
 * changes or a pack is registered.
 */
export class LocaleController<T extends object> implements ReactiveController {
  readonly #host: LocaleHost;
  readonly #english: T;

  constructor(host: LocaleHost, english: T) {
    this.#host = host;
    this.#english = english;
    host.addController(this);
  }

  hostConnected(): void {
    connectedHosts.add(this.#host);
    langObserver ??= observePage();
    // Changes in a shadow root are not visible to an observer of the page.
    for (let root = this.#host.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
      langObserver.observe(root, langChanges);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    connectedHosts.delete(this.#host);
    if (connectedHosts.size > 0) return;
    langObserver?.disconnect();
    stopListening?.();
    langObserver = undefined;
  }

  /** The current locale. Call once an update. */
  resolve(): Locale<T> {
    const languages = new Set([findNearestLang(this.#host), document.documentElement.lang]);
    for (const lang of languages) {
      const tag = parseLanguageTag(lang);
      const pack = tag === undefined ? undefined : findMessages(tag, this.#english);
      if (tag !== undefined && pack) return this.#createLocale(tag, pack);
      if (tag === undefined && lang.trim())
        warnOfNoCode(
          `${this.#host.localName.replace(/^waybill-/, '')}: lang`,
          lang,
          'language',
          'a tag of BCP 47 such as de or pt-BR',
          'Another language of the page is used, or English.',
        );
    }
    return this.#createLocale('en', this.#english);
  }

  #createLocale(tag: string, pack: T): Locale<T> {
    const messages = overrideMessages(pack, this.#host.messages);
    const format = getFormatter(tag);
    return { tag, direction: format.direction, messages, format };
  }
}

function observePage(): MutationObserver {
  const updateAll = (): void => connectedHosts.forEach((host) => host.requestUpdate());
  const observer = new MutationObserver(updateAll);
  observer.observe(document.documentElement, langChanges);
  stopListening = onMessagesRegistered(updateAll);
  return observer;
}

function findNearestLang(element: Element): string {
  const closest = element.closest<HTMLElement>('[lang]');
  if (closest) return closest.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? findNearestLang(root.host) : '';
}
