import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMessageText } from '../../src/i18n/format-message.ts';
import { getTimeFormatter } from '../../src/i18n/time-formatter.ts';
import { getFormatter } from '../../src/i18n/formatter.ts';
import en from '../../src/i18n/locales/en/order.ts';
import { loadPacks, otherLanguages, type OtherLanguage } from '../support/language-packs.ts';

const packs = await loadPacks('order');

/** Groups of messages that replace each other or are shown side by side. */
const groups = [
  'headline',
  'steps',
  'issue',
  'todo',
  'custody',
  'deliveredTo',
  'missing',
  'actions',
  'adjustment',
] as const;

/** Article 11a(1) of Directive 2011/83/EU, as its language versions and national laws word it. */
const withdrawal: [OtherLanguage, string][] = [
  ['de', 'Vertrag widerrufen'],
  ['es', 'Desistir del contrato aquí'],
  ['fr', 'Renoncer au contrat ici'],
  ['it', 'Recedere dal contratto qui'],
  ['nl', 'Hier de overeenkomst herroepen'],
  ['pl', 'Odstąp od umowy tutaj'],
];

for (const language of otherLanguages) {
  const { order } = packs[language];

  describe(`order status: ${language}`, () => {
    it('has different texts for the messages that differ in English', () => {
      for (const name of groups) {
        const texts = Object.entries(order[name]);
        const source = new Map(Object.entries(en.order[name]));
        for (const [key, text] of texts) {
          const same = texts.filter(([other, each]) => each === text && source.get(other) !== source.get(key));
          assert.deepEqual(same, [], `${name}.${key}: ${text}`);
        }
      }
    });

    it('has one text for one meaning', () => {
      const { headline, steps, missing, actions } = order;
      assert.equal(missing.report, actions['report-missing']);
      assert.equal(steps.ready_for_pickup, headline.ready_for_pickup);
      assert.ok(headline.ready_until.startsWith(headline.ready_for_pickup), headline.ready_until);
    });

    it('separates inserted text, so that no word has to agree with it', () => {
      for (const text of Object.values(order.todo)) assert.match(text, /[\p{L}\p{M}]\u00a0?[:：] ?\{what\}$/u);
      const { refund, ...withItems } = order.adjustment;
      for (const text of [order.item, ...Object.values(withItems)]) {
        const withItem = text.replace(/\{quantity\} × \{title\}|\{title\} × \{quantity\}/, '×');
        assert.match(withItem, /^(.+[:：] ?)?×([:：].+)?$/, text);
      }
      assert.match(refund, /[:：] ?\{amount\}$|^\{amount\} \S+$/);
    });

    it('has complete sentences for the freshness', () => {
      const { live, updated, justUpdated, lastScan, stale, offline } = order;
      for (const text of [live, updated, justUpdated, lastScan, stale, offline]) assert.match(text, /^[^\P{L}\p{Ll}]/u);
      assert.notEqual(justUpdated, formatMessageText(updated, { ago: '' }).trim());
    });

    it('has a complete headline for a delivery without a date', () => {
      assert.match(formatMessageText(order.headline.delivered, { date: '' }).trim(), /[\p{L}\p{M}]$/u);
    });
  });
}

describe('the label of the withdrawal', () => {
  for (const [language, words] of withdrawal) {
    const { order } = packs[language];
    it(`is that of the law in ${language}`, () => assert.equal(order.actions.withdraw, words));
  }
});

describe('a sentence with a time', () => {
  // Before 8, Italian would need another article.
  const at = '2026-11-08T16:40:00Z';
  const since: [OtherLanguage, string][] = [
    ['ar', 'لدى شركة الشحن منذ 8 نوفمبر، 5:40 م'],
    ['de', 'Beim Paketdienst seit dem 8. Nov., 17:40'],
    ['es', 'Con el transportista desde el 8 nov, 17:40'],
    ['fr', 'Chez le transporteur depuis le 8 nov., 17:40'],
    ['he', 'אצל חברת המשלוחים מאז 8 בנוב׳, 17:40'],
    ['it', 'Presso il corriere dal giorno 8 nov, 17:40'],
    ['ja', '11月8日 17:40から配送業者にあります'],
    ['nl', 'Bij de bezorgdienst sinds 8 nov, 17:40'],
    ['pl', 'U przewoźnika od 8 lis, 17:40'],
    ['ru', 'У перевозчика с 8 нояб., 17:40'],
    ['uk', 'У перевізника з 8 лист., 17:40'],
  ];
  for (const [language, sentence] of since) {
    const { order } = packs[language];
    it(`is grammatical in ${language}`, () => {
      const date = getTimeFormatter(language).timestamp(at, 'Europe/Berlin');
      assert.equal(formatMessageText(order.custody.carrier, { date }), sentence);
    });
  }

  const late: [OtherLanguage, string][] = [
    ['de', 'Verspätet: jetzt voraussichtlich Di., 1. Dezember'],
    ['he', 'באיחור, המועד הצפוי כעת: יום ג׳, 1 בדצמבר'],
    ['pl', 'Opóźnienie, nowy przewidywany termin: wt., 1 grudnia'],
    ['ru', 'Задержка, теперь ожидаем: вт, 1 декабря'],
    ['uk', 'Затримка, тепер очікуємо: вт, 1 грудня'],
  ];
  for (const [language, sentence] of late) {
    const { order } = packs[language];
    it(`needs no other case of the weekday in ${language}`, () => {
      const date = getFormatter(language).dates('2026-12-01', '2026-12-01', '2026-11-23');
      assert.equal(formatMessageText(order.headline.late, { date }), sentence);
    });
  }
});
