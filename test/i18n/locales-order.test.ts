import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMessageText } from '../../src/i18n/format-message.ts';
import { getTimeFormatter } from '../../src/i18n/time-formatter.ts';
import { getFormatter } from '../../src/i18n/formatter.ts';
import en from '../../src/i18n/locales/en/order.ts';
import { loadPacks, otherLanguages, type OtherLanguage } from '../support/language-packs.ts';

const packs = await loadPacks('order');
const estimatePacks = await loadPacks('estimate');

/** Groups of messages that replace each other or are shown side by side. */
const groups = [
  'headline',
  'steps',
  'stepState',
  'issue',
  'nextStep',
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
      const { headline, steps, missing, actions, parcelNumber } = order;
      assert.equal(parcelNumber, estimatePacks[language].parcel);
      assert.equal(missing.report, actions['report-missing']);
      assert.equal(steps.ready_for_pickup, headline.ready_for_pickup);
      assert.ok(headline.ready_until.startsWith(headline.ready_for_pickup), headline.ready_until);
    });

    it('separates inserted text, so that no word has to agree with it', () => {
      const { shop, ...others } = order.todo;
      assert.equal(shop, '{what}');
      for (const text of Object.values(others)) assert.match(text, /[\p{L}\p{M}]\u00a0?[:：] ?\{what\}$/u);
      assert.match(order.todoBy, /^\{what\}([,،] | ?[(（]).+/u);
      const { refund, ...withItems } = order.adjustment;
      for (const text of [order.item, ...Object.values(withItems)]) {
        const withItem = text.replace(/\{quantity\} × \{title\}|\{title\} × \{quantity\}/, '×');
        assert.match(withItem, /^(.+[:：] ?)?×([:：].+)?$/, text);
      }
      assert.match(refund, /[:：] ?\{amount\}$|^\{amount\} \S+$/);
    });

    it('has complete sentences for the freshness', () => {
      const { live, updated, justUpdated, stale, offline } = order;
      for (const text of [live, updated, justUpdated, stale, offline]) assert.match(text, /^[^\P{L}\p{Ll}]/u);
      assert.notEqual(justUpdated, formatMessageText(updated, { ago: '' }).trim());
    });

    // "From 1 December" and "1–3 December" fit after no preposition.
    it('has a colon before a date that may be a range', () => {
      const { headline, promised, now } = order;
      for (const text of [headline.late, headline.overdue, now]) assert.match(text, /[:：] ?\[\{date\}\]$/, text);
      assert.match(promised, /[:：] ?\{first\}$/, promised);
    });

    // No preposition fits before or after "today", "Sun" and "30 Nov" alike.
    it('has punctuation alone between a day and a time', () => {
      assert.match(order.dayTime, /^\{day\}[,،]? \{time\}$/, order.dayTime);
    });
  });
}

describe('a headline about one of several parcels', () => {
  for (const { language, order } of [en, ...Object.values(packs)]) {
    it(`has the text of the status once: ${language}`, () => {
      assert.match(order.subject, /^\{subject\}\P{L}+\{(status|lowerStatus)\}$/u);
    });

    it(`begins in lower case only in scripts that have it, and never in German: ${language}`, () => {
      const hasCase = order.headline.placed !== order.headline.placed.toLocaleLowerCase(language);
      assert.equal(order.subject.includes('{lowerStatus}'), hasCase && language !== 'de');
    });

    it(`has one colon at most: ${language}`, () => {
      for (const text of [...Object.values(order.headline), ...Object.values(order.issue)]) {
        const sentence = formatMessageText(order.subject, { subject: '', status: text, lowerStatus: text });
        const [first = ''] = sentence.split(/[.。]/u);
        assert.ok(first.split(/[:：]/u).length <= 2, sentence);
      }
    });
  }
});

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
    ['ja', '11月8日 17:40から配送業者がお預かり中'],
    ['nl', 'Bij de bezorgdienst sinds 8 nov, 17:40'],
    ['pl', 'U przewoźnika od 8 lis, 17:40'],
    ['ru', 'В службе доставки с 8 нояб., 17:40'],
    ['uk', 'У службі доставки з 8 лист., 17:40'],
  ];
  for (const [language, sentence] of since) {
    const { order } = packs[language];
    it(`is grammatical in ${language}`, () => {
      const date = getTimeFormatter(language).timestamp(at, 'Europe/Berlin');
      assert.equal(formatMessageText(order.custody.carrier, { date }), sentence);
    });
  }

  const delivered: [OtherLanguage, string][] = [
    ['ar', 'تم التوصيل يوم الثلاثاء، 1 ديسمبر في 5:00 م'],
    ['de', 'Zugestellt am Di., 1. Dezember um 17:00'],
    ['es', 'Entregado el mar, 1 de diciembre, 17:00'],
    ['fr', 'Livré le mar. 1 décembre à 17:00'],
    ['he', 'נמסר ביום ג׳, 1 בדצמבר בשעה 17:00'],
    ['it', 'Consegnato mar 1 dicembre alle ore 17:00'],
    ['ja', '配達完了 12月1日（火）17:00'],
    ['nl', 'Bezorgd op di 1 december om 17:00'],
    ['pl', 'Dostarczono: wt., 1 grudnia 17:00'],
    ['ru', 'Доставлено вт, 1 декабря в 17:00'],
    ['uk', 'Доставлено вт, 1 грудня о 17:00'],
  ];
  for (const [language, sentence] of delivered) {
    const { order } = packs[language];
    it(`has the preposition of a weekday in ${language}`, () => {
      const date = getFormatter(language).dayAndTime('2026-12-01T16:00:00Z', 'Europe/Berlin');
      assert.equal(formatMessageText(order.headline.delivered, { date }), sentence);
    });
  }

  const late: [OtherLanguage, string][] = [
    ['de', 'Verspätet, neuer Termin: Di., 1. Dezember'],
    ['he', 'המשלוח מתעכב, המועד החדש: יום ג׳, 1 בדצמבר'],
    ['pl', 'Opóźnienie, nowy termin: wt., 1 grudnia'],
    ['ru', 'Доставка задерживается, новая дата: вт, 1 декабря'],
    ['uk', 'Доставка затримується, нова дата: вт, 1 грудня'],
  ];
  for (const [language, sentence] of late) {
    const { order } = packs[language];
    it(`needs no other case of the weekday in ${language}`, () => {
      const date = getFormatter(language).dates('2026-12-01', '2026-12-01', '2026-11-23');
      assert.equal(formatMessageText(order.headline.late, { date }), sentence);
    });
  }
});
