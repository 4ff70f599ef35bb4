import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { englishOrderStatus } from '../../src/i18n/messages.ts';
import englishCancel from '../../src/i18n/locales/en/cancel.ts';
import itCancel from '../../src/i18n/locales/it/cancel.ts';
import de from '../../src/i18n/locales/de/estimate.ts';
import en from '../../src/i18n/locales/en/estimate.ts';
import fr from '../../src/i18n/locales/fr/estimate.ts';
import deOrder from '../../src/i18n/locales/de/order.ts';
import frOrder from '../../src/i18n/locales/fr/order.ts';
import plOrder from '../../src/i18n/locales/pl/order.ts';
import ruOrder from '../../src/i18n/locales/ru/order.ts';
import pl from '../../src/i18n/locales/pl/estimate.ts';
import ru from '../../src/i18n/locales/ru/estimate.ts';
import { parseLanguageTag } from '../../src/i18n/formatter.ts';
import { findMessages, onMessagesRegistered, registerMessages } from '../../src/i18n/message-registry.ts';

/** All tests share the registry of the process, so each one has its own language. */
describe('findMessages', () => {
  it('needs all packs of an element, so that no sentence is in another language', () => {
    registerMessages(de);
    assert.equal(findMessages('de', en)?.loading, de.loading);
    assert.equal(findMessages('de', englishOrderStatus), undefined);
    registerMessages(deOrder);
    const { delivery, collection } = de;
    assert.deepEqual(findMessages('de-AT', englishOrderStatus), { ...deOrder, delivery, collection });
  });

  it('B4: registers a language with an underscore', () => {
    registerMessages({ ...de, language: 'de_CH' });
    assert.equal(findMessages('de-CH', en)?.loading, de.loading);
  });

  it('B4: finds a pack that is registered by the old code of its language', () => {
    for (const [old, current] of [
      ['iw', 'he'],
      ['in', 'id'],
    ] as const) {
      const pack = { ...de, language: old, loading: `[${old}]` };
      registerMessages(pack);
      assert.equal(findMessages(current, en)?.loading, pack.loading);
      assert.equal(findMessages(`${current}-XX`, en)?.loading, pack.loading);
      // An element finds the messages of the tag that its `lang` means.
      assert.equal(findMessages(parseLanguageTag(old) ?? '', en)?.loading, pack.loading);
    }
  });

  it('accepts packs in any order of registration', () => {
    registerMessages(frOrder);
    assert.equal(findMessages('fr', en), undefined);
    assert.equal(findMessages('fr', englishOrderStatus), undefined);
    registerMessages(fr);
    assert.deepEqual(findMessages('fr', en), fr);
    const { delivery, collection } = fr;
    assert.deepEqual(findMessages('fr', englishOrderStatus), { ...frOrder, delivery, collection });
  });

  it('keeps the messages of one element if the pack of another is registered again', () => {
    registerMessages(pl, { ...plOrder, order: { ...plOrder.order, retry: 'Jeszcze raz' } });
    assert.equal(findMessages('pl', englishOrderStatus)?.order.retry, 'Jeszcze raz');
    const delivery = { ...pl.delivery, term: '[{term}]' };
    registerMessages({ ...pl, delivery });
    assert.equal(findMessages('pl', englishOrderStatus)?.order.retry, 'Jeszcze raz');
    assert.deepEqual(findMessages('pl', englishOrderStatus)?.delivery, delivery);
    registerMessages(plOrder);
    assert.equal(findMessages('pl', englishOrderStatus)?.order.retry, plOrder.order.retry);
  });

  it('needs only the cancel pack for the cancel element', () => {
    registerMessages(itCancel);
    assert.deepEqual(findMessages('it-CH', englishCancel), itCancel);
    assert.equal(findMessages('it', en), undefined);
    assert.equal(findMessages('it', englishOrderStatus), undefined);
  });

  it('falls back to the complete language from an incomplete longer tag', () => {
    const delivery = { ...ru.delivery, term: '[{term}]' };
    registerMessages(ru, ruOrder, { ...ru, language: 'ru-KZ', delivery });
    assert.deepEqual(findMessages('ru-KZ', en)?.delivery, delivery);
    assert.deepEqual(findMessages('ru-KZ', englishOrderStatus)?.delivery, ru.delivery);
  });

  it('completes an English pack from the built-in messages', () => {
    registerMessages({ language: 'en-GB', order: { ...englishOrderStatus.order, retry: 'Once more' } });
    assert.deepEqual(findMessages('en-GB', en)?.delivery, en.delivery);
    assert.deepEqual(findMessages('en-GB', englishOrderStatus)?.delivery, en.delivery);
    assert.equal(findMessages('en-GB', englishOrderStatus)?.order.retry, 'Once more');
  });

  it('completes a pack of another version from English', () => {
    const { show, ...olderPack } = ru;
    registerMessages({ ...olderPack, language: 'x-old' } as never);
    assert.notEqual(show, en.show);
    assert.equal(findMessages('x-old', en)?.show, en.show);
    assert.equal(findMessages('x-old', en)?.free, ru.free);
  });
});

describe('onMessagesRegistered', () => {
  it('calls the listener until it is unsubscribed', () => {
    let updates = 0;
    const unsubscribe = onMessagesRegistered(() => updates++);
    registerMessages(de, deOrder);
    assert.equal(updates, 1);
    unsubscribe();
    registerMessages(de);
    assert.equal(updates, 1);
  });
});
