import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillText } from '../../src/i18n/fill.ts';
import { formatFor } from '../../src/i18n/format.ts';
import ar from '../../src/i18n/messages/cancel/ar.ts';
import de from '../../src/i18n/messages/cancel/de.ts';
import en from '../../src/i18n/messages/cancel/en.ts';
import es from '../../src/i18n/messages/cancel/es.ts';
import fr from '../../src/i18n/messages/cancel/fr.ts';
import he from '../../src/i18n/messages/cancel/he.ts';
import italian from '../../src/i18n/messages/cancel/it.ts';
import ja from '../../src/i18n/messages/cancel/ja.ts';
import nl from '../../src/i18n/messages/cancel/nl.ts';
import pl from '../../src/i18n/messages/cancel/pl.ts';
import ru from '../../src/i18n/messages/cancel/ru.ts';
import uk from '../../src/i18n/messages/cancel/uk.ts';
import arOrder from '../../src/i18n/messages/order/ar.ts';
import deOrder from '../../src/i18n/messages/order/de.ts';
import esOrder from '../../src/i18n/messages/order/es.ts';
import frOrder from '../../src/i18n/messages/order/fr.ts';
import heOrder from '../../src/i18n/messages/order/he.ts';
import italianOrder from '../../src/i18n/messages/order/it.ts';
import jaOrder from '../../src/i18n/messages/order/ja.ts';
import nlOrder from '../../src/i18n/messages/order/nl.ts';
import plOrder from '../../src/i18n/messages/order/pl.ts';
import ruOrder from '../../src/i18n/messages/order/ru.ts';
import ukOrder from '../../src/i18n/messages/order/uk.ts';
import type { CancelMessages, OrderPack } from '../../src/i18n/messages.ts';

const packs: [CancelMessages, OrderPack][] = [
  [ar, arOrder],
  [de, deOrder],
  [es, esOrder],
  [fr, frOrder],
  [he, heOrder],
  [italian, italianOrder],
  [ja, jaOrder],
  [nl, nlOrder],
  [pl, plOrder],
  [ru, ruOrder],
  [uk, ukOrder],
];

/** Article 11a(3) of Directive 2011/83/EU, as its language versions word it; 11a(1) is the order status's label too. */
const confirmations: [CancelMessages, string][] = [
  [de, 'Widerruf bestätigen'],
  [es, 'Confirmar desistimiento'],
  [fr, 'Confirmer la rétractation'],
  [italian, 'Conferma recesso'],
  [nl, 'Herroeping bevestigen'],
  [pl, 'Potwierdź odstąpienie od umowy'],
];

/** Texts that are shown one instead of the other, by name. */
function alternatives({ cancel }: CancelMessages): Record<string, Record<string, string>> {
  const { item, order, withdraw, request, why, ...rest } = cancel;
  const single = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    outcomesOfItem: outcomes(item),
    outcomesOfOrder: outcomes(order),
    outcomesOfWithdrawal: outcomes(withdraw),
    why,
    rest: Object.fromEntries(single),
    buttonsOfItem: { confirm: item.confirm, keep: item.keep, close: cancel.close },
    buttonsOfOrder: { confirm: order.confirm, keep: order.keep, close: cancel.close },
    buttonsOfWithdrawal: { confirm: withdraw.confirm, keep: withdraw.keep, close: cancel.close },
    asked: { instant: item.open, request: request.open, order: order.open, withdraw: withdraw.open },
  };
}

function outcomes({ sending, done, requested, refused, unknown }: CancelMessages['cancel']['item']): Record<string, string> {
  return { sending, done, requested, refused, unknown };
}

