import { expect, waitUntil } from '@open-wc/testing';
import { OrderControl } from '../server/order-control.ts';
import { closePages, expectText, findAll, inline, openFrame, openPage, scriptTag, settled, visibleText, type Page } from './support/open-page.ts';

/* The order status in pages with scripts, policies and timing of their own: with a stream, with polling, with data inside. */

const TAG = 'waybill-order-status';
const fallback = 'See your mail';
const files = ['order-status.js', 'order-status.iife.js'];
const strict = "default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const parcel = { id: 's1', direction: 'outbound', status: 'delivered', method: 'courier', tracking: [] };
const order = {
  id: 'o1',
  number: '1',
  version: 1,
  placedAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
  currency: 'EUR',
  lineItems: [{ id: 'l1', title: 'Blue mug', quantity: { original: 1, total: 1, fulfilled: 0 } }],
  shipments: [],
  promises: [],
  events: [],
  adjustments: [],
  actions: [],
};
const inside = `<${TAG} class="inside"><script type="application/json">${JSON.stringify(order)}</script>${fallback}</${TAG}>`;

type Orders = { markup: string; streamed: OrderControl };

/** One order with a stream, one in a shop that only answers GET, and one that stands in the page. */
async function placeOrders(attributes = ''): Promise<Orders> {
  const [streamed, polled] = ['stream', 'polling'].map(
    (way) => new OrderControl(`${location.origin}/order-server`, `${way}-${Math.random().toString(36).slice(2)}`),
  ) as [OrderControl, OrderControl];
  await polled.set({ hasStream: false });
  const elements = [['streamed', streamed], ['polled', polled]] as const;
  const markup = elements.map(([name, { endpoint }]) =>
    `<${TAG} class="${name}" endpoint="${endpoint.pathname}" order-id="o1" ${attributes}>${fallback}</${TAG}>`);
  return { markup: markup.join('') + inside, streamed };
}

/** Everything is shown, and what is streamed follows. */
async function expectToFollow(page: Page, { streamed }: Orders): Promise<void> {
  await expectText(page, 'Order received', TAG);
  await waitUntil(() => findAll(page, '.streamed')[0]?.matches(':state(live)'), 'it is live', { timeout: 6_000 });
  await streamed.change({ shipments: [parcel] });
  const headline = (): string | undefined => findAll(page, '.streamed')[0]?.shadowRoot?.querySelector('[part~="headline"]')?.textContent ?? undefined;
  await waitUntil(() => headline() === 'Delivered', 'it follows', { timeout: 6_000 });
}

const weightOf = (element: Element): string =>
  getComputedStyle(element.shadowRoot?.querySelector('[part~="headline"]') as Element).fontWeight;

