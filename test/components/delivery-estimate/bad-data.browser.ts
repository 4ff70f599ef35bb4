import { pageClock } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { dataScript, mount, parts, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';

const warn = console.warn;
let warnings: string[] = [];

describe('delivery-estimate: bad data', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    warnings = [];
    console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    removeMounted();
  });

  const badDates: [what: string, attributes: Record<string, string>][] = [
    ['from after to', { from: '2026-11-27', to: '2026-11-25' }],
    ['no date', { from: 'soon' }],
    ['an empty date', { from: '' }],
    ['a day that does not exist', { from: '2026-02-30' }],
    ['year 9999', { from: '9999-12-31' }],
    ['an instant', { from: '2026-11-25T00:00:00Z' }],
    ['a number that is none', { min: 'few' }],
    ['a half day', { min: '1.5' }],
    ['a negative term', { min: '-1' }],
    ['an unknown unit', { min: '1', unit: 'week' }],
    ['a cut-off without offset', { from: '2026-11-25', 'order-by': '2026-11-23T14:00:00' }],
    ['a price that is none', { from: '2026-11-25', price: 'much', currency: 'EUR' }],
    ['a price without currency', { from: '2026-11-25', price: '290' }],
    ['an unknown time zone', { from: '2026-11-25', 'time-zone': 'Mars/Olympus' }],
  ];
  for (const [what, attributes] of badDates) {
    it(`D15 shows what stands between the tags: ${what}`, async () => {
      const element = await mount(attributes, { children: ['2–3 working days'] });
      assert.equal(visibleText(element), '2–3 working days');
      assert.deepEqual(statesOf(element), ['invalid']);
      assert.notMatch(element.shadowRoot?.textContent ?? '', /Invalid|NaN|undefined|null/);
    });
  }

  it('D15 a missing date is no error: the fallback stays', async () => {
    const element = await mount({}, { children: ['2–3 working days'] });
    assert.equal(visibleText(element), '2–3 working days');
    assert.deepEqual(statesOf(element), []);
    assert.deepEqual(warnings, []);
  });

  it('names the field in one warning and hides the value', async () => {
    const bad = { ...estimateOf(), place: { name: 'Kiosk', opening: { 1: [['9', 'secret@example.org']] } } };
    await mount({}, { estimates: bad as never });
    await mount({}, { estimates: bad as never });
    assert.lengthOf(warnings, 1);
    assert.match(warnings[0] ?? '', /place\.opening\.1\.0/);
    assert.notInclude(warnings[0] ?? '', 'secret');
  });

  it('shows the answer again when the data is good again', async () => {
    const element = await mount({ from: '2026-02-30' }, { children: ['soon'] });
    element.from = '2026-11-25';
    element.to = '2026-11-25';
    await element.updateComplete;
    assert.equal(visibleText(element), 'Arrives Wed, November 25');
    assert.deepEqual(statesOf(element), ['ready']);
  });

  for (const [what, data] of [
    ['no JSON', '{'],
    ['null', null],
    ['a number', 42],
    ['text', 'x'],
    ['an empty object', {}],
    ['no answer in it', { id: 'a', kind: 'delivery' }],
    ['a number as text', { ...estimateOf(), term: { min: '1', unit: 'day' } }],
    ['no list of parcels', { ...estimateOf(), parcels: 'two' }],
  ] as const) {
    it(`shows the fallback: ${what}`, async () => {
      const element = await mount({}, { children: ['soon', dataScript(data === '{' ? '{' : JSON.stringify(data))] });
      assert.equal(visibleText(element), 'soon');
      assert.deepEqual(statesOf(element), ['invalid']);
    });
  }

  it('D17 of estimates with one id the first is kept, with a warning', async () => {
    const element = await mount({}, {
      estimates: [
        estimateOf({ id: 'a', method: { id: 'a', name: 'First' } }),
        estimateOf({ id: 'b', method: { id: 'b', name: 'Other' } }),
        estimateOf({ id: 'a', method: { id: 'a', name: 'Second' } }),
      ],
    });
    const labels = () => parts(element, 'label').map(({ textContent }) => textContent);
    assert.deepEqual(labels(), ['First', 'Other']);
    assert.match(warnings.join(), /id/);
    element.estimates = [estimateOf({ id: 'b' }), estimateOf({ id: 'b' }), estimateOf({ id: 'b' })];
    await element.updateComplete;
    assert.deepEqual(labels(), []);
  });

  it('D17 a cart may hold one product twice', async () => {
    const element = await mount({}, {
      items: [{ sku: 'cup', title: 'Cup' }, { sku: 'cup', title: 'Cup, engraved' }],
      estimates: estimateOf({
        parcels: [
          { items: ['cup'], window: { from: '2026-11-25', to: '2026-11-25' } },
          { items: ['cup'], window: { from: '2026-11-27', to: '2026-11-27' } },
        ],
      }),
    });
    assert.match(textOf(element) ?? '', /^2 parcels: /);
    assert.lengthOf(parts(element, 'parcel'), 2);
  });

  it('an unknown field is no error', async () => {
    const element = await mount({}, { estimates: { ...estimateOf(), carbon: { grams: 12 } } as never });
    assert.deepEqual(statesOf(element), ['ready']);
  });
});
