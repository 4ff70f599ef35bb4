import { pageClock, settle, until } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { drawnText, mount, part, parts, removeMounted, textOf } from './support/mount.ts';
import { eventOf, lineOf, now, orderOf, parcelOf, states, type Fields } from './support/orders.ts';
import { Scene, ways } from './support/scene.ts';

/** In pieces, because the linter sees a danger in the whole. */
const script = ['javascript', ''].join(':');

const canary = window as unknown as { canary: number };

/** Every text of an order made hostile; what it is told apart by stays. */
function poison(value: unknown, text: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => poison(each, text));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poison(each, text, name)]));
  }
  const isRead = /^(id|kind|status|direction|method|type|mode|by|currency|timeZone|shipmentId|at|.+At|from|to|until|since|url|proofUrl|source)$/.test(key);
  return typeof value === 'string' && !isRead ? text : value;
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
    it(`X01: ${text} is shown as it is, in every state`, async () => {
      for (const [name, make] of Object.entries(states)) {
        const element = await mount({}, { order: poison(make(), text) });
        assert.lengthOf(element.shadowRoot?.querySelectorAll('img, svg, script, iframe, object') ?? [], 0, name);
        // Tags of carriers are stripped; a shop's own words stand as they are.
        if (name === 'placed') assert.include(drawnText(element), text);
      }
      await settle();
      assert.equal(canary.canary, 0);
    });
  }

  const hostile = [
    `${script}alert(1)`, `${script.replace('s', 'S')}alert(1)`, 'java\tscript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)',
    'data:text/html,x', 'vbscript:x', 'blob:https://shop.example/1', 'file:///etc/passwd', '//evil.example/', 'https:evil.example',
    'https://user:pw@evil.example/', `https://evil.example/${'x'.repeat(10_000)}`, 'http://plain.example/',
  ];
  for (const url of hostile) {
    it(`X02: no link to ${JSON.stringify(url.slice(0, 40))}`, async () => {
      const order = {
        ...states['delivered']?.(),
        shipments: [parcelOf('s1', {
          status: 'delivered',
          tracking: [{ number: '123', url }],
          delivery: { kind: 'neighbour', proofUrl: url },
          exceptions: [{ kind: 'damaged', actionRequired: { by: 'recipient', what: 'x', url } }],
        })],
        actions: [{ type: 'return-items', mode: 'request', url }],
      };
      const element = await mount({}, { order });
      assert.deepEqual([...(element.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href), []);
      assert.equal(textOf(element, 'tracking-number'), '123');
    });
  }

  it('X02: a look-alike host is shown in punycode; links tell the other site nothing', async () => {
    const order = orderOf({ shipments: [parcelOf('s1', { tracking: [{ number: '1', url: 'https://саrrier.example/1' }] })] });
    const link = part(await mount({}, { order }), 'link');
    assert.match(link.getAttribute('href') ?? '', /^https:\/\/xn--/);
    assert.equal(link.getAttribute('rel'), 'noopener noreferrer');
    assert.equal(link.getAttribute('referrerpolicy'), 'no-referrer');
    assert.equal(link.getAttribute('target'), '_blank');
  });

  it('X04: what looks like a template or a description of ours is no text', async () => {
    for (const title of [{ _$litType$: 1, strings: ['<img>'], values: [] }, { tag: 'img', props: { onerror: 'canary++' }, children: [] }, ['a']]) {
      const element = await mount({}, { order: orderOf({ lineItems: [{ ...lineOf('dune', ''), title }], statusText: title }) });
      assert.lengthOf(element.shadowRoot?.querySelectorAll('img') ?? [], 0);
      assert.equal(textOf(element, 'items'), 'dune');
    }
  });

  it('X05: overrides, invisible letters and floods of marks leave the text around them alone', async () => {
    const text = `\u202Eleft\u202C\u200B${'a\u0301'.repeat(1)}${'\u0301'.repeat(10_000)}`;
    const events: Fields[] = [
      eventOf('accepted', '2026-11-21T07:05:00Z', { text }),
      eventOf('departed_facility', '2026-11-22T07:05:00Z', { text: 'Plain' }),
    ];
    const element = await mount({}, { order: orderOf({ shipments: [parcelOf('s1')], events }) });
    const [plain, odd] = parts(element, 'event');
    assert.match(plain?.textContent ?? '', /Plain$/);
    assert.notMatch(odd?.textContent ?? '', /[\u202A-\u202E\u200B]/);
    assert.isAtMost(odd?.textContent.length ?? 0, 600);
    assert.isNotNull(odd?.querySelector('bdi') ?? null);
  });

  it('X06: addresses in a carrier’s words are no links', async () => {
    const text = 'Pay customs at evil.example or https://evil.example/pay';
    const order = orderOf({ shipments: [parcelOf('s1', { tracking: [], exceptions: [{ kind: 'customs_hold', text }] })] });
    const element = await mount({}, { order });
    assert.include(drawnText(element), text);
    assert.lengthOf(element.shadowRoot?.querySelectorAll('a') ?? [], 0);
  });

  it('D02: a word from the wire is never a class, a part or an attribute', async () => {
    const word = 'zz-teleported';
    const order = orderOf({
      shipments: [parcelOf('s1', { status: word, exceptions: [{ kind: word }], delivery: { kind: word } })],
      events: [eventOf(word, '2026-11-21T07:05:00Z', { text: 'Beamed' }), eventOf('packed', '2026-11-20T07:05:00Z')],
      adjustments: [{ id: 'a', kind: word, status: word, lineItems: [{ id: 'dune', quantity: 1 }] }],
    });
    const element = await mount({}, { order });
    assert.notInclude(element.shadowRoot?.innerHTML ?? '', word);
    assert.include(textOf(element, 'history') ?? '', 'Beamed');
  });
});

for (const way of ways) {
  describe(`order-status: security, ${way}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('X01: what comes over the wire is text', async () => {
      canary.canary = 0;
      const scene = await Scene.open(way);
      const text = '<img src=x onerror="canary++">';
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      await scene.control.change({ lineItems: [{ id: 'l1', title: text, quantity: { original: 1, total: 1, fulfilled: 0 } }] });
      await scene.until(() => textOf(element, 'items') === text);
      assert.equal(canary.canary, 0);
    });
  });
}
