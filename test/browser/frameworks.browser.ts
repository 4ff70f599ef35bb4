import { expect } from '@open-wc/testing';
import { waitFor } from '../support/wait-for.ts';
import {
  closePages,
  expectText,
  findAll,
  openPage,
  scriptTag,
  waitUntilSettled,
  TAG,
  visibleText,
  type Page,
} from './support/open-page.ts';

const jsonLdData = JSON.stringify({
  id: 'b',
  kind: 'delivery',
  window: { from: '2099-05-04', to: '2099-05-05' },
  explanation: ['received', 'handed-over'].map((kind) => ({ kind, window: { from: '2099-05-01', to: '2099-05-01' } })),
});
const jsonLdMarkup = `<${TAG} json-ld><script type="application/json">${jsonLdData}</script>2–3 days</${TAG}>`;
const markup = (day = '2099-05-04'): string => `<${TAG} from="${day}">2–3 days</${TAG}>`;
const data = '{ "id": "a", "kind": "delivery", "window": { "from": "2099-05-04" } }';
const inlineDataMarkup = `<${TAG}><script type="application/json">${data}</script>2–3 days</${TAG}>`;
const requestMarkup = `<${TAG} endpoint="/pages/endpoint" sku="cup">2–3 days</${TAG}>`;

type Shop = HTMLElement & Record<string, unknown>;

async function openApp(
  file: string,
  mainMarkup: string,
): Promise<{ page: Page; main: HTMLElement; aside: HTMLElement }> {
  const publisher = file.startsWith('waybill') ? scriptTag(file.replace('waybill', 'json-ld')) : '';
  const page = await openPage(`${scriptTag(file)}${publisher}<body><main>${mainMarkup}</main><aside></aside>`);
  await page.customElements.whenDefined(TAG);
  const [main, aside] = findAll(page, 'main, aside') as [HTMLElement, HTMLElement];
  return { page, main, aside };
}

for (const file of ['delivery-estimate.js', 'waybill.iife.js']) {
  describe(`pages of frameworks: ${file}`, () => {
    afterEach(closePages);

    it('works after ten swaps of markup, as by htmx [L11]', async () => {
      const { page, main } = await openApp(file, markup());
      for (let day = 10; day < 20; day++) {
        main.innerHTML =
          markup(`2099-06-${day}`) + inlineDataMarkup.replaceAll('2099-05-04', `2099-06-${day}`) + requestMarkup;
        if (day % 3 === 0) await waitUntilSettled(2);
      }
      await expectText(page, '19 June', `${TAG}:not([endpoint])`);
      await expectText(page, 'May', '[endpoint]');
      expect(page.faults.join('\n')).to.equal('');
    });

    it('works again in a restored snapshot, as by Turbo [L11]', async () => {
      const { page } = await openApp(file, markup() + jsonLdMarkup + requestMarkup);
      await expectText(page, 'May');
      const snapshot = page.document.body.cloneNode(true) as HTMLElement;
      for (let visit = 0; visit < 3; visit++) {
        const other = page.document.createElement('body');
        other.innerHTML = markup('2099-08-03');
        page.document.body.replaceWith(other);
        await expectText(page, 'Aug');
        page.document.body.replaceWith(snapshot.cloneNode(true));
        await expectText(page, 'May');
      }
      expect(findAll(page, 'script[type="application/ld+json"]')).to.have.length(file.startsWith('waybill') ? 1 : 0);
      expect(page.faults.join('\n')).to.equal('');
    });

    it('works as a clone of a template, with properties set before its insertion [L11]', async () => {
      const { page, main } = await openApp(
        file,
        `<template>${markup()}${inlineDataMarkup}<${TAG} class="property">2–3 days</${TAG}></template>`,
      );
      const template = main.querySelector('template') as HTMLTemplateElement;
      for (const isImported of [true, false]) {
        const { content } = template;
        const fragment = (
          isImported ? page.document.importNode(content, true) : content.cloneNode(true)
        ) as DocumentFragment;
        (fragment.querySelector('.property') as Shop)['estimates'] = {
          id: 'a',
          kind: 'delivery',
          window: { from: '2099-05-04' },
        };
        main.append(fragment);
      }
      await expectText(page, 'May');
      expect(findAll(page)).to.have.length(6);
      expect(page.faults.join('\n')).to.equal('');
    });

    it('keeps its estimate without a request when it moves to another parent [L11]', async () => {
      const { page, main, aside } = await openApp(file, requestMarkup);
      await expectText(page, 'May');
      const [element] = findAll(page) as [HTMLElement];
      const countRequests = (): number =>
        page.performance.getEntriesByType('resource').filter(({ name }) => name.includes('/estimates')).length;
      const countBefore = countRequests();
      for (let move = 0; move < 5; move++) {
        const parent = move % 2 ? main : aside;
        const { moveBefore } = parent as { moveBefore?: (node: Node, before: null) => void };
        if (move > 2 && moveBefore) moveBefore.call(parent, element, null);
        else parent.append(element);
        expect(visibleText(element)).to.contain('May');
      }
      await waitUntilSettled();
      expect(visibleText(element)).to.contain('May');
      expect(countRequests()).to.equal(countBefore);
      expect(page.faults.join('\n')).to.equal('');
    });

    it('works again after some time outside the page, as by Vue’s keep-alive [L11]', async () => {
      const { page, main } = await openApp(file, markup() + requestMarkup);
      await expectText(page, 'May');
      for (let round = 0; round < 3; round++) {
        const children = [...main.children] as Shop[];
        main.replaceChildren();
        await waitUntilSettled(2);
        if (children[0]) children[0]['from'] = `2099-05-1${round}`;
        main.append(...children);
        await expectText(page, `1${round} May`, `${TAG}:not([endpoint])`);
        await expectText(page, 'Mon 4', '[endpoint]');
      }
      expect(page.faults.join('\n')).to.equal('');
    });

    it('works after repeated mounts, as by React in strict mode [L11]', async () => {
      const { page, main } = await openApp(file, '');
      for (let mount = 0; mount < 3; mount++) {
        const element = page.document.createElement(TAG) as HTMLElement as Shop;
        element['source'] = async () => ({ id: 'a', kind: 'delivery', window: { from: '2099-05-04' } });
        element['sku'] = 'cup';
        main.append(element);
        element.remove();
        main.append(element);
        await expectText(page, 'May');
        element['source'] = null;
        element['sku'] = undefined;
        element['from'] = '2099-09-01';
        await expectText(page, 'Sep');
        element.remove();
      }
      expect(page.faults.join('\n')).to.equal('');
    });

    it('follows changes of the text and the data inside its tags [L11]', async () => {
      const { page } = await openApp(file, `<${TAG}>2–3 days</${TAG}>`);
      const [element] = findAll(page) as [HTMLElement];
      const text = element.firstChild as Text;
      text.data = '4 days';
      await waitFor(() => visibleText(element) === '4 days', 'it follows the text');
      const script = page.document.createElement('script');
      script.type = 'application/json';
      script.text = data;
      element.append(script);
      await expectText(page, 'May');
      script.remove();
      await waitFor(() => visibleText(element) === '4 days', 'its text is back');
      expect(page.faults.join('\n')).to.equal('');
    });
  });
}
