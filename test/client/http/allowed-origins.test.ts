import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { allowOrigins, resolveAllowedUrl } from '../../../src/client/http/allowed-origins.ts';
import { buildRouteUrl } from '../../../src/client/http/endpoint-context.ts';

/** Fakes a page, optionally with the URL of a `<base>`. */
function fakePage(url: string, baseURI = url): void {
  Object.assign(globalThis, { location: new URL(url), document: { baseURI } });
}

describe('resolveAllowedUrl', () => {
  before(() => fakePage('https://shop.example/products/cup'));

  const sameOrigin: [address: string, href: string][] = [
    ['/api', 'https://shop.example/api'],
    ['api/', 'https://shop.example/products/api/'],
    ['https://shop.example/api?x=1', 'https://shop.example/api?x=1'],
    ['//shop.example/api', 'https://shop.example/api'],
    ['https:api', 'https://shop.example/products/api'],
    ['https://SHOP.example:443/api', 'https://shop.example/api'],
    ['', 'https://shop.example/products/cup'],
  ];
  for (const [address, href] of sameOrigin) {
    it(`resolves a URL of the page's origin: "${address}"`, () => assert.equal(resolveAllowedUrl(address)?.href, href));
  }

  const forbidden = [
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
  for (const address of forbidden) {
    it(`rejects ${JSON.stringify(address)} [X12]`, () => assert.equal(resolveAllowedUrl(address), undefined));
  }

  it('rejects URLs relative to an injected <base> [X12]', () => {
    fakePage('https://shop.example/', 'https://evil.example/');
    assert.equal(resolveAllowedUrl('/api'), undefined);
    fakePage('https://shop.example/');
  });

  it('allowOrigins allows exactly the given origins [X12]', () => {
    allowOrigins('https://api.shop.example/some/path', 'not an origin at all:', 'https://cdn.example');
    assert.equal(resolveAllowedUrl('https://api.shop.example/v1')?.href, 'https://api.shop.example/v1');
    assert.equal(resolveAllowedUrl('https://cdn.example/terms.json')?.pathname, '/terms.json');
    for (const address of ['http://api.shop.example', 'https://shop2.example', 'https://x.api.shop.example']) {
      assert.equal(resolveAllowedUrl(address), undefined);
    }
    assert.equal(resolveAllowedUrl('https://user:password@api.shop.example/'), undefined);
  });

  it('buildRouteUrl appends a route to an endpoint with or without a trailing slash', () => {
    const route = (endpoint: string): string => buildRouteUrl(new URL(endpoint), 'estimates').href;
    assert.equal(route('https://shop.example/api'), 'https://shop.example/api/estimates');
    assert.equal(route('https://shop.example/api/'), 'https://shop.example/api/estimates');
    assert.equal(route('https://shop.example'), 'https://shop.example/estimates');
    assert.equal(route('https://shop.example/api?key=1'), 'https://shop.example/api/estimates?key=1');
  });
});
