import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { findMessages, overrideMessages } from '../i18n/find-messages.ts';
import { formatFor, isLanguageTag, type Format } from '../i18n/format.ts';
import type { MessageOverrides } from '../i18n/messages.ts';
import { onMessagesRegistered } from '../i18n/register.ts';

type LocaleHost = ReactiveControllerHost & HTMLElement & { messages?: MessageOverrides | undefined };

/** `T` is the messages that an element needs. */
export type Locale<T> = { tag: string; direction: 'ltr' | 'rtl'; messages: T; format: Format };

const connected = new Set<ReactiveControllerHost>();
let stopWatching: (() => void) | undefined;

/**
 * The language an element speaks: its own `lang`, the nearest ancestor's (across shadow roots), the
 * page's, then English; of these the first for which there is a language pack, so that text and dates
 * never mix languages. Resolved at render time.
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
    connected.add(this.#host);
    stopWatching ??= watchPage();
  }

  hostDisconnected(): void {
    connected.delete(this.#host);
    if (connected.size > 0) return;
    stopWatching?.();
    stopWatching = undefined;
  }

  resolve(): Locale<T> {
    const tags = new Set([nearestLang(this.#host), document.documentElement.lang]);
    for (const tag of tags) {
      const pack = isLanguageTag(tag) && findMessages(tag, this.#english);
      if (pack) return this.#locale(tag, pack);
    }
    return this.#locale('en', this.#english);
  }

  #locale(tag: string, pack: T): Locale<T> {
    const messages = overrideMessages(pack, this.#host.messages);
    const format = formatFor(tag);
    return { tag, direction: format.direction, messages, format };
  }
}

/** One observer a page: for languages set anew, of the page or a part of it, and for packs that load later. */
function watchPage(): () => void {
  const update = (): void => connected.forEach((host) => host.requestUpdate());
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { subtree: true, attributeFilter: ['lang'] });
  const stopListening = onMessagesRegistered(update);
  return () => {
    observer.disconnect();
    stopListening();
  };
}

function nearestLang(element: Element): string {
  const closest = element.closest<HTMLElement>('[lang]');
  if (closest) return closest.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}
