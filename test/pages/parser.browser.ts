import { expect } from '@open-wc/testing';
import { until } from '../support/until.ts';
import { closePages, findAll, scriptTag, TAG, visibleText, type Page } from './support/open-page.ts';

/* The order in which a browser's parser comes to an element, its script and what stands inside it. */

const estimate = JSON.stringify({ id: 'a', kind: 'delivery', window: { from: '2099-05-04' }, timeZone: 'UTC' });
let runs = 0;

/** A page that the server sends piece by piece. */
async function openInPieces(): Promise<{ page: Page; send: (html: string, last?: 'last') => Promise<void> }> {
  const run = `${Date.now()}-${++runs}`;
  const frame = document.createElement('iframe');
  frame.src = `/pages/in-pieces?run=${run}`;
  document.body.append(frame);
  const send = async (html: string, last?: 'last'): Promise<void> => {
    const query = new URLSearchParams({ run, html, ...(last && { last }) });
    await until(async () => (await fetch(`/pages/piece?${query}`)).ok, 'the server has begun the page');
  };
  const page = frame.contentWindow as Page;
  await until(() => page.location.pathname === '/pages/in-pieces' && page.document.body !== null, 'the page has begun');
  return { page, send };
}

describe('a page that is still on its way', () => {
  afterEach(closePages);

  it('may bring the data of an element in pieces', async () => {
    const { page, send } = await openInPieces();
    await send(scriptTag('delivery-estimate.iife.js'));
    await send(`<${TAG} lang="en">2–3 days<script type="application/json">${estimate.slice(0, 40)}`);
    await until(() => findAll(page)[0]?.querySelector('script'), 'the first piece is there');
    const [element] = findAll(page) as [HTMLElement & { updateComplete: Promise<unknown> }];
    await element.updateComplete;
    expect(page.document.readyState).to.equal('loading');
    expect(visibleText(element)).to.equal('2–3 days');
    expect(element.matches(':state(invalid)')).to.equal(false);
    await send(estimate.slice(40));
    await send(`</script></${TAG}>`, 'last');
    await until(() => visibleText(element).includes('May'), 'the estimate is read');
    expect(element.matches(':state(invalid)')).to.equal(false);
  });
});
