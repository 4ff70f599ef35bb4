import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEstimates, parseEstimatesRequest, parseOrder, parseTerms } from '../../src/contract/index.ts';
import {
  isCountry,
  normalizeCountry,
  normalizeCurrency,
  normalizeLanguage,
} from '../../src/contract/normalize-code.ts';
import { sampleTerms } from '../support/sample-terms.ts';

const currencies = ['EUR', 'eur', ' Eur ', 'ＥＵＲ'];

describe('B4: a code as neighbours print it', () => {
  it('is read as a currency in terms, estimates and orders', () => {
    for (const currency of currencies) {
      const terms = parseTerms({ ...sampleTerms, currency });
      assert.equal(terms.ok && terms.data.currency, 'EUR', currency);
      const method = { id: 'a', name: 'A', price: { amount: 490, currency } };
      const estimates = parseEstimates({ id: 'a', kind: 'delivery', window: { from: '2026-11-24' }, method });
      assert.equal(estimates.ok && estimates.data[0]?.method?.price?.currency, 'EUR', currency);
      const order = parseOrder({ id: 'o1', version: 1, currency, total: { amount: 1, currency } });
      assert.ok(order.ok);
      assert.equal(order.data.currency, 'EUR');
      assert.deepEqual(order.data.total, { amount: 1, currency: 'EUR' });
    }
  });

  it('is no code if it is very long', () => {
    const digits = '٢'.repeat(500_000);
    assert.equal(normalizeCurrency(digits), digits);
    assert.equal(normalizeCountry(digits), digits);
    assert.equal(isCountry(digits), false);
  });

  it('is a language with the tag that replaced it, and any other text in lower case', () => {
    for (const [text, language] of [
      ['iw', 'he'],
      ['in-ID', 'id-id'],
      ['ji', 'yi'],
      ['de_DE.UTF-8', 'de-de'],
      ['constructor', 'constructor'],
      ['__proto__', '--proto--'],
      ['toString', 'tostring'],
    ] as const) {
      assert.equal(normalizeLanguage(text), language, text);
    }
  });

  it('is no currency if it is a sign or a name', () => {
    for (const currency of ['€', 'Euro', '']) {
      const order = parseOrder({ id: 'o1', version: 1, currency });
      assert.ok(order.ok);
      assert.equal(order.data.currency, undefined);
      assert.ok(order.warnings.some(({ code, path }) => code === 'left-out' && path === 'currency'));
    }
  });

  it('is read as a country in requests and answers', () => {
    for (const country of ['GB', 'gb', 'UK', ' uk ', 'ＧＢ']) {
      const request = parseEstimatesRequest({ requests: [{ items: [{ sku: 'a' }], destination: { country } }] });
      assert.equal(request.ok && request.data[0]?.destination?.country, 'GB', country);
    }
    for (const country of ['France', 'FRA', 'EN', '']) {
      const request = parseEstimatesRequest({ requests: [{ items: [{ sku: 'a' }], destination: { country } }] });
      assert.ok(!request.ok, country);
      assert.deepEqual(
        request.issues.map(({ path }) => path),
        ['requests.0.destination.country'],
      );
    }
  });
});
