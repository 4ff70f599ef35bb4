import { pageClock } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { createJsonScript, mount, parts, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';

const warn = console.warn;
let warnings: string[] = [];

describe('delivery-estimate: bad data', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    removeMounted();
  });

  const badDates: [what: string, attributes: Record<string, string>][] = [
    ['from after to', { from: '2026-11-27', to: '2026-11-25' }],
    ['text that is no date', { from: 'soon' }],
    ['an empty date', { from: '' }],
    ['a day that does not exist', { from: '2026-02-30' }],
    ['year 9999', { from: '9999-12-31' }],
    ['an instant', { from: '2026-11-25T00:00:00Z' }],
    ['text that is no number', { min: 'few' }],
    ['a half day', { min: '1.5' }],
    ['a negative term', { min: '-1' }],
    ['an unknown unit', { min: '1', unit: 'week' }],
    ['a cut-off without offset', { from: '2026-11-25', 'order-by': '2026-11-23T14:00:00' }],
    ['an unknown time zone', { from: '2026-11-25', 'time-zone': 'Mars/Olympus' }],
  ];
  for (const [what, attributes] of [
    ['text', { price: 'much', currency: 'EUR' }],
    ['a number without currency', { price: '290' }],
  ] as const) {
    it(`a price that is none is not shown, and the date is: ${what} [D15]`, async () => {
      const element = await mount({ from: '2026-11-25', ...attributes }, { children: ['2–3 working days'] });
      assert.equal(textOf(element), 'Arrives from Wed 25 November');
      assert.isUndefined(textOf(element, 'price'));
    });
  }

  for (const [what, attributes] of badDates) {
    it(`invalid attributes show the fallback content: ${what} [D15]`, async () => {
      const element = await mount(attributes, { children: ['2–3 working days'] });
      assert.equal(visibleText(element), '2–3 working days');
      assert.deepEqual(statesOf(element), ['invalid']);
      assert.notMatch(element.shadowRoot?.textContent ?? '', /Invalid|NaN|undefined|null/);
    });
  }

  it('a missing date is no error, and the fallback content stays [D15]', async () => {
    const element = await mount({}, { children: ['2–3 working days'] });
    assert.equal(visibleText(element), '2–3 working days');
    assert.deepEqual(statesOf(element), []);
    assert.deepEqual(warnings, []);
  });

  it('one warning names the field and not its value', async () => {
    const bad = { ...createEstimate(), place: { name: 'Kiosk', opening: { 1: [['9', 'secret@example.org']] } } };
    await mount({}, { estimates: bad as never });
    await mount({}, { estimates: bad as never });
    assert.lengthOf(warnings, 1);
    assert.match(warnings[0] ?? '', /place\.opening\.1\.0/);
    assert.notInclude(warnings[0] ?? '', 'secret');
  });

  it('an invalid field that only explains an estimate is left out', async () => {
    const element = await mount({}, { estimates: { ...createEstimate(), parcels: 'two', needs: 'street' } as never });
    assert.deepEqual(statesOf(element), ['ready']);
    assert.match(warnings.join(), /parcels/);
  });

  it('an invalid estimate of several is left out, with a warning', async () => {
    const estimates = [
      createEstimate({ id: 'a', window: { from: '2026-11-27', to: '2026-11-25' } }),
      createEstimate({ id: 'b', window: { from: '2026-11-26', to: '2026-11-26' } }),
    ];
    const element = await mount({}, { estimates });
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.match(warnings.join(), /delivery-estimate: 0\.window\.to: /);
  });

  it('corrected data shows the estimate', async () => {
    const element = await mount({ from: '2026-02-30' }, { children: ['soon'] });
    element.from = '2026-11-25';
    element.to = '2026-11-25';
    await element.updateComplete;
    assert.equal(visibleText(element), 'Arrives Wed 25 November');
    assert.deepEqual(statesOf(element), ['ready']);
  });

  for (const [what, data] of [
    ['no JSON', '{'],
    ['null', null],
    ['a number', 42],
    ['text', 'x'],
    ['an empty object', {}],
    ['no window, term or reason', { id: 'a', kind: 'delivery' }],
    ['a number as text', { ...createEstimate(), term: { min: '1', unit: 'day' } }],
  ] as const) {
    it(`invalid JSON data shows the fallback content: ${what}`, async () => {
      const element = await mount(
        {},
        { children: ['soon', createJsonScript(data === '{' ? '{' : JSON.stringify(data))] },
      );
      assert.equal(visibleText(element), 'soon');
      assert.deepEqual(statesOf(element), ['invalid']);
    });
  }

  it('the first of several estimates with the same id is kept, with a warning [D17]', async () => {
    const element = await mount(
      {},
      {
        estimates: [
          createEstimate({ id: 'a', method: { id: 'a', name: 'First' } }),
          createEstimate({ id: 'b', method: { id: 'b', name: 'Other' } }),
          createEstimate({ id: 'a', method: { id: 'a', name: 'Second' } }),
        ],
      },
    );
    const getLabels = () => parts(element, 'label').map(({ textContent }) => textContent);
    assert.deepEqual(getLabels(), ['First', 'Other']);
    assert.match(warnings.join(), /id/);
    element.estimates = [createEstimate({ id: 'b' }), createEstimate({ id: 'b' }), createEstimate({ id: 'b' })];
    await element.updateComplete;
    assert.deepEqual(getLabels(), []);
  });

  it('a cart may contain a product twice [D17]', async () => {
    const element = await mount(
      {},
      {
        items: [
          { sku: 'cup', title: 'Cup' },
          { sku: 'cup', title: 'Cup, engraved' },
        ],
        estimates: createEstimate({
          parcels: [
            { items: ['cup'], window: { from: '2026-11-25', to: '2026-11-25' } },
            { items: ['cup'], window: { from: '2026-11-27', to: '2026-11-27' } },
          ],
        }),
      },
    );
    assert.match(textOf(element) ?? '', /^2 parcels, /);
    assert.lengthOf(parts(element, 'parcel'), 2);
  });

  it('an unknown field is ignored', async () => {
    const element = await mount({}, { estimates: { ...createEstimate(), carbon: { grams: 12 } } as never });
    assert.deepEqual(statesOf(element), ['ready']);
  });
});