for (const [pack, order] of packs) {
  const { cancel, language } = pack;

  describe(`cancel element: ${language}`, () => {
    // WCAG 2.5.3, label in name.
    it('the name of every button begins with what is seen on it', () => {
      const { item, order: whole, withdraw, request } = cancel;
      const named = [item, whole, withdraw, request, { open: request.open, named: request.namedOrder }];
      for (const { open, named: name } of named) {
        // In Japanese what is done comes last.
        assert.ok(language === 'ja' ? name.includes(open) : name.startsWith(open), name);
        assert.notEqual(name, open);
      }
    });

    it('tells apart what English tells apart', () => {
      const english = alternatives(en);
      for (const [group, texts] of Object.entries(alternatives(pack))) {
        const source = english[group] ?? {};
        for (const [key, text] of Object.entries(texts)) {
          const same = Object.keys(texts).filter((other) => texts[other] === text && source[other] !== source[key]);
          assert.deepEqual(same, [], `${group}.${key}: ${text}`);
        }
      }
    });

    it('says one thing one way, also beside the order status', () => {
      const { actions, notFound } = order.order;
      assert.equal(cancel.order.open, actions['cancel-order']);
      assert.equal(cancel.withdraw.open, actions.withdraw);
      assert.equal(cancel.returnItems, actions['return-items']);
      assert.equal(cancel.why.notFound, notFound);
      assert.equal(cancel.request.confirm, cancel.request.open);
      assert.equal(cancel.order.confirm, cancel.order.open);
      assert.equal(cancel.item.until, cancel.order.until);
    });

    it('asks for each in the same words', () => {
      const inPlace = (text: string): string => text.replaceAll('{item}', '').replaceAll('{number}', '');
      const { item, order: whole, withdraw, request } = cancel;
      const questions = [item.heading, whole.heading, request.heading, request.headingOrder];
      for (const heading of questions) assert.match(heading, /[?？؟]$/, heading);
      assert.equal(new Set(questions.map(inPlace)).size, questions.length);
      assert.doesNotMatch(withdraw.heading, /[?？؟]/);
    });

    it('keeps the words of others apart, so that nothing has to agree with them', () => {
      const { lost, why, refund, refundBy } = cancel;
      for (const text of [lost, why.reason]) assert.match(text, /[\p{L}\p{M}]\u00a0?[:：] ?\{what\}$/u);
      assert.match(refundBy, /(\s\{method\}|（\{method\}）)$/);
      assert.equal(refundBy.replace(/\s\{method\}|（\{method\}）/, ''), refund);
      const { named, heading, sending, done, requested, refused, unknown } = cancel.item;
      const { named: requestNamed, heading: requestHeading } = cancel.request;
      for (const text of [named, heading, sending, done, requested, refused, unknown, requestNamed, requestHeading]) {
        assert.match(text, /[:：] ?\{item\}$|([«„‘「״])\u00a0?\{item\}\u00a0?[»“”’」״]/u, text);
      }
    });

    it('names a file that every system takes', () => {
      assert.match(cancel.fileName, /^[\p{L}-]+-\{number\}$/u);
    });
  });
}

describe('confirmation of a withdrawal', () => {
  for (const [{ language, cancel }, words] of confirmations) {
    it(`is named as the law names it in ${language}`, () => assert.equal(cancel.withdraw.confirm, words));
  }
});

/** After 1, 2, 3, 5, 11, 21, 22, 25 and 101, what a grammar book says; `#` is the number. */
const counts = [1, 2, 3, 5, 11, 21, 22, 25, 101];
const waits: [CancelMessages, string, string][] = [
  [ru, 'В течение # _', 'дня|дней|дней|дней|дней|дня|дней|дней|дня'],
  [uk, 'Протягом # _', 'дня|днів|днів|днів|днів|дня|днів|днів|дня'],
  [pl, 'W ciągu # _', 'dnia|dni|dni|dni|dni|dni|dni|dni|dni'],
  [ar, 'خلال _', 'يوم واحد|# يوم|# أيام|# أيام|# يومًا|# يومًا|# يومًا|# يومًا|# يوم'],
  [he, 'תוך _', 'יום אחד|# ימים|# ימים|# ימים|# ימים|# ימים|# ימים|# ימים|# ימים'],
  [de, 'In # _', 'Tag|Tagen|Tagen|Tagen|Tagen|Tagen|Tagen|Tagen|Tagen'],
];

describe('days until money comes back', () => {
  for (const [{ language, cancel }, sentence, forms] of waits) {
    it(`are counted as ${language} counts`, () => {
      const expected = forms.split('|').map((form, index) => sentence.replace('_', form).replace('#', String(counts[index])));
      const told = counts.map((count) => fillText(formatFor(language).plural(cancel.days, count), { days: String(count) }));
      assert.deepEqual(told, expected);
    });
  }

  it('are counted by the last number of a range', () => {
    assert.equal(fillText(formatFor('ru').plural(ru.cancel.days, 21), { days: '3–21' }), 'В течение 3–21 дня');
  });
});

describe('times to act by', () => {
  const at = '2026-12-01T16:00:00Z';
  const until: [CancelMessages, string][] = [
    [ar, 'يمكن الإلغاء حتى الثلاثاء، 1 ديسمبر في 5:00 م'],
    [de, 'Stornierbar bis Di., 1. Dezember um 17:00'],
    [es, 'Se puede cancelar hasta: mar, 1 de diciembre, 17:00'],
    [fr, 'Annulation possible jusqu’à\u00a0: mar. 1 décembre à 17:00'],
    [he, 'אפשר לבטל עד יום ג׳, 1 בדצמבר בשעה 17:00'],
    [italian, 'Si può annullare fino a: mar 1 dicembre alle ore 17:00'],
    [ja, '12月1日(火) 17:00までキャンセルできます'],
    [nl, 'Je kunt annuleren tot di 1 december om 17:00'],
    [pl, 'Można anulować do wt., 1 grudnia 17:00'],
    [ru, 'Можно отменить до вт, 1 декабря в 17:00'],
    [uk, 'Можна скасувати до вт, 1 грудня о 17:00'],
  ];
  for (const [{ language, cancel }, sentence] of until) {
    it(`read on in ${language}`, () => {
      const time = formatFor(language).dayAndTime(at, 'Europe/Berlin');
      assert.equal(fillText(cancel.item.until, { time }), sentence);
    });
  }
});
