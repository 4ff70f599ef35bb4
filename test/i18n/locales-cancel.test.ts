import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMessageText } from '../../src/i18n/format-message.ts';
import { getFormatter } from '../../src/i18n/formatter.ts';
import en from '../../src/i18n/locales/en/cancel.ts';
import type { CancelMessages } from '../../src/i18n/messages.ts';
import { loadPacks, otherLanguages, type OtherLanguage } from '../support/language-packs.ts';

const packs = await loadPacks('cancel');
const orderPacks = await loadPacks('order');

/** Article 11a(3) of Directive 2011/83/EU, as its language versions word it; 11a(1) is the order status's label too. */
const confirmations: [OtherLanguage, string][] = [
  ['de', 'Widerruf bestätigen'],
  ['es', 'Confirmar desistimiento'],
  ['fr', 'Confirmer la rétractation'],
  ['it', 'Conferma recesso'],
  ['nl', 'Herroeping bevestigen'],
  ['pl', 'Potwierdź odstąpienie od umowy'],
];

/** Groups of messages that replace each other or are shown side by side. */
function groupAlternatives({ cancel }: CancelMessages): Record<string, Record<string, string>> {
  const { item, order, withdraw, request, refusalReason, ...others } = cancel;
  const singleMessages = Object.entries(others).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    outcomesOfItem: pickOutcomes(item),
    outcomesOfOrder: pickOutcomes(order),
    outcomesOfWithdrawal: pickOutcomes(withdraw),
    refusalReason,
    others: Object.fromEntries(singleMessages),
    buttonsOfItem: { confirm: item.confirm, keep: item.keep, close: cancel.close },
    buttonsOfOrder: { confirm: order.confirm, keep: order.keep, close: cancel.close },
    buttonsOfWithdrawal: { confirm: withdraw.confirm, keep: withdraw.keep, close: cancel.close },
    openButtons: { instant: item.open, request: request.open, order: order.open, withdraw: withdraw.open },
  };
}

function pickOutcomes({
  sending,
  completed,
  requested,
  refused,
  unconfirmed,
}: CancelMessages['cancel']['item']): Record<string, string> {
  return { sending, completed, requested, refused, unconfirmed };
}

for (const language of otherLanguages) {
  const pack = packs[language];
  const { cancel } = pack;

  describe(`cancel element: ${language}`, () => {
    // WCAG 2.5.3, label in name.
    it('has accessible names that begin with the visible label', () => {
      const { item, order: whole, withdraw, request } = cancel;
      const named = [item, whole, withdraw, request, { open: request.open, named: request.namedOrder }];
      for (const { open, named: name } of named) {
        // In Japanese the verb comes last.
        assert.ok(language === 'ja' ? name.includes(open) : name.startsWith(open), name);
        assert.notEqual(name, open);
      }
    });

    it('has different texts for the messages that differ in English', () => {
      const english = groupAlternatives(en);
      for (const [group, texts] of Object.entries(groupAlternatives(pack))) {
        const source = english[group] ?? {};
        for (const [key, text] of Object.entries(texts)) {
          const same = Object.keys(texts).filter((other) => texts[other] === text && source[other] !== source[key]);
          assert.deepEqual(same, [], `${group}.${key}: ${text}`);
        }
      }
    });

    it('has one text for one meaning, also next to the order status', () => {
      const { actions, notFound } = orderPacks[language].order;
      assert.equal(cancel.order.open, actions['cancel-order']);
      assert.equal(cancel.withdraw.open, actions.withdraw);
      assert.equal(cancel.returnItems, actions['return-items']);
      assert.equal(cancel.refusalReason.notFound, notFound);
      // In Ukrainian the label is a noun, and the confirmation sends what it names.
      if (language !== 'uk') assert.equal(cancel.request.confirm, cancel.request.open);
      assert.equal(cancel.order.confirm, cancel.order.open);
      assert.equal(cancel.item.until, cancel.order.until);
    });

    it('has a different question for each target', () => {
      const removePlaceholders = (text: string): string => text.replaceAll('{item}', '').replaceAll('{number}', '');
      const { item, order: whole, withdraw, request } = cancel;
      const questions = [item.heading, whole.heading, request.heading, request.headingOrder];
      for (const heading of questions) assert.match(heading, /[?？؟]$/, heading);
      assert.equal(new Set(questions.map(removePlaceholders)).size, questions.length);
      assert.doesNotMatch(withdraw.heading, /[?？؟]/);
    });

    it('separates inserted text, so that no word has to agree with it', () => {
      const { notRefunded, refusalReason, refund, refundBy } = cancel;
      for (const text of [notRefunded, refusalReason.reason])
        assert.match(text, /[\p{L}\p{M}]\u00a0?[:：] ?\{what\}$/u);
      assert.match(refundBy, /(\s\{method\}|（\{method\}）)$/);
      assert.equal(refundBy.replace(/\s\{method\}|（\{method\}）/, ''), refund);
      const { named, heading, sending, completed, requested, refused, unconfirmed } = cancel.item;
      const { named: requestNamed, heading: requestHeading } = cancel.request;
      for (const text of [
        named,
        heading,
        sending,
        completed,
        requested,
        refused,
        unconfirmed,
        requestNamed,
        requestHeading,
      ]) {
        assert.match(text, /[:：] ?\{item\}$|([«„‘「״])\u00a0?\{item\}\u00a0?[»“”’」״]/u, text);
      }
    });

    it('has a file name of letters and hyphens', () => {
      assert.match(cancel.fileName, /^[\p{L}-]+-\{number\}$/u);
    });
  });
}

