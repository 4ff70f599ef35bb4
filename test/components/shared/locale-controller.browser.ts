import { assert } from '@open-wc/testing';
import type { ReactiveController } from 'lit';
import { LocaleController } from '../../../src/components/shared/locale-controller.ts';
import english from '../../../src/i18n/locales/en/cancel.ts';
import german from '../../../src/i18n/locales/de/cancel.ts';
import french from '../../../src/i18n/locales/fr/cancel.ts';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import type { CancelMessages, MessageOverrides } from '../../../src/i18n/messages.ts';

/** An element with the controller; without Lit, so that every requested update is counted. */
class LocaleHost extends HTMLElement {
  messages: MessageOverrides | undefined;
  updates = 0;
  #controllers: ReactiveController[] = [];
  readonly controller: LocaleController<CancelMessages> = new LocaleController(this as never, english);

  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
  }

  requestUpdate(): void {
    this.updates += 1;
  }

  connectedCallback(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  get tag(): string {
    return this.controller.resolve().tag;
  }
}
customElements.define('locale-host', LocaleHost);

const page = document.documentElement;
const createHost = (): LocaleHost => document.createElement('locale-host') as LocaleHost;
const mutationsDelivered = (): Promise<void> => Promise.resolve();

describe('LocaleController', () => {
  const section = document.createElement('section');
  before(() => registerMessages(german, french));
  beforeEach(() => document.body.append(section));
  afterEach(() => {
    section.replaceChildren();
    section.removeAttribute('lang');
    section.remove();
    page.lang = '';
  });

  it('uses the own lang, then that of an ancestor, then that of the page, then English', async () => {
    const host = createHost();
    section.append(host);
    assert.equal(host.tag, 'en');
    page.lang = 'de';
    await mutationsDelivered();
    assert.equal(host.tag, 'de');
    section.lang = 'fr';
    await mutationsDelivered();
    assert.equal(host.tag, 'fr');
    host.lang = 'en-GB';
    await mutationsDelivered();
    assert.equal(host.tag, 'en-GB');
    host.removeAttribute('lang');
    await mutationsDelivered();
    assert.equal(host.tag, 'fr');
  });

  it('follows a lang within a shadow root, and on the host of the root', async () => {
    const outer = section.appendChild(document.createElement('div'));
    const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    const host = inner.appendChild(createHost());
    assert.equal(host.tag, 'en');
    outer.lang = 'de';
    await mutationsDelivered();
    assert.equal(host.tag, 'de');
    inner.lang = 'fr';
    await mutationsDelivered();
    assert.equal(host.tag, 'fr');
  });

  it('updates the host once if a lang changes', async () => {
    const host = createHost();
    section.append(host);
    const { updates } = host;
    section.lang = 'de';
    await mutationsDelivered();
    assert.equal(host.updates, updates + 1);
  });

  it('follows a move to a place with another lang', () => {
    const host = createHost();
    section.append(host);
    assert.equal(host.tag, 'en');
    const german = section.appendChild(document.createElement('div'));
    german.lang = 'de';
    german.append(host);
    assert.equal(host.tag, 'de');
  });

  it('overrides single messages while the property has them', () => {
    const host = createHost();
    section.append(host);
    const { cancel } = host.controller.resolve().messages;
    host.messages = { cancel: { item: { keep: 'Leave it' } } };
    assert.equal(host.controller.resolve().messages.cancel.item.keep, 'Leave it');
    host.messages = undefined;
    assert.equal(host.controller.resolve().messages.cancel.item.keep, cancel.item.keep);
  });

  it('a disconnected host gets no updates', async () => {
    const host = createHost();
    section.append(host);
    host.remove();
    const { updates } = host;
    page.lang = 'de';
    await mutationsDelivered();
    assert.equal(host.updates, updates);
  });
});