describe('pages with an order status', () => {
  afterEach(closePages);

  for (const file of files) {
    for (const library of ['prototype-1.6', 'mootools-1.6', 'es5-shim', 'core-js-2', 'zone', 'broken-bind', 'named-objects']) {
      const id = /broken|named/.test(library) ? 'P09' : 'P05';
      it(`${id}: ${file} works beside ${library}`, async () => {
        const orders = await placeOrders();
        const vendor = `<script src="/test/pages/vendor/${library}.js" nonce="shop"></script>`;
        const page = await openPage(`${vendor}${scriptTag(file)}<body>${orders.markup}`);
        await expectToFollow(page, orders);
        expect(page.faults).to.deep.equal([]);
      });
    }

    for (const library of ['for-in-map', 'for-in-arrays']) {
      it(`P05: ${file} works beside ${library}, or leaves the shop's text and says so once`, async () => {
        const { markup } = await placeOrders();
        const page = await openPage(`<script src="/test/pages/vendor/${library}.js"></script>${scriptTag(file)}<body>${markup}`);
        await settled(500);
        for (const element of findAll(page, TAG)) expect(visibleText(element)).to.match(/^See your mail$|Order received/);
        expect([...page.faults].filter((fault) => !fault.startsWith('warn: Waybill'))).to.deep.equal([]);
        expect(page.faults.length).to.be.at.most(1, page.faults.join('\n'));
      });
    }

    it(`P08: ${file} follows although the page has replaced fetch, JSON, Promise and timers since`, async () => {
      const names = ['JSON', 'fetch', 'Promise', 'setTimeout', 'clearTimeout', 'queueMicrotask', 'AbortController', 'URL', 'Map'];
      const replace = `for (const name of ${JSON.stringify(names)}) window[name] = function () { throw new Error(name + ' was called'); };`;
      const late = `<script type="module" nonce="shop">${replace} document.body.append(document.querySelector('template').content);</script>`;
      const orders = await placeOrders();
      const page = await openPage(`${scriptTag(file)}<body><template>${orders.markup}</template>${late}`);
      await expectToFollow(page, orders);
      expect(page.faults).to.deep.equal([]);
    });

    it(`P10: ${file} twice is one definition without a word`, async () => {
      const orders = await placeOrders();
      const page = await openPage(`${scriptTag(file)}${scriptTag(`${file}?again`)}<body>${orders.markup}`);
      await expectToFollow(page, orders);
      expect((await orders.streamed.statistics()).most).to.equal(1);
      expect(page.faults).to.deep.equal([]);
    });

    it(`P12: ${file} leaves an element of someone else alone, with its text, and says so once`, async () => {
      const { markup } = await placeOrders();
      const taken = inline(`customElements.define('${TAG}', class extends HTMLElement {});`);
      const page = await openPage(`${taken}${scriptTag(file)}<body>${markup}`);
      await settled();
      for (const element of findAll(page, TAG)) expect(element.innerText.trim()).to.equal(fallback);
      expect(page.faults.join()).to.match(/^warn: Waybill: <waybill-order-status> is already defined[^]*$/);
      expect(page.faults).to.have.length(1);
    });

    it(`P13: ${file} takes up markup and properties that were there before it`, async () => {
      const orders = await placeOrders();
      const early = inline(`document.querySelector('.given').order = ${JSON.stringify(order)};`);
      const page = await openPage(`<body>${orders.markup}<${TAG} class="given">${fallback}</${TAG}>${early}${scriptTag(file)}`);
      await expectToFollow(page, orders);
      expect(page.faults).to.deep.equal([]);
    });

    it(`P17: ${file} is styled under a policy of nonces without inline styles, without a violation`, async () => {
      const orders = await placeOrders();
      const page = await openPage(`${scriptTag(file)}<body>${orders.markup}`, { headers: [`content-security-policy: ${strict}`] });
      await expectToFollow(page, orders);
      for (const element of findAll(page, TAG)) expect(weightOf(element)).to.equal('600');
      expect(page.faults).to.deep.equal([]);
    });

    for (const policy of ["trusted-types 'none'", 'trusted-types lit-html']) {
      it(`P18: ${file} works where trusted types are required: ${policy}`, async () => {
        const orders = await placeOrders();
        const headers = [`content-security-policy: require-trusted-types-for 'script'; ${policy}`];
        const page = await openPage(`${scriptTag(file)}<body>${orders.markup}`, { headers });
        await expectToFollow(page, orders);
        expect(page.faults).to.deep.equal([]);
      });
    }

    it(`P19: ${file} is styled without adoptable style sheets`, async () => {
      const orders = await placeOrders();
      const old = inline('delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;');
      const page = await openPage(`${old}${scriptTag(file)}<body>${orders.markup}`);
      await expectToFollow(page, orders);
      for (const element of findAll(page, TAG)) expect(weightOf(element)).to.equal('600');
      expect(page.faults).to.deep.equal([]);
    });

    it(`P20: ${file} works in a frame of nobody's origin, where locks and channels are refused`, async () => {
      const told = new Promise<{ faults: string[]; text: string }>((resolve) => {
        addEventListener('message', function hear({ data }: MessageEvent<{ faults: string[]; text: string }>) {
          if (!Array.isArray(data.faults)) return;
          removeEventListener('message', hear);
          resolve(data);
        });
      });
      const tell = inline(`
        const end = performance.now() + 6000;
        const timer = setInterval(() => {
          const text = document.querySelector('.inside').shadowRoot?.querySelector('.base')?.textContent ?? '';
          if (!text.includes('Order received') && performance.now() < end) return;
          clearInterval(timer);
          parent.postMessage({ faults, text }, '*');
        }, 50);`);
      await openFrame(`${scriptTag(file)}<body>${inside}${tell}`, { sandbox: 'allow-scripts' });
      const { faults, text } = await told;
      expect(text).to.contain('Order received');
      expect(faults).to.deep.equal([]);
    });

    it(`P22: where a blocker refuses what ${file} asks, the shop's text stays without an error`, async () => {
      const { markup } = await placeOrders();
      const block = inline('window.refused = 0; window.fetch = () => ((refused += 1), Promise.reject(new TypeError("Failed to fetch")));');
      const page = await openPage(`${block}${scriptTag(file)}<body>${markup.replace(inside, '')}`);
      await waitUntil(() => (page as unknown as { refused: number }).refused >= 3, 'it has tried', { timeout: 8_000 });
      for (const element of findAll(page, TAG)) expect(visibleText(element)).to.contain(fallback);
      expect(page.faults).to.deep.equal([]);
    });

    it(`L12: with room kept for it nothing moves when ${file} comes a second late`, async () => {
      const orders = await placeOrders();
      const keep = `<style>${TAG} { display: block; min-block-size: 18em } body { font: 16px/1.5 sans-serif }</style>`;
      const page = await openPage(`${keep}<body>${orders.markup}<p class="below">What stands below.</p>`);
      const below = findAll(page, '.below')[0] as HTMLElement;
      const top = below.getBoundingClientRect().top;
      const tops = new Set<number>();
      const script = page.document.createElement('script');
      if (!file.includes('iife')) script.type = 'module';
      script.src = `/pages/script/${file}?wait=1000`;
      page.document.head.append(script);
      const watch = setInterval(() => tops.add(below.getBoundingClientRect().top), 16);
      await expectToFollow(page, orders).finally(() => clearInterval(watch));
      expect([...tops].every((each) => Math.abs(each - top) < 3), [...tops].join()).to.equal(true);
      expect(page.faults).to.deep.equal([]);
    });
  }
});