describe('the confirmation of a withdrawal', () => {
  for (const [language, words] of confirmations) {
    it(`is that of the law in ${language}`, () => assert.equal(packs[language].cancel.withdraw.confirm, words));
  }
});

/** Forms of a grammar book for these numbers; `#` is the number. */
const counts = [1, 2, 3, 5, 11, 21, 22, 25, 101];
const waits: [OtherLanguage, string, string][] = [
  ['ru', 'В течение # _', 'дня|дней|дней|дней|дней|дня|дней|дней|дня'],
  ['uk', 'Протягом # _', 'дня|днів|днів|днів|днів|дня|днів|днів|дня'],
  ['pl', 'W ciągu # _', 'dnia|dni|dni|dni|dni|dni|dni|dni|dni'],
  ['ar', 'خلال _', 'يوم واحد|يومين|# أيام|# أيام|# يومًا|# يومًا|# يومًا|# يومًا|# يوم'],
  ['he', 'תוך _', 'יום אחד|יומיים|# ימים|# ימים|# ימים|# ימים|# ימים|# ימים|# ימים'],
  ['de', 'Innerhalb von # _', 'Tag|Tagen|Tagen|Tagen|Tagen|Tagen|Tagen|Tagen|Tagen'],
];

describe('days until the refund', () => {
  for (const [language, sentence, forms] of waits) {
    const { cancel } = packs[language];
    it(`have the plural forms of ${language}`, () => {
      const expected = forms
        .split('|')
        .map((form, index) => sentence.replace('_', form).replace('#', String(counts[index])));
      const formatted = counts.map((count) =>
        formatMessageText(getFormatter(language).plural(cancel.days, count), { days: String(count) }),
      );
      assert.deepEqual(formatted, expected);
    });
  }

  it('take the form of the last number of a range', () => {
    assert.equal(
      formatMessageText(getFormatter('ru').plural(packs.ru.cancel.days, 21), { days: '3–21' }),
      'В течение 3–21 дня',
    );
  });
});

describe('a sentence with a deadline', () => {
  const at = '2026-12-01T16:00:00Z';
  const until: [OtherLanguage, string][] = [
    ['ar', 'يمكن الإلغاء حتى الثلاثاء، 1 ديسمبر في 5:00 م'],
    ['de', 'Stornierbar bis Di., 1. Dezember um 17:00'],
    ['es', 'Se puede cancelar hasta: mar, 1 de diciembre, 17:00'],
    ['fr', 'Annulation possible jusqu’à\u00a0: mar. 1 décembre à 17:00'],
    ['he', 'אפשר לבטל עד יום ג׳, 1 בדצמבר בשעה 17:00'],
    ['it', 'Si può annullare fino a: mar 1 dicembre alle ore 17:00'],
    ['ja', '12月1日（火）17:00までキャンセルできます'],
    ['nl', 'Je kunt annuleren tot di 1 december om 17:00'],
    ['pl', 'Można anulować do wt., 1 grudnia 17:00'],
    ['ru', 'Можно отменить до вт, 1 декабря в 17:00'],
    ['uk', 'Можна скасувати до вт, 1 грудня о 17:00'],
  ];
  for (const [language, sentence] of until) {
    it(`is grammatical in ${language}`, () => {
      const time = getFormatter(language).dayAndTime(at, 'Europe/Berlin');
      assert.equal(formatMessageText(packs[language].cancel.item.until, { time }), sentence);
    });
  }
});
