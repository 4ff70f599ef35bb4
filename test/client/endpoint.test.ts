import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { allowOrigins, resolveAddress, routeOf } from '../../src/client/endpoint.ts';

/** A page at an address, possibly with a `<base>` that leads elsewhere. */
function openPage(address: string, baseURI = address): void {
  Object.assign(globalThis, { location: new URL(address), document: { baseURI } });
}

describe('addresses', () => {
  before(() => openPage('https://shop.example/products/cup'));

  const own: [address: string, href: string][] = [
    ['/api', 'https://shop.example/api'],
    ['api/', 'https://shop.example/products/api/'],
    ['https://shop.example/api?x=1', 'https://shop.example/api?x=1'],
    ['//shop.example/api', 'https://shop.example/api'],
    ['https:api', 'https://shop.example/products/api'],
    ['https://SHOP.example:443/api', 'https://shop.example/api'],
    ['', 'https://shop.example/products/cup'],
  ];
  for (const [address, href] of own) {
    it(`leads to the page's own origin: "${address}"`, () => assert.equal(resolveAddress(address)?.href, href));
  }

  const foreign = [
    'https://evil.example/api',
    '//evil.example',
    '\\\\evil.example',
    'http://shop.example/api',
    'https://shop.example:8443/api',
    'https://shop.example.evil.example',
    'https://user@shop.example/api',
    'https://user:password@shop.example/api',
    ['javascript', 'alert(1)'].join(':'),
    ['JaVaScRiPt', 'alert(1)'].join(':'),
    'java\nscript:alert(1)',
    'data:application/json,[]',
    'blob:https://shop.example/x',
    'file:///etc/passwd',
    'https://',
    'https://[',
  ];
  for (const address of foreign) {
    it(`X12 leads nowhere: ${JSON.stringify(address)}`, () => assert.equal(resolveAddress(address), undefined));
  }

  it('X12 a <base> that someone has put in leads nowhere', () => {
    openPage('https://shop.example/', 'https://evil.example/');
    assert.equal(resolveAddress('/api'), undefined);
    openPage('https://shop.example/');
  });

  it('X12 an origin is allowed by a script of the page, and no other with it', () => {
    allowOrigins('https://api.shop.example/some/path', 'not an origin at all:', 'https://cdn.example');
    assert.equal(resolveAddress('https://api.shop.example/v1')?.href, 'https://api.shop.example/v1');
    assert.equal(resolveAddress('https://cdn.example/terms.json')?.pathname, '/terms.json');
    for (const address of ['http://api.shop.example', 'https://shop2.example', 'https://x.api.shop.example']) {
      assert.equal(resolveAddress(address), undefined);
    }
    assert.equal(resolveAddress('https://user:password@api.shop.example/'), undefined);
  });

  it('routes stand below an endpoint, with or without a slash', () => {
    const route = (endpoint: string): string => routeOf(new URL(endpoint), 'estimates').href;
    assert.equal(route('https://shop.example/api'), 'https://shop.example/api/estimates');
    assert.equal(route('https://shop.example/api/'), 'https://shop.example/api/estimates');
    assert.equal(route('https://shop.example'), 'https://shop.example/estimates');
    assert.equal(route('https://shop.example/api?key=1'), 'https://shop.example/api/estimates?key=1');
  });
});
