import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { findMessages, overrideMessages } from '../i18n/find-messages.ts';
import { formatFor, isLanguageTag, type Format } from '../i18n/format.ts';
import type { MessageOverrides, Messages } from '../i18n/messages.ts';
import en from '../i18n/messages/en.ts';
import { onMessagesRegistered } from '../i18n/registry.ts';

type LocaleHost = ReactiveControllerHost & HTMLElement & { messages?: MessageOverrides | undefined };

export type Locale = { tag: string; direction: 'ltr' | 'rtl'; messages: Messages; format: Format };

const connected = new Set<ReactiveControllerHost>();
let stopWatching: (() => void) | undefined;

/**
 * The language an element speaks: its own `lang`, the nearest ancestor's (across shadow roots), the
 * page's, then English; of these the first for which there is a language pack, so that text and dates
 * never mix languages. Resolved at render time.
 */
export class LocaleController implements ReactiveController {
  readonly #host: LocaleHost;

  constructor(host: LocaleHost) {
    this.#host = host;
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

  resolve(): Locale {
    const tags = new Set([nearestLang(this.#host), document.documentElement.lang]);
    for (const tag of tags) {
      const pack = isLanguageTag(tag) && findMessages(tag);
      if (pack) return this.#locale(tag, pack);
    }
    return this.#locale('en', en);
  }

  #locale(tag: string, pack: Messages): Locale {
    const messages = overrideMessages(pack, this.#host.messages);
    const format = formatFor(tag);
    return { tag, direction: format.direction, messages, format };
  }
}

/** One observer a page: for the page's own language, and for packs that load later. */
function watchPage(): () => void {
  const update = (): void => connected.forEach((host) => host.requestUpdate());
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
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
