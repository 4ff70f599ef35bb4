import { expect } from '@open-wc/testing';
import { until } from '../support/until.ts';
import { closePages, expectText, findAll, openPage, scriptTag, settled, TAG, visibleText, type Page } from './support/open-page.ts';

const published = JSON.stringify({
  id: 'b',
  kind: 'delivery',
  window: { from: '2099-05-04', to: '2099-05-05' },
  explanation: ['received', 'handed-over'].map((kind) => ({ kind, window: { from: '2099-05-01', to: '2099-05-01' } })),
});
const publishing = `<${TAG} json-ld><script type="application/json">${published}</script>2–3 days</${TAG}>`;
const markup = (day = '2099-05-04'): string => `<${TAG} from="${day}">2–3 days</${TAG}>`;
const data = '{ "id": "a", "kind": "delivery", "window": { "from": "2099-05-04" } }';
const withScript = `<${TAG}><script type="application/json">${data}</script>2–3 days</${TAG}>`;
const asking = `<${TAG} endpoint="/pages/endpoint" sku="cup">2–3 days</${TAG}>`;

type Shop = HTMLElement & Record<string, unknown>;

async function openApp(file: string, inside: string): Promise<{ page: Page; main: HTMLElement; aside: HTMLElement }> {
  const publisher = file.startsWith('waybill') ? scriptTag(file.replace('waybill', 'json-ld')) : '';
  const page = await openPage(`${scriptTag(file)}${publisher}<body><main>${inside}</main><aside></aside>`);
  await page.customElements.whenDefined(TAG);
  const [main, aside] = findAll(page, 'main, aside') as [HTMLElement, HTMLElement];
  return { page, main, aside };
}

for (const file of ['delivery-estimate.js', 'waybill.iife.js']) {
  describe(`pages of frameworks: ${file}`, () => {
    afterEach(closePages);

    it('L11: works after each of ten swaps of markup, as htmx does it', async () => {
      const { page, main } = await openApp(file, markup());
      for (let day = 10; day < 20; day++) {
        main.innerHTML = markup(`2099-06-${day}`) + withScript.replaceAll('2099-05-04', `2099-06-${day}`) + asking;
        if (day % 3 === 0) await settled(2);
      }
      await expectText(page, 'June 19', `${TAG}:not([endpoint])`).catch(() => expectText(page, 'Jun 19', `${TAG}:not([endpoint])`));
      await expectText(page, 'May', '[endpoint]');
      expect(page.faults.join('\n')).to.equal('');
    });

    it('L11: works again when the page\'s snapshot is shown, as Turbo does it', async () => {
      const { page } = await openApp(file, markup() + publishing + asking);
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

    it('L11: works as a clone of a template, with properties given before it is in the page', async () => {
      const { page, main } = await openApp(file, `<template>${markup()}${withScript}<${TAG} class="given">2–3 days</${TAG}></template>`);
      const template = main.querySelector('template') as HTMLTemplateElement;
      for (const isImported of [true, false]) {
        const { content } = template;
        const fragment = (isImported ? page.document.importNode(content, true) : content.cloneNode(true)) as DocumentFragment;
        (fragment.querySelector('.given') as Shop)['estimates'] = { id: 'a', kind: 'delivery', window: { from: '2099-05-04' } };
        main.append(fragment);
      }
      await expectText(page, 'May');
      expect(findAll(page)).to.have.length(6);
      expect(page.faults.join('\n')).to.equal('');
    });

    it('L11: keeps its answer when moved between parents, and asks nothing anew', async () => {
      const { page, main, aside } = await openApp(file, asking);
      await expectText(page, 'May');
      const [element] = findAll(page) as [HTMLElement];
      const requests = (): number =>
        page.performance.getEntriesByType('resource').filter(({ name }) => name.includes('/estimates')).length;
      const before = requests();
      for (let move = 0; move < 5; move++) {
        const parent = move % 2 ? main : aside;
        const { moveBefore } = parent as { moveBefore?: (node: Node, before: null) => void };
        if (move > 2 && moveBefore) moveBefore.call(parent, element, null);
        else parent.append(element);
        expect(visibleText(element)).to.contain('May');
      }
      await settled();
      expect(visibleText(element)).to.contain('May');
      expect(requests()).to.equal(before);
      expect(page.faults.join('\n')).to.equal('');
    });

    it('L11: lives on after a while outside the page, as Vue keeps alive what a tab hides', async () => {
      const { page, main } = await openApp(file, markup() + asking);
      await expectText(page, 'May');
      for (let turn = 0; turn < 3; turn++) {
        const kept = [...main.children] as Shop[];
        main.replaceChildren();
        await settled(2);
        if (kept[0]) kept[0]['from'] = `2099-05-1${turn}`;
        main.append(...kept);
        await expectText(page, `May 1${turn}`, `${TAG}:not([endpoint])`);
        await expectText(page, 'May 4', '[endpoint]');
      }
      expect(page.faults.join('\n')).to.equal('');
    });

    it('L11: works however often it is mounted, as React does it in strict mode', async () => {
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

    it('L11: follows the text and the data that a framework changes inside of it', async () => {
      const { page } = await openApp(file, `<${TAG}>2–3 days</${TAG}>`);
      const [element] = findAll(page) as [HTMLElement];
      const text = element.firstChild as Text;
      text.data = '4 days';
      await until(() => visibleText(element) === '4 days', 'it follows the text');
      const script = page.document.createElement('script');
      script.type = 'application/json';
      script.text = data;
      element.append(script);
      await expectText(page, 'May');
      script.remove();
      await until(() => visibleText(element) === '4 days', 'its text is back');
      expect(page.faults.join('\n')).to.equal('');
    });
  });
}
