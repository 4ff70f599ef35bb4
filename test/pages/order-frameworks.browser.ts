import { expect } from '@open-wc/testing';
import { until } from '../support/until.ts';
import { closePages, expectText, findAll, openPage, scriptTag, settled, type Page } from './support/open-page.ts';
import { clickInside, inner, order, orderSubjects } from './support/order-subjects.ts';

/* The elements of an order in pages that are built, kept and taken apart by a framework. */

type Shop = HTMLElement & Record<string, unknown>;

async function openApp(file: string, tag: string, inside: string): Promise<{ page: Page; main: HTMLElement; aside: HTMLElement }> {
  const page = await openPage(`${scriptTag(file)}<body><main>${inside}</main><aside></aside>`);
  await page.customElements.whenDefined(tag);
  const [main, aside] = findAll(page, 'main, aside') as [HTMLElement, HTMLElement];
  return { page, main, aside };
}

for (const { tag, files, sign, inside, place } of orderSubjects) describe(`pages of frameworks with ${tag}`, () => {
  afterEach(closePages);

  for (const file of files) {
    it(`L11: ${file} works after each of ten swaps of markup, as htmx does it, with one stream at most`, async () => {
      const { markup, works, asked } = await place();
      const { page, main } = await openApp(file, tag, markup);
      for (let swap = 0; swap < 10; swap++) {
        main.innerHTML = markup;
        if (swap % 3 === 0) await settled(2);
      }
      await works(page);
      expect((await asked.statistics()).most).to.equal(1);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`L11: ${file} works again when the page's snapshot is shown, as Turbo does it`, async () => {
      const { markup, works } = await place();
      const { page } = await openApp(file, tag, markup);
      await expectText(page, sign, tag);
      const snapshot = page.document.body.cloneNode(true);
      for (let visit = 0; visit < 2; visit++) {
        const other = page.document.createElement('body');
        other.innerHTML = inside;
        page.document.body.replaceWith(other);
        await expectText(page, sign, tag);
        page.document.body.replaceWith(snapshot.cloneNode(true));
        await expectText(page, sign, tag);
      }
      await works(page);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`L11: ${file} works however often it is mounted, as React does it in strict mode`, async () => {
      const { page, main } = await openApp(file, tag, '');
      for (let mount = 0; mount < 3; mount++) {
        const element = page.document.createElement(tag) as HTMLElement as Shop;
        element['order'] = order;
        element['lineItem'] = 'l1';
        main.append(element);
        element.remove();
        main.append(element);
        await expectText(page, sign, tag);
        element['order'] = { ...order, version: 2, id: 'o2' };
        element['token'] = null;
        await expectText(page, sign, tag);
        element.remove();
      }
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`L11: ${file} lives on after a while outside the page, as Vue keeps alive what a tab hides`, async () => {
      const { markup, works } = await place();
      const { page, main, aside } = await openApp(file, tag, markup);
      await expectText(page, sign, tag);
      for (let turn = 0; turn < 3; turn++) {
        const kept = [...main.children, ...aside.children];
        main.replaceChildren();
        aside.replaceChildren();
        await settled(2);
        (turn === 1 ? aside : main).append(...kept);
        await expectText(page, sign, tag);
      }
      await works(page);
      expect(page.faults.join('\n')).to.equal('');
    });
  }
});

describe('pages of frameworks with a question that stands open', () => {
  afterEach(closePages);

  it('L11: taken away with its part of the page, it leaves the page free; what comes in its place can be asked', async () => {
    const [, cancel] = orderSubjects;
    if (!cancel) throw new Error('there is none');
    const { markup, works } = await cancel.place();
    const { page, main } = await openApp('cancel-item.js', cancel.tag, `${markup}<button id="beside">Beside</button>`);
    await expectText(page, cancel.sign, cancel.tag);
    inner(findAll(page, '.streamed')[0], 'open')?.click();
    await until(() => inner(findAll(page, '.streamed')[0], 'confirm'), 'it asks');
    main.innerHTML = `${markup}<button id="beside">Beside</button>`;
    let clicks = 0;
    const beside = findAll(page, '#beside')[0] as HTMLElement;
    beside.addEventListener('click', () => (clicks += 1));
    // The elements above the button move it until they have their final height.
    await expectText(page, cancel.sign, cancel.tag);
    await clickInside(beside);
    await until(() => clicks === 1, 'the page is not shut off');
    await works(page);
    expect(page.faults.join('\n')).to.equal('');
  });
});
