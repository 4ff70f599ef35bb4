import { OrderControl } from '../../server/order-control.ts';
import { until } from '../../support/until.ts';
import { clickInFrame, expectText, findAll, type Page } from './open-page.ts';

/* The elements that show an order, as the suites of hostile pages need them. */

/** Elements of one kind with what they ask; `works` is whether they do all that they are for. */
export type Placed = { markup: string; asked: OrderControl; works: (page: Page) => Promise<void> };

export type OrderSubject = {
  tag: string;
  files: readonly string[];
  /** What it says of the order below. */
  sign: string;
  /** One with the order between its tags. */
  inside: string;
  /** Room that keeps the page from moving. */
  room: string;
  place: () => Promise<Placed>;
  isStyled: (element: Element) => boolean;
};

export const fallback = 'See your mail';

const cancelItems = { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'l1', maxQuantity: 1 }], refund: { perUnit: { amount: 1290, currency: 'EUR' } } };

export const order = {
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
  actions: [cancelItems],
};

const parcel = { id: 's1', direction: 'outbound', status: 'delivered', method: 'courier', tracking: [] };
const data = `<script type="application/json">${JSON.stringify(order)}</script>`;

const opened: OrderControl[] = [];

/** For `afterEach`: no stream of a page that is gone may keep a connection from the next page. */
export async function endStreams(): Promise<void> {
  await Promise.all(opened.splice(0).map((control) => control.end()));
}

/** An order at the misbehaving server: with a stream, or of a shop that only answers GET. */
async function openOrder(way: 'stream' | 'polling'): Promise<OrderControl> {
  const control = new OrderControl(`${location.origin}/order-server`, `${way}-${Math.random().toString(36).slice(2)}`);
  opened.push(control);
  await control.set({ hasStream: way === 'stream' });
  return control;
}

export function inner(element: Element | undefined, part: string): HTMLElement | undefined {
  return element?.shadowRoot?.querySelector<HTMLElement>(`[part~="${part}"]`) ?? undefined;
}

const follows = (name: string, { endpoint }: OrderControl, tag: string, attributes = ''): string =>
  `<${tag} class="${name}" endpoint="${endpoint.pathname}" order-id="o1" ${attributes}>${fallback}</${tag}>`;

const status: OrderSubject = {
  tag: 'waybill-order-status',
  files: ['order-status.js', 'order-status.iife.js'],
  sign: 'Order received',
  inside: `<waybill-order-status class="inside">${data}${fallback}</waybill-order-status>`,
  room: 'min-block-size: 18em',
  /** One order with a stream, one in a shop that only answers GET, and one that stands in the page. */
  async place() {
    const [streamed, polled] = await Promise.all([openOrder('stream'), openOrder('polling')]);
    const markup = follows('streamed', streamed, status.tag) + follows('polled', polled, status.tag) + status.inside;
    return {
      markup,
      asked: streamed,
      async works(page) {
        await expectText(page, status.sign, status.tag);
        await until(() => findAll(page, '.streamed')[0]?.matches(':state(live)'), 'it is live');
        await streamed.change({ shipments: [parcel] });
        const headline = (): string | undefined => inner(findAll(page, '.streamed')[0], 'headline')?.textContent ?? undefined;
        await until(() => headline() === 'Delivered', 'it follows');
      },
    };
  },
  isStyled: (element) => getComputedStyle(inner(element, 'headline') as Element).fontWeight === '600',
};

const cancel: OrderSubject = {
  tag: 'waybill-cancel-item',
  files: ['cancel-item.js', 'cancel-item.iife.js'],
  sign: 'Cancel',
  inside: `<waybill-cancel-item class="inside" line-item="l1">${data}${fallback}</waybill-cancel-item>`,
  room: 'min-block-size: 2em',
  /** One that follows its order, and one that has it from the page. */
  async place() {
    const asked = await openOrder('stream');
    await asked.changeSilently({ actions: order.actions });
    return {
      markup: follows('streamed', asked, cancel.tag, 'line-item="l1"') + cancel.inside,
      asked,
      /** Also the bytes that are sent. */
      async works(page) {
        await expectText(page, cancel.sign, cancel.tag);
        const element = findAll(page, '.streamed')[0] as HTMLElement;
        inner(element, 'open')?.click();
        await until(() => inner(element, 'confirm'), 'it asks');
        await clickInside(inner(element, 'confirm') as HTMLElement);
        const outcome = (): string => inner(element, 'outcome')?.textContent ?? '';
        await until(() => outcome().includes('Blue mug is canceled'), 'it is canceled');
        const bodies = (await asked.statistics()).requests.flatMap(({ body }) => (body === undefined ? [] : [body]));
        const sent = '{"type":"cancel-items","lineItems":[{"id":"l1","quantity":1}],"version":2}';
        if (bodies.join() !== sent) throw new Error(`sent: ${bodies.join('\n')}`);
      },
    };
  },
  isStyled(element) {
    const outcome = inner(element, 'outcome');
    if (outcome) return getComputedStyle(outcome).borderInlineStartStyle === 'solid';
    return getComputedStyle(inner(element, 'open') as Element).backgroundColor === 'rgba(0, 0, 0, 0)';
  },
};

/** Clicks a button of a page in a frame, as a person does. */
export async function clickInside(button: HTMLElement): Promise<void> {
  button.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = button.getBoundingClientRect();
  const frame = button.ownerDocument.defaultView?.frameElement as HTMLElement;
  await clickInFrame(frame, { x: left + width / 2, y: top + height / 2 });
}

export const orderSubjects: readonly OrderSubject[] = [status, cancel];
