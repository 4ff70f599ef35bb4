import { FakeOrderControl } from '../../fakes/fake-order-control.ts';
import { waitFor } from '../../support/wait-for.ts';
import { clickInFrame, expectText, findAll, type Page } from './open-page.ts';

/* The elements of an order, for the tests on pages with other scripts and styles. */

/** Markup with several elements of one kind, and a check that all of them do their work. */
export type SubjectFixture = { markup: string; control: FakeOrderControl; assertWorks: (page: Page) => Promise<void> };

export type OrderSubject = {
  tag: string;
  files: readonly string[];
  /** The text that the element shows for `order`. */
  expectedText: string;
  /** An element with the order inside its tags. */
  inlineMarkup: string;
  /** A style that prevents a layout shift. */
  reservedSize: string;
  createFixture: () => Promise<SubjectFixture>;
  isStyled: (element: Element) => boolean;
};

export const fallback = 'See your mail';

const cancelItems = {
  type: 'cancel-items',
  mode: 'instant',
  lineItems: [{ id: 'l1', maxQuantity: 1 }],
  refund: { perUnit: { amount: 1290, currency: 'EUR' } },
};

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

const controls: FakeOrderControl[] = [];

/** Ends all streams, after each test: an open one occupies a connection of the next page. */
export async function endStreams(): Promise<void> {
  await Promise.all(controls.splice(0).map((control) => control.endStreams()));
}

/** Opens an order of the fake server, with or without a stream. */
async function openOrder(updateMode: 'stream' | 'polling'): Promise<FakeOrderControl> {
  const control = new FakeOrderControl(
    `${location.origin}/fake-orders`,
    `${updateMode}-${Math.random().toString(36).slice(2)}`,
  );
  controls.push(control);
  await control.configure({ hasStream: updateMode === 'stream' });
  return control;
}

export function findPart(element: Element | undefined, part: string): HTMLElement | undefined {
  return element?.shadowRoot?.querySelector<HTMLElement>(`[part~="${part}"]`) ?? undefined;
}

const createEndpointMarkup = (name: string, { endpoint }: FakeOrderControl, tag: string, attributes = ''): string =>
  `<${tag} class="${name}" endpoint="${endpoint.pathname}" order-id="o1" ${attributes}>${fallback}</${tag}>`;

const status: OrderSubject = {
  tag: 'waybill-order-status',
  files: ['order-status.js', 'order-status.iife.js'],
  expectedText: 'Order received',
  inlineMarkup: `<waybill-order-status class="inside">${data}${fallback}</waybill-order-status>`,
  reservedSize: 'min-block-size: 18em',
  /** Three elements: streaming, polling and with inline data. */
  async createFixture() {
    const [streamed, polled] = await Promise.all([openOrder('stream'), openOrder('polling')]);
    const markup =
      createEndpointMarkup('streamed', streamed, status.tag) +
      createEndpointMarkup('polled', polled, status.tag) +
      status.inlineMarkup;
    return {
      markup,
      control: streamed,
      async assertWorks(page) {
        await expectText(page, status.expectedText, status.tag);
        await waitFor(() => findAll(page, '.streamed')[0]?.matches(':state(live)'), 'the stream is live');
        await streamed.updateOrder({ shipments: [parcel] });
        const headline = (): string | undefined =>
          findPart(findAll(page, '.streamed')[0], 'headline')?.textContent ?? undefined;
        await waitFor(() => headline() === 'Delivered', 'the updated headline');
      },
    };
  },
  isStyled: (element) => getComputedStyle(findPart(element, 'headline') as Element).fontWeight === '650',
};

const cancel: OrderSubject = {
  tag: 'waybill-cancel-item',
  files: ['cancel-item.js', 'cancel-item.iife.js'],
  expectedText: 'Cancel',
  inlineMarkup: `<waybill-cancel-item class="inside" line-item="l1">${data}${fallback}</waybill-cancel-item>`,
  reservedSize: 'min-block-size: 2em',
  /** Two elements: streaming and with inline data. */
  async createFixture() {
    const server = await openOrder('stream');
    await server.updateOrderSilently({ actions: order.actions });
    return {
      markup: createEndpointMarkup('streamed', server, cancel.tag, 'line-item="l1"') + cancel.inlineMarkup,
      control: server,
      /** Also checks the bytes of the request. */
      async assertWorks(page) {
        await expectText(page, cancel.expectedText, cancel.tag);
        const element = findAll(page, '.streamed')[0] as HTMLElement;
        findPart(element, 'trigger')?.click();
        await waitFor(() => findPart(element, 'confirm'), 'the dialog');
        await clickInside(findPart(element, 'confirm') as HTMLElement);
        const outcome = (): string => findPart(element, 'outcome')?.textContent ?? '';
        await waitFor(() => outcome().includes('Blue mug is canceled'), 'the outcome');
        const bodies = (await server.statistics()).requests.flatMap(({ body }) => (body === undefined ? [] : [body]));
        const sent = '{"type":"cancel-items","lineItems":[{"id":"l1","quantity":1}],"version":2}';
        if (bodies.join() !== sent) throw new Error(`sent: ${bodies.join('\n')}`);
      },
    };
  },
  isStyled(element) {
    const outcome = findPart(element, 'outcome');
    if (outcome) return getComputedStyle(outcome).borderInlineStartStyle === 'solid';
    return getComputedStyle(findPart(element, 'trigger') as Element).backgroundColor === 'rgba(0, 0, 0, 0)';
  },
};

/** Clicks a button of a page in a frame with the mouse. */
export async function clickInside(button: HTMLElement): Promise<void> {
  button.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = button.getBoundingClientRect();
  const frame = button.ownerDocument.defaultView?.frameElement as HTMLElement;
  await clickInFrame(frame, { x: left + width / 2, y: top + height / 2 });
}

export const orderSubjects: readonly OrderSubject[] = [status, cancel];
