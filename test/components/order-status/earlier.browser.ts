import { pageClock, settle, until } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { hasPart, mount, part, parts, removeMounted } from './support/mount.ts';
import { eventOf, now, orderOf, parcelOf, type Fields } from './support/orders.ts';

/** Scans a minute apart, the oldest first; the last at half past ten. */
const scans = (from: number, to: number): Fields[] =>
  Array.from({ length: to - from }, (_, index) =>
    eventOf('in_transit', new Date(Date.parse('2026-11-23T10:30:00Z') - (1000 - from - index) * 60_000).toISOString(), {
      id: `scan-${from + index}`,
      text: `Scan ${from + index}`,
    }),
  );

const order = (fields: Fields = {}): Fields =>
  orderOf({ shipments: [parcelOf('s1')], events: scans(990, 1000), earlierEvents: '/shop/orders/o1/events?before=990', ...fields });

/** What the shop answers, and what it was asked. */
let answers: (Response | Promise<Response>)[] = [];
let asked: { url: string; init: RequestInit | undefined }[] = [];
const { fetch } = window;

const answer = (events: Fields[], earlierEvents?: string): Response => Response.json({ events, earlierEvents });

const texts = (element: Element): string[] => parts(element, 'event').map(({ lastElementChild }) => lastElementChild?.textContent ?? '');

describe('order-status: earlier events', () => {
  before(() => pageClock.set(now));
  beforeEach(() => {
    answers = [];
    asked = [];
    window.fetch = (url, init) => {
      asked.push({ url: String(url), init });
      return Promise.resolve(answers.shift() ?? new Response(null, { status: 500 }));
    };
  });
  afterEach(() => {
    window.fetch = fetch;
    removeMounted();
  });

  const show = (fields: Fields = {}, given = {}) => mount({ endpoint: '/shop' }, { order: order(fields), token: 'abc', ...given });
  const press = async (element: Element): Promise<void> => {
    part(element, 'history').setAttribute('open', '');
    part(element, 'earlier').click();
    await settle();
  };

  it('are fetched where the shop keeps them, as who is signed in, and stand below', async () => {
    answers = [answer(scans(970, 992), '/shop/orders/o1/events?before=970'), answer(scans(960, 970))];
    const element = await show();
    assert.lengthOf(parts(element, 'event'), 10);
    await press(element);
    await until(() => parts(element, 'event').length === 30);
    assert.deepEqual([texts(element)[0], texts(element).at(-1)], ['Scan 999', 'Scan 970']);
    assert.match(asked[0]?.url ?? '', /\/shop\/orders\/o1\/events\?before=990$/);
    assert.equal(Reflect.get(asked[0]?.init?.headers ?? {}, 'authorization'), 'Bearer abc');
    assert.equal(asked[0]?.init?.redirect, 'error');
    await press(element);
    await until(() => parts(element, 'event').length === 40);
    assert.isFalse(hasPart(element, 'earlier'));
    assert.lengthOf(asked, 2);
  });

  it('stay when the order goes on, and nothing between is lost', async () => {
    answers = [answer(scans(970, 990))];
    const element = await show();
    await press(element);
    await until(() => parts(element, 'event').length === 30);
    Reflect.set(element, 'order', order({ version: 2, events: scans(991, 1001) }));
    await settle();
    assert.deepEqual([texts(element).length, texts(element)[0], texts(element)[10]], [31, 'Scan 1000', 'Scan 990']);
  });

  it('that do not come are missed in words, and can be asked for again', async () => {
    answers = [new Response(null, { status: 502 }), Response.json({ events: 'none' }), answer(scans(980, 990))];
    const element = await show();
    for (let time = 0; time < 2; time += 1) {
      await press(element);
      await until(() => asked.length === time + 1 && part(element, 'history').textContent.includes('could not be loaded'));
      assert.lengthOf(parts(element, 'event'), 10);
    }
    await press(element);
    await until(() => parts(element, 'event').length === 20);
    assert.notInclude(part(element, 'history').textContent, 'could not be loaded');
  });

  it('are asked for once, however often the button is pressed', async () => {
    let release: (response: Response) => void = () => {};
    answers = [new Promise((resolve) => (release = resolve))];
    const element = await show();
    await press(element);
    assert.equal(part(element, 'earlier').getAttribute('aria-disabled'), 'true');
    await press(element);
    release(answer(scans(980, 990)));
    await until(() => parts(element, 'event').length === 20);
    assert.lengthOf(asked, 1);
  });

  it('of an order that is no longer shown are dropped', async () => {
    let release: (response: Response) => void = () => {};
    answers = [new Promise((resolve) => (release = resolve))];
    const element = await show();
    await press(element);
    Reflect.set(element, 'order', order({ id: 'o2', earlierEvents: undefined }));
    release(answer(scans(980, 990)));
    await settle();
    await settle();
    assert.lengthOf(parts(element, 'event'), 10);
  });

  for (const [what, address] of [
    ['at another origin', 'https://elsewhere.example/events'],
    ['with a password in it', `${location.protocol}//a:b@${location.host}/events`],
    ['that is none', 'http://['],
  ] as const) {
    it(`X: an address ${what} is not offered`, async () => {
      const element = await show({ earlierEvents: address });
      assert.isFalse(hasPart(element, 'earlier'));
    });
  }

  it('are not offered by a page that keeps the network to itself', async () => {
    const element = await mount({}, { order: order() });
    assert.isFalse(hasPart(element, 'earlier'));
  });
});
