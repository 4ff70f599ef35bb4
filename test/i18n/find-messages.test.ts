import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import englishOrder from '../../src/i18n/english-order.ts';
import { findMessages } from '../../src/i18n/find-messages.ts';
import englishCancel from '../../src/i18n/messages/cancel/en.ts';
import itCancel from '../../src/i18n/messages/cancel/it.ts';
import de from '../../src/i18n/messages/de.ts';
import en from '../../src/i18n/messages/en.ts';
import fr from '../../src/i18n/messages/fr.ts';
import deOrder from '../../src/i18n/messages/order/de.ts';
import frOrder from '../../src/i18n/messages/order/fr.ts';
import plOrder from '../../src/i18n/messages/order/pl.ts';
import ruOrder from '../../src/i18n/messages/order/ru.ts';
import pl from '../../src/i18n/messages/pl.ts';
import ru from '../../src/i18n/messages/ru.ts';
import { onMessagesRegistered, registerMessages } from '../../src/i18n/register.ts';

/** The registry is the page's: each test has a language of its own. */
describe('language packs of a page', () => {
  it('are found where an element has all it needs, so that no sentence is in another language', () => {
    registerMessages(de);
    assert.equal(findMessages('de', en)?.loading, de.loading);
    assert.equal(findMessages('de', englishOrder), undefined);
    registerMessages(deOrder);
    assert.deepEqual(findMessages('de-AT', englishOrder), { ...de, ...deOrder });
  });

  it('may come the other way round', () => {
    registerMessages(frOrder);
    assert.equal(findMessages('fr', en), undefined);
    assert.equal(findMessages('fr', englishOrder), undefined);
    registerMessages(fr);
    assert.deepEqual(findMessages('fr', en), fr);
    assert.deepEqual(findMessages('fr', englishOrder), { ...fr, ...frOrder });
  });

  it('leave the texts of the other element as they are when one comes again', () => {
    registerMessages(pl, { ...plOrder, order: { ...plOrder.order, retry: 'Jeszcze raz' } });
    assert.equal(findMessages('pl', englishOrder)?.order.retry, 'Jeszcze raz');
    registerMessages({ ...pl, free: '0 zł' });
    assert.equal(findMessages('pl', englishOrder)?.order.retry, 'Jeszcze raz');
    assert.equal(findMessages('pl', englishOrder)?.free, '0 zł');
    registerMessages(plOrder);
    assert.equal(findMessages('pl', englishOrder)?.order.retry, plOrder.order.retry);
  });

  it('of the cancel element need no other', () => {
    registerMessages(itCancel);
    assert.deepEqual(findMessages('it-CH', englishCancel), itCancel);
    assert.equal(findMessages('it', en), undefined);
    assert.equal(findMessages('it', englishOrder), undefined);
  });

  it('of a longer tag do not stand in the way of the whole ones', () => {
    registerMessages(ru, ruOrder, { ...ru, language: 'ru-KZ', free: '0 ₸' });
    assert.equal(findMessages('ru-KZ', en)?.free, '0 ₸');
    assert.equal(findMessages('ru-KZ', englishOrder)?.free, ru.free);
  });

  it('of English need not be whole, for it is built in', () => {
    registerMessages({ language: 'en-GB', order: { ...englishOrder.order, retry: 'Once more' } });
    assert.deepEqual(findMessages('en-GB', en)?.delivery, en.delivery);
    assert.deepEqual(findMessages('en-GB', englishOrder)?.delivery, en.delivery);
    assert.equal(findMessages('en-GB', englishOrder)?.order.retry, 'Once more');
  });

  it('of another version may lack a message', () => {
    const { show, ...older } = ru;
    registerMessages({ ...older, language: 'x-old' } as never);
    assert.notEqual(show, en.show);
    assert.equal(findMessages('x-old', en)?.show, en.show);
    assert.equal(findMessages('x-old', en)?.free, ru.free);
  });

  it('update what shows them', () => {
    let updates = 0;
    const stop = onMessagesRegistered(() => updates++);
    registerMessages(de, deOrder);
    assert.equal(updates, 1);
    stop();
    registerMessages(de);
    assert.equal(updates, 1);
  });
});
