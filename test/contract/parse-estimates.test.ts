import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEstimates, parseEstimatesResponse } from '../../src/contract/parse-estimates.ts';

const valid = { id: 'parcel', kind: 'delivery', window: { from: '2026-11-24', to: '2026-11-25' } };
const other = { ...valid, id: 'courier' };
const reversed = { ...valid, id: 'point', window: { from: '2026-11-26', to: '2026-11-25' } };

/** The fields of an estimate that only explain it, invalid. */
const invalidExplanations: Record<string, unknown> = {
  parcels: [{ items: ['mug'], window: 'soon' }],
  availability: 'preorder',
  needs: 'street',
  explanation: [{ kind: 'cutoff', at: '2 pm' }],
};

const invalidStatements: Record<string, unknown> = {
  window: 'soon',
  term: { min: '1', unit: 'day' },
  readyAt: {},
  orderBy: '14:00',
  method: { id: 'a', name: 5 },
  place: { id: 5, name: 'Kiosk' },
  destination: { country: 'Germany' },
  timeZone: 'Mars/Olympus',
  validUntil: 'tomorrow',
  unavailable: { code: 'sold-out' },
  request: 5,
};

describe('parseEstimates', () => {
  it('leaves out an invalid estimate of a list, with a warning', () => {
    const parsed = parseEstimates([valid, reversed, other]);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.data, [valid, other]);
    assert.deepEqual(parsed.warnings, [
      { path: '1.window.to', message: 'expected from is not after to', code: 'left-out' },
    ]);
  });

  it('refuses a list of invalid estimates alone', () => {
    const parsed = parseEstimates([reversed, reversed]);
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.issues.map(({ path }) => path),
      ['0.window.to', '1.window.to'],
    );
  });

  it('refuses a very long list of invalid estimates, and keeps the valid one among them', () => {
    const invalid = Array.from({ length: 200_000 }, () => reversed);
    const refused = parseEstimates(invalid);
    assert.ok(!refused.ok);
    assert.equal(refused.issues.length, 100);
    const parsed = parseEstimates([...invalid, valid]);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.data, [valid]);
    assert.equal(parsed.warnings.length, 100);
  });

  it('accepts an empty list', () => {
    assert.deepEqual(parseEstimates([]), { ok: true, data: [], warnings: [] });
  });

  it('refuses a single estimate that is invalid', () => {
    const parsed = parseEstimates(reversed);
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.issues.map(({ path }) => path),
      ['window.to'],
    );
  });

  for (const [field, value] of Object.entries(invalidExplanations)) {
    it(`drops an invalid ${field} alone`, () => {
      const parsed = parseEstimates({ ...valid, [field]: value });
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.data, [valid]);
      assert.ok(parsed.warnings.length > 0);
      assert.ok(parsed.warnings.every(({ path }) => path.split('.')[0] === field));
    });
  }

  it('drops invalid opening hours alone, and all of them', () => {
    const place = { id: 'kiosk', name: 'Kiosk' };
    const opening = { 1: [['09:00', '18:00']], 2: [['9', '18']] };
    const parsed = parseEstimates([{ ...valid, place: { ...place, opening } }]);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.data, [{ ...valid, place }]);
    assert.equal(parsed.warnings[0]?.path, '0.place.opening.2.0.0');
  });

  it('B4: drops a price in no currency alone', () => {
    for (const price of [
      { amount: 490, currency: '€' },
      { amount: 4.9, currency: 'EUR' },
    ]) {
      const parsed = parseEstimates([{ ...valid, method: { id: 'a', name: 'A', price } }]);
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.data, [{ ...valid, method: { id: 'a', name: 'A' } }]);
      assert.match(parsed.warnings[0]?.path ?? '', /^0\.method\.price\./);
    }
  });

  for (const [field, value] of Object.entries(invalidStatements)) {
    it(`drops an estimate with an invalid ${field}`, () => {
      const parsed = parseEstimates([{ ...valid, [field]: value }, other]);
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.data, [other]);
    });
  }

  it('refuses an estimate without an answer although another field is dropped', () => {
    assert.equal(parseEstimates({ id: 'a', kind: 'delivery', needs: 'street' }).ok, false);
  });
});

describe('parseEstimatesResponse', () => {
  it('leaves out an invalid estimate, and an invalid time of the server', () => {
    const parsed = parseEstimatesResponse({ estimates: [reversed, valid], serverTime: 'now' });
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.data, { estimates: [valid] });
    assert.deepEqual(
      parsed.warnings.map(({ path }) => path),
      ['estimates.0.window.to', 'serverTime'],
    );
  });

  it('reads a list as the estimates', () => {
    assert.deepEqual(parseEstimatesResponse([valid]), { ok: true, data: { estimates: [valid] }, warnings: [] });
    assert.equal(parseEstimatesResponse([reversed]).ok, false);
  });
});
