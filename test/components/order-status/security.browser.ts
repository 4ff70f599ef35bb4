import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { renderedText, mount, part, parts, removeMounted, textOf } from './support/mount.ts';
import {
  createEvent,
  createLineItem,
  now,
  createOrder,
  createShipment,
  orderStates,
  type Fields,
} from '../../support/order-fixtures.ts';
import { OrderServerHarness, transports } from './support/order-server-harness.ts';

/** Joined, because the linter forbids the literal. */
const script = ['javascript', ''].join(':');

const canary = window as unknown as { canary: number };

/** Replaces every text of an order, except ids, codes, times and URLs. */
function injectText(value: unknown, text: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((child) => injectText(child, text));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, injectText(child, text, name)]));
  }
  const isParsed =
    /^(id|kind|status|direction|method|type|mode|by|currency|timeZone|shipmentId|at|.+At|from|to|until|since|url|proofUrl|source)$/.test(
      key,
    );
  return typeof value === 'string' && !isParsed ? text : value;
}

describe('order-status: security', () => {
  before(() => pageClock.set(now));
  beforeEach(() => (canary.canary = 0));
  afterEach(removeMounted);

  for (const text of [
    '<img src=x onerror="canary++">',
    '</script><script>canary++</script>',
    '"><svg onload=canary++>',
    '${canary++}',
    '{{constructor.constructor("canary++")()}}',
    '{date} [strong] {title}',
  ]) {
    it(`${text} is rendered as text in every state [X01]`, async () => {
      for (const [name, createTestOrder] of Object.entries(orderStates)) {
        const element = await mount({}, { order: injectText(createTestOrder(), text) });
        // The only graphics are the icons of buttons.
        const injected = 'img, :not(button) > svg, script, iframe, object, [onerror], [onload]';
        assert.lengthOf(element.shadowRoot?.querySelectorAll(injected) ?? [], 0, name);
        // Tags in a carrier's texts are removed. A shop's texts are unchanged.
        if (name === 'placed') assert.include(renderedText(element), text);
      }
      await settle();
      assert.equal(canary.canary, 0);
    });
  }

  const unsafeUrls = [
    `${script}alert(1)`,
    `${script.replace('s', 'S')}alert(1)`,
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    '//evil.example/',
    'https:evil.example',
    'https://user:pw@evil.example/',
    `https://evil.example/${'x'.repeat(10_000)}`,
    'http://plain.example/',
  ];
  for (const url of unsafeUrls) {
    it(`an unsafe URL is no link: ${JSON.stringify(url.slice(0, 40))} [X02]`, async () => {
      const order = {
        ...orderStates['delivered']?.(),
        shipments: [
          createShipment('s1', {
            status: 'delivered',
            tracking: [{ number: '123', url }],
            delivery: { kind: 'neighbour', proofUrl: url, photoUrl: url },
            exceptions: [{ kind: 'damaged', actionRequired: { by: 'recipient', what: 'x', url } }],
          }),
        ],
        lineItems: [createLineItem('dune', 'Dune', 1, { url, imageUrl: url })],
        helpUrl: url,
        actions: [{ type: 'return-items', mode: 'request', url }],
      };
      const element = await mount({}, { order });
      assert.deepEqual(
        [...(element.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href),
        [],
      );
      assert.lengthOf(element.shadowRoot?.querySelectorAll('img') ?? [], 0);
      assert.equal(textOf(element, 'item-title'), 'Dune');
      assert.equal(textOf(element, 'tracking-number'), '123');
    });
  }

  it('a link to a look-alike host is in punycode, and links send no referrer [X02]', async () => {
    const order = createOrder({
      shipments: [createShipment('s1', { tracking: [{ number: '1', url: 'https://саrrier.example/1' }] })],
    });
    const link = part(await mount({}, { order }), 'link');
    assert.match(link.getAttribute('href') ?? '', /^https:\/\/xn--/);
    assert.equal(link.getAttribute('rel'), 'noopener noreferrer');
    assert.equal(link.getAttribute('referrerpolicy'), 'no-referrer');
    assert.equal(link.getAttribute('target'), '_blank');
  });

  it('an object that looks like a template is no text [X04]', async () => {
    for (const title of [
      { _$litType$: 1, strings: ['<img>'], values: [] },
      { tag: 'img', props: { onerror: 'canary++' }, children: [] },
      ['a'],
    ]) {
      const element = await mount(
        {},
        { order: createOrder({ lineItems: [{ ...createLineItem('dune', ''), title }], statusText: title }) },
      );
      assert.lengthOf(element.shadowRoot?.querySelectorAll('img') ?? [], 0);
      assert.equal(textOf(element, 'items'), 'dune');
    }
  });

  it('bidi overrides, invisible characters and thousands of marks are removed or isolated [X05]', async () => {
    const text = `\u202Eleft\u202C\u200B${'a\u0301'.repeat(1)}${'\u0301'.repeat(10_000)}`;
    const events: Fields[] = [
      createEvent('accepted', '2026-11-21T07:05:00Z', { text }),
      createEvent('departed_facility', '2026-11-22T07:05:00Z', { text: 'Plain' }),
    ];
    const element = await mount({}, { order: createOrder({ shipments: [createShipment('s1')], events }) });
    const [plainEvent, hostileEvent] = parts(element, 'event');
    assert.match(plainEvent?.textContent ?? '', /Plain$/);
    assert.notMatch(hostileEvent?.textContent ?? '', /[\u202A-\u202E\u200B]/);
    assert.isAtMost(hostileEvent?.textContent.length ?? 0, 600);
    assert.isNotNull(hostileEvent?.querySelector('bdi') ?? null);
  });

  it('URLs in a carrier’s text are no links [X06]', async () => {
    const text = 'Pay customs at evil.example or https://evil.example/pay';
    const order = createOrder({
      shipments: [createShipment('s1', { tracking: [], exceptions: [{ kind: 'customs_hold', text }] })],
    });
    const element = await mount({}, { order });
    assert.include(renderedText(element), text);
    assert.lengthOf(element.shadowRoot?.querySelectorAll('a') ?? [], 0);
  });

  it('an unknown code of the server is not in the DOM [D02]', async () => {
    const code = 'zz-teleported';
    const order = createOrder({
      shipments: [createShipment('s1', { status: code, exceptions: [{ kind: code }], delivery: { kind: code } })],
      events: [
        createEvent(code, '2026-11-21T07:05:00Z', { text: 'Beamed' }),
        createEvent('packed', '2026-11-20T07:05:00Z'),
      ],
      adjustments: [{ id: 'a', kind: code, status: code, lineItems: [{ id: 'dune', quantity: 1 }] }],
    });
    const element = await mount({}, { order });
    assert.notInclude(element.shadowRoot?.innerHTML ?? '', code);
    assert.include(textOf(element, 'history') ?? '', 'Beamed');
  });
});

for (const transport of transports) {
  describe(`order-status: security, ${transport}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('markup from the server is rendered as text [X01]', async () => {
      canary.canary = 0;
      const harness = await OrderServerHarness.open(transport);
      const text = '<img src=x onerror="canary++">';
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      await harness.control.updateOrder({
        lineItems: [{ id: 'l1', title: text, quantity: { original: 1, total: 1, fulfilled: 0 } }],
      });
      await harness.waitFor(() => textOf(element, 'items') === text);
      assert.equal(canary.canary, 0);
    });
  });
}
