import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillText } from '../../src/i18n/fill.ts';
import { timeFormatFor } from '../../src/i18n/format-time.ts';
import { formatFor } from '../../src/i18n/format.ts';
import ar from '../../src/i18n/messages/order/ar.ts';
import de from '../../src/i18n/messages/order/de.ts';
import en from '../../src/i18n/messages/order/en.ts';
import es from '../../src/i18n/messages/order/es.ts';
import fr from '../../src/i18n/messages/order/fr.ts';
import he from '../../src/i18n/messages/order/he.ts';
import italian from '../../src/i18n/messages/order/it.ts';
import ja from '../../src/i18n/messages/order/ja.ts';
import nl from '../../src/i18n/messages/order/nl.ts';
import pl from '../../src/i18n/messages/order/pl.ts';
import ru from '../../src/i18n/messages/order/ru.ts';
import uk from '../../src/i18n/messages/order/uk.ts';
import type { OrderPack } from '../../src/i18n/messages.ts';

const packs: OrderPack[] = [ar, de, es, fr, he, italian, ja, nl, pl, ru, uk];

/** Messages that are shown one instead of the other, or one beside the other. */
const groups = [
  'headline',
  'steps',
  'trouble',
  'todo',
  'holder',
  'deliveredTo',
  'missing',
  'actions',
  'adjustment',
] as const;

/** Article 11a(1) of Directive 2011/83/EU, as its language versions and national laws word it. */
const withdrawal: [OrderPack, string][] = [
  [de, 'Vertrag widerrufen'],
  [es, 'Desistir del contrato aquí'],
  [fr, 'Renoncer au contrat ici'],
  [italian, 'Recedere dal contratto qui'],
  [nl, 'Hier de overeenkomst herroepen'],
  [pl, 'Odstąp od umowy tutaj'],
];

for (const { language, order } of packs) {
  describe(`order status: ${language}`, () => {
    it('tells apart what English tells apart', () => {
      for (const name of groups) {
        const texts = Object.entries(order[name]);
        const source = new Map(Object.entries(en.order[name]));
        for (const [key, text] of texts) {
          const same = texts.filter(([other, each]) => each === text && source.get(other) !== source.get(key));
          assert.deepEqual(same, [], `${name}.${key}: ${text}`);
        }
      }
    });

    it('says one thing one way', () => {
      const { headline, steps, missing, actions } = order;
      assert.equal(missing.report, actions['report-missing']);
      assert.equal(steps.ready_for_pickup, headline.ready_for_pickup);
      assert.ok(headline.ready_until.startsWith(headline.ready_for_pickup), headline.ready_until);
    });

    it('sets apart the words of others, so that nothing has to agree with them', () => {
      for (const text of Object.values(order.todo)) assert.match(text, /[\p{L}\p{M}]\u00a0?[:：] ?\{what\}$/u);
      const { refund, ...withItems } = order.adjustment;
      for (const text of [order.item, ...Object.values(withItems)]) {
        const withItem = text.replace(/\{quantity\} × \{title\}|\{title\} × \{quantity\}/, '×');
        assert.match(withItem, /^(.+[:：] ?)?×([:：].+)?$/, text);
      }
      assert.match(refund, /[:：] ?\{amount\}$|^\{amount\} \S+$/);
    });

    it('says how fresh it is in lines that each stand for itself', () => {
      const { live, updated, justUpdated, lastScan, stale, offline } = order;
      for (const text of [live, updated, justUpdated, lastScan, stale, offline]) assert.match(text, /^[^\P{L}\p{Ll}]/u);
      assert.notEqual(justUpdated, fillText(updated, { ago: '' }).trim());
    });

    it('is whole where nobody said when it was delivered', () => {
      assert.match(fillText(order.headline.delivered, { date: '' }).trim(), /[\p{L}\p{M}]$/u);
    });
  });
}

describe('withdrawal from the contract', () => {
  for (const [{ language, order }, words] of withdrawal) {
    it(`is named as the law names it in ${language}`, () => assert.equal(order.actions.withdraw, words));
  }
});

describe('times inside sentences', () => {
  // The eighth is where Italian would need another article.
  const at = '2026-11-08T16:40:00Z';
  const since: [OrderPack, string][] = [
    [ar, 'لدى شركة الشحن منذ 8 نوفمبر، 5:40 م'],
    [de, 'Beim Paketdienst seit dem 8. Nov., 17:40'],
    [es, 'Con el transportista desde el 8 nov, 17:40'],
    [fr, 'Chez le transporteur depuis le 8 nov., 17:40'],
    [he, 'אצל חברת המשלוחים מאז 8 בנוב׳, 17:40'],
    [italian, 'Presso il corriere dal giorno 8 nov, 17:40'],
    [ja, '11月8日 17:40から配送業者にあります'],
    [nl, 'Bij de bezorgdienst sinds 8 nov, 17:40'],
    [pl, 'U przewoźnika od 8 lis, 17:40'],
    [ru, 'У перевозчика с 8 нояб., 17:40'],
    [uk, 'У перевізника з 8 лист., 17:40'],
  ];
  for (const [{ language, order }, sentence] of since) {
    it(`read on in ${language}`, () => {
      const date = timeFormatFor(language).stamp(at, 'Europe/Berlin');
      assert.equal(fillText(order.holder.carrier, { date }), sentence);
    });
  }

  const late: [OrderPack, string][] = [
    [de, 'Verspätet: jetzt voraussichtlich Di., 1. Dezember'],
    [he, 'באיחור, המועד הצפוי כעת: יום ג׳, 1 בדצמבר'],
    [pl, 'Opóźnienie, nowy przewidywany termin: wt., 1 grudnia'],
    [ru, 'Задержка, теперь ожидаем: вт, 1 декабря'],
    [uk, 'Затримка, тепер очікуємо: вт, 1 грудня'],
  ];
  for (const [{ language, order }, sentence] of late) {
    it(`leave a weekday as it is in ${language}`, () => {
      const date = formatFor(language).dates('2026-12-01', '2026-12-01', '2026-11-23');
      assert.equal(fillText(order.headline.late, { date }), sentence);
    });
  }
});
