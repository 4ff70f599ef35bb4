import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { hasPart, mount, part, parts, removeMounted } from './support/mount.ts';
import { createEvent, now, createOrder, createShipment, type Fields } from '../../support/order-fixtures.ts';

/** Scans with the numbers from `from` to below `to`, one per minute, oldest first. Scan 999 is at 10:29 UTC. */
const createScans = (from: number, to: number): Fields[] =>
  Array.from({ length: to - from }, (_, index) =>
    createEvent(
      'in_transit',
      new Date(Date.parse('2026-11-23T10:30:00Z') - (1000 - from - index) * 60_000).toISOString(),
      {
        id: `scan-${from + index}`,
        text: `Scan ${from + index}`,
      },
    ),
  );

const createTestOrder = (fields: Fields = {}): Fields =>
  createOrder({
    shipments: [createShipment('s1')],
    events: createScans(990, 1000),
    earlierEvents: '/shop/orders/o1/events?before=990',
    ...fields,
  });

/** The responses of the fake `fetch`, in order, and the requests that it received. */
let responses: (Response | Promise<Response>)[] = [];
let requests: { url: string; init: RequestInit | undefined }[] = [];
const { fetch } = window;

const createResponse = (events: Fields[], earlierEvents?: string): Response => Response.json({ events, earlierEvents });

const eventTextsOf = (element: Element): string[] =>
  parts(element, 'event').map(({ lastElementChild }) => lastElementChild?.textContent ?? '');

describe('order-status: earlier events', () => {
  before(() => pageClock.set(now));
  beforeEach(() => {
    responses = [];
    requests = [];
    window.fetch = (url, init) => {
      requests.push({ url: String(url), init });
      return Promise.resolve(responses.shift() ?? new Response(null, { status: 500 }));
    };
  });
  afterEach(() => {
    window.fetch = fetch;
    removeMounted();
  });

  const mountOrder = (fields: Fields = {}, properties = {}) =>
    mount({ endpoint: '/shop' }, { order: createTestOrder(fields), token: 'abc', ...properties });
  const pressEarlier = async (element: Element): Promise<void> => {
    part(element, 'history').setAttribute('open', '');
    part(element, 'earlier').click();
    await settle();
  };

  it('are fetched from the URL of the order with the token, and appended', async () => {
    responses = [
      createResponse(createScans(970, 992), '/shop/orders/o1/events?before=970'),
      createResponse(createScans(960, 970)),
    ];
    const element = await mountOrder();
    assert.lengthOf(parts(element, 'event'), 10);
    await pressEarlier(element);
    await waitFor(() => parts(element, 'event').length === 30);
    assert.deepEqual([eventTextsOf(element)[0], eventTextsOf(element).at(-1)], ['Scan 999', 'Scan 970']);
    assert.match(requests[0]?.url ?? '', /\/shop\/orders\/o1\/events\?before=990$/);
    assert.equal(Reflect.get(requests[0]?.init?.headers ?? {}, 'authorization'), 'Bearer abc');
    assert.equal(requests[0]?.init?.redirect, 'error');
    await pressEarlier(element);
    await waitFor(() => parts(element, 'event').length === 40);
    assert.isFalse(hasPart(element, 'earlier'));
    assert.lengthOf(requests, 2);
  });

  it('stay after an update of the order, without a gap', async () => {
    responses = [createResponse(createScans(970, 990))];
    const element = await mountOrder();
    await pressEarlier(element);
    await waitFor(() => parts(element, 'event').length === 30);
    Reflect.set(element, 'order', createTestOrder({ version: 2, events: createScans(991, 1001) }));
    await settle();
    assert.deepEqual(
      [eventTextsOf(element).length, eventTextsOf(element)[0], eventTextsOf(element)[10]],
      [31, 'Scan 1000', 'Scan 990'],
    );
  });

  it('show a message if they cannot be loaded, and can be requested again', async () => {
    responses = [
      new Response(null, { status: 502 }),
      Response.json({ events: 'none' }),
      createResponse(createScans(980, 990)),
    ];
    const element = await mountOrder();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await pressEarlier(element);
      await waitFor(
        () => requests.length === attempt + 1 && part(element, 'history').textContent.includes('could not be loaded'),
      );
      assert.lengthOf(parts(element, 'event'), 10);
    }
    await pressEarlier(element);
    await waitFor(() => parts(element, 'event').length === 20);
    assert.notInclude(part(element, 'history').textContent, 'could not be loaded');
  });

  it('are requested once if the button is pressed twice', async () => {
    let respond: (response: Response) => void = () => {};
    responses = [new Promise((resolve) => (respond = resolve))];
    const element = await mountOrder();
    await pressEarlier(element);
    assert.equal(part(element, 'earlier').getAttribute('aria-disabled'), 'true');
    await pressEarlier(element);
    respond(createResponse(createScans(980, 990)));
    await waitFor(() => parts(element, 'event').length === 20);
    assert.lengthOf(requests, 1);
  });

  it('of an earlier order are ignored', async () => {
    let respond: (response: Response) => void = () => {};
    responses = [new Promise((resolve) => (respond = resolve))];
    const element = await mountOrder();
    await pressEarlier(element);
    Reflect.set(element, 'order', createTestOrder({ id: 'o2', earlierEvents: undefined }));
    respond(createResponse(createScans(980, 990)));
    await settle();
    await settle();
    assert.lengthOf(parts(element, 'event'), 10);
  });

  for (const [what, url] of [
    ['at another origin', 'https://elsewhere.example/events'],
    ['with a password', `${location.protocol}//a:b@${location.host}/events`],
    ['that is invalid', 'http://['],
  ] as const) {
    it(`have no button for a URL ${what}`, async () => {
      const element = await mountOrder({ earlierEvents: url });
      assert.isFalse(hasPart(element, 'earlier'));
    });
  }

  it('have no button without an endpoint', async () => {
    const element = await mount({}, { order: createTestOrder() });
    assert.isFalse(hasPart(element, 'earlier'));
  });
});
