import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  deriveAlternatives,
  formatMethod,
  deriveParcelRows,
  derivePlaceViewModel,
  deriveStepRows,
} from '../../../src/components/delivery-estimate/details.view-model.ts';
import ja from '../../../src/i18n/locales/ja/estimate.ts';
import type { Estimate } from '../../../src/contract/estimate.ts';
import type { ArrangedEstimates } from '../../../src/estimate/arrange-estimates.ts';
import { createEstimate } from './support/estimates.ts';
import { normalizeText, formatContextAt } from './support/format-context.ts';

const context = formatContextAt('2026-11-23T12:00:00Z');
const priced = (name: string, amount: number, currency = 'EUR') =>
  createEstimate({ method: { id: 'a', name, price: { amount, currency } } });
const plainSpaces = (text: string | undefined) => text?.replaceAll(/\s/g, ' ');

describe('view models of an estimate’s details', () => {
  const methods: [what: string, estimate: Estimate, text: string | undefined][] = [
    ['name and price', priced('Parcel', 490), '\u2068Parcel\u2069, €4.90'],
    ['a name alone', createEstimate({ method: { id: 'a', name: 'Parcel' } }), '\u2068Parcel\u2069'],
    ['a price alone', priced('', 490), '€4.90'],
    ['a price of 0', priced('', 0), 'free'],
    ['a currency without cents', priced('', 490, 'JPY'), '¥490'],
    ['a currency with thousandths', priced('', 4900, 'KWD'), 'KWD 4.900'],
    ['no name and no price', createEstimate(), undefined],
  ];
  for (const [what, estimate, text] of methods) {
    it(`method: ${what}`, () => assert.equal(plainSpaces(formatMethod(estimate, context)?.join('')), text));
  }

  for (const [language, method, price] of [
    ['English', context.messages.method, ', €4.90'],
    ['Japanese', ja.method, '（€4.90）'],
  ] as const) {
    it(`the price of a method is a piece of its own, with its separator or brackets: ${language}`, () => {
      const messages = { ...context.messages, method };
      assert.deepEqual(formatMethod(priced('Parcel', 490), { ...context, messages }), [
        '',
        '\u2068Parcel\u2069',
        price,
      ]);
    });
  }

  it('opening hours: consecutive days with equal hours are one line, and closed days have none', () => {
    const opening = {
      1: [['09:00', '18:00']],
      2: [['09:00', '18:00']],
      3: [['09:00', '18:00']],
      4: [
        ['09:00', '12:00'],
        ['14:00', '20:00'],
      ],
      6: [['10:00', '24:00']],
    } as NonNullable<NonNullable<Estimate['place']>['opening']>;
    const place = derivePlaceViewModel(createEstimate({ place: { name: 'Kiosk', opening } }), context);
    assert.deepEqual(place?.hours.map(plainSpaces), [
      'Mon–Wed 9:00 AM–6:00 PM',
      'Thu 9:00 AM–12:00 PM, 2:00 PM–8:00 PM',
      'Sat 10:00 AM–12:00 AM',
    ]);
  });

  it("opening hours: the shop's own text has precedence", () => {
    const place = derivePlaceViewModel(
      createEstimate({ place: { name: 'Kiosk', hours: 'Ring twice', opening: { 1: [['09:00', '18:00']] } } }),
      context,
    );
    assert.deepEqual(place?.hours, ['Ring twice']);
  });

  it('parcels: the label is the titles of the items, or the number of the parcel', () => {
    const parcels = [
      { items: ['a', 'b'], window: { from: '2026-11-25', to: '2026-11-25' } },
      { items: ['c'], window: { from: '2026-11-26', to: '2026-11-26' } },
    ];
    const labels = deriveParcelRows(
      createEstimate({ parcels }),
      new Map([
        ['a', 'Cup'],
        ['b', 'Table'],
      ]),
      context,
    ).map(({ label }) => label);
    assert.deepEqual(labels, ['Cup and Table', 'Parcel 2']);
  });

  it('steps: a time in another zone than the reader’s has its zone [K02]', () => {
    const getStepTime = (timeZone: string) =>
      normalizeText(
        deriveStepRows(
          createEstimate({ explanation: [{ kind: 'cutoff', at: '2026-11-23T11:00:00Z', timeZone }] }),
          context,
        )[0]?.when ?? [],
      );
    const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    assert.match(getStepTime('Asia/Vladivostok'), /^Mon 23 November,? (at )?9:00 PM GMT\+10$/);
    assert.doesNotMatch(getStepTime(ownTimeZone), /GMT|UTC|[A-Z]{3,4}$/);
  });

  it('steps: a day, a range or a term', () => {
    const explanation: Estimate['explanation'] = [
      { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'packed', window: { from: '2026-11-23', to: '2026-11-24' } },
      { kind: 'in-transit', term: { min: 1, max: 2, unit: 'business-day' } },
      { kind: 'released', window: { from: '2027-01-04' } },
      { kind: 'ready' },
    ];
    assert.deepEqual(
      deriveStepRows(createEstimate({ explanation }), context).map(({ when }) => normalizeText(when)),
      ['Mon 23 November', 'Mon 23 – Tue 24 November', 'from 1 to 2 working days', 'Mon 4 January 2027', ''],
    );
  });

  const tomorrow = { from: '2026-11-24', to: '2026-11-24' };
  const express = { ...priced('Express', 990), window: tomorrow };
  const store: Estimate = {
    ...priced('Abholung', 0),
    kind: 'collection',
    window: undefined,
    readyAt: { from: '2026-11-23T12:00:00Z', to: '2026-11-23T13:00:00Z' },
    place: { name: 'Mitte' },
  };
  const lines = {
    en: ['or tomorrow with Express, €9.90', 'or collect today from 2:00 PM, Mitte, free'],
    ar: ['أو غدًا عبر Express، 9.90 €', 'أو الاستلام اليوم من الساعة 2:00 م، Mitte، مجانًا'],
    de: ['oder morgen mit Express, 9,90 €', 'oder heute ab 14:00 Uhr abholen: Mitte, kostenlos'],
    es: ['o bien mañana con Express, 9,90 €', 'o bien recogida hoy, 14:00 en adelante, Mitte, gratis'],
    fr: ['ou demain avec Express, 9,90 €', 'ou retrait aujourd’hui à partir de 14:00, Mitte, gratuit'],
    he: ['או מחר עם Express, 9.90 €', 'או איסוף היום מהשעה 14:00, Mitte, חינם'],
    it: ['oppure domani con Express, 9,90 €', 'oppure ritiro oggi dalle 14:00, Mitte, gratis'],
    ja: ['またはExpress（€9.90）なら明日', 'または受け取り：本日14:00以降、Mitte（無料）'],
    nl: ['of morgen met Express, € 9,90', 'of vandaag vanaf 14:00 uur afhalen: Mitte, gratis'],
    pl: ['lub jutro: Express, 9,90 €', 'lub odbiór dziś od 14:00: Mitte, za darmo'],
    ru: ['или завтра: Express, 9,90 €', 'или самовывоз сегодня с 14:00: Mitte, бесплатно'],
    uk: ['або завтра: Express, 9,90 EUR', 'або самовивіз сьогодні з 14:00: Mitte, безкоштовно'],
  };
  const formatLines = (arranged: ArrangedEstimates, language = 'en') =>
    deriveAlternatives(arranged, formatContextAt('2026-11-23T12:00:00Z', language)).map(({ before, name, after }) =>
      normalizeText([...before, ...name.map((text) => ({ text })), ...after]).replaceAll(/[\u2068\u2069]/g, ''),
    );
  for (const [language, expected] of Object.entries(lines)) {
    it(`alternatives: a faster delivery and a collection: ${language}`, () => {
      assert.deepEqual(formatLines({ estimates: [], faster: express, collection: store }, language), expected);
    });
  }

  it('alternatives: a price that is not stated, a collection without a place, and none', () => {
    assert.deepEqual(
      formatLines({
        estimates: [],
        faster: createEstimate({ window: tomorrow, method: { id: 'a', name: 'Express' } }),
        collection: createEstimate({ kind: 'collection', window: tomorrow, method: { id: 'b', name: 'Locker' } }),
      }),
      ['or tomorrow with Express', 'or collect tomorrow, Locker'],
    );
    assert.deepEqual(formatLines({ estimates: [] }), []);
  });

  it('alternatives: none without a name', () => {
    assert.deepEqual(formatLines({ estimates: [], faster: createEstimate(), collection: priced('', 0) }), []);
  });
});
