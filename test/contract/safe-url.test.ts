import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeUrl } from '../../src/contract/index.ts';
import fc, { runs } from '../support/fast-check.ts';

const script = ['javascript', ''].join(':');

describe('safeUrl accepts [X02]', () => {
  const links: [text: string, href: string][] = [
    ['https://carrier.example/t?n=1#x', 'https://carrier.example/t?n=1#x'],
    ['HTTPS://Carrier.Example', 'https://carrier.example/'],
    [' https://carrier.example/a b ', 'https://carrier.example/a%20b'],
    ['https://carrier.example:8443/', 'https://carrier.example:8443/'],
    ['https://carrier.example?mail=a@b', 'https://carrier.example/?mail=a@b'],
    ['https://xn--e1afmkfd.xn--p1ai/', 'https://xn--e1afmkfd.xn--p1ai/'],
    // Cyrillic letters that look Latin show what they are.
    ['https://\u0430pple.example/', 'https://xn--pple-43d.example/'],
  ];
  for (const [text, href] of links) it(text, () => assert.equal(safeUrl(text), href));
});

describe('safeUrl refuses [X02]', () => {
  const texts: unknown[] = [
    `${script}alert(1)`,
    `${script.replace('javas', 'JaVaS')}alert(1)`,
    'java\tscript:alert(1)',
    'https://carrier.example/\npath',
    '\u0001https://carrier.example/',
    'https://carrier.example/\u0085',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://carrier.example/x',
    'file:///etc/passwd',
    '//carrier.example/',
    '/path',
    'https:carrier.example',
    'https:///carrier.example',
    'https:\\\\carrier.example',
    'https:/\\carrier.example',
    'https://user:secret@carrier.example/',
    'https://user@carrier.example/',
    'https://@carrier.example/',
    'https://shop.example\\@evil.example/',
    'https://',
    'https://:443/',
    'https://a b/',
    'https://carrier.example:99999/',
    'http://carrier.example/',
    `https://carrier.example/${'x'.repeat(2048)}`,
    `https://carrier.example/${'ä'.repeat(1000)}`,
    'carrier.example',
    '',
    undefined,
    null,
    42,
    { toString: () => 'https://carrier.example/' },
  ];
  for (const text of texts)
    it(JSON.stringify(text)?.slice(0, 60) ?? 'nothing', () => assert.equal(safeUrl(text), undefined));

  it('returns an https URL or undefined for any input', () => {
    const parts = fc.constantFrom(
      'https:',
      'http:',
      '/',
      '\\',
      '@',
      ':',
      'a.example',
      script,
      '\t',
      '\u0000',
      ' ',
      '?',
      '#',
      '%',
      '[',
      '::1',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const href = safeUrl(pieces.join(''));
        if (href === undefined) return;
        const url = new URL(href);
        assert.equal(url.protocol, 'https:');
        assert.equal(url.username + url.password, '');
        assert.equal(url.href, href);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('safeUrl with http', () => {
  it('accepts http only with allowHttp', () => {
    assert.equal(safeUrl('http://carrier.example/', { allowHttp: true }), 'http://carrier.example/');
    assert.equal(safeUrl('ftp://carrier.example/', { allowHttp: true }), undefined);
  });
});
