import { expect } from '@open-wc/testing';
import { waitFor } from '../support/wait-for.ts';
import {
  closePages,
  expectText,
  findAll,
  openPage,
  scriptTag,
  waitUntilSettled,
  type Page,
} from './support/open-page.ts';
import { clickInside, findPart, order, orderSubjects } from './support/order-subjects.ts';

/* The elements of an order in pages of frameworks. */

type Shop = HTMLElement & Record<string, unknown>;

async function openApp(
  file: string,
  tag: string,
  mainMarkup: string,
): Promise<{ page: Page; main: HTMLElement; aside: HTMLElement }> {
  const page = await openPage(`${scriptTag(file)}<body><main>${mainMarkup}</main><aside></aside>`);
  await page.customElements.whenDefined(tag);
  const [main, aside] = findAll(page, 'main, aside') as [HTMLElement, HTMLElement];
  return { page, main, aside };
}

for (const { tag, files, expectedText, inlineMarkup, createFixture } of orderSubjects)
  describe(`pages of frameworks with ${tag}`, () => {
    afterEach(closePages);

    for (const file of files) {
      it(`${file} works after ten swaps of markup, as by htmx, with one stream at most [L11]`, async () => {
        const { markup, assertWorks, control } = await createFixture();
        const { page, main } = await openApp(file, tag, markup);
        for (let swap = 0; swap < 10; swap++) {
          main.innerHTML = markup;
          if (swap % 3 === 0) await waitUntilSettled(2);
        }
        await assertWorks(page);
        expect((await control.statistics()).maxOpenStreams).to.equal(1);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} works again in a restored snapshot, as by Turbo [L11]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const { page } = await openApp(file, tag, markup);
        await expectText(page, expectedText, tag);
        const snapshot = page.document.body.cloneNode(true);
        for (let visit = 0; visit < 2; visit++) {
          const other = page.document.createElement('body');
          other.innerHTML = inlineMarkup;
          page.document.body.replaceWith(other);
          await expectText(page, expectedText, tag);
          page.document.body.replaceWith(snapshot.cloneNode(true));
          await expectText(page, expectedText, tag);
        }
        await assertWorks(page);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} works after repeated mounts, as by React in strict mode [L11]`, async () => {
        const { page, main } = await openApp(file, tag, '');
        for (let mount = 0; mount < 3; mount++) {
          const element = page.document.createElement(tag) as HTMLElement as Shop;
          element['order'] = order;
          element['lineItem'] = 'l1';
          main.append(element);
          element.remove();
          main.append(element);
          await expectText(page, expectedText, tag);
          element['order'] = { ...order, version: 2, id: 'o2' };
          element['token'] = null;
          await expectText(page, expectedText, tag);
          element.remove();
        }
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} works again after some time outside the page, as by Vue’s keep-alive [L11]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const { page, main, aside } = await openApp(file, tag, markup);
        await expectText(page, expectedText, tag);
        for (let round = 0; round < 3; round++) {
          const children = [...main.children, ...aside.children];
          main.replaceChildren();
          aside.replaceChildren();
          await waitUntilSettled(2);
          (round === 1 ? aside : main).append(...children);
          await expectText(page, expectedText, tag);
        }
        await assertWorks(page);
        expect(page.faults.join('\n')).to.equal('');
      });
    }
  });

describe('pages of frameworks with an open dialog', () => {
  afterEach(closePages);

  it('work after the removal of the element, and the next dialog can open [L11]', async () => {
    const [, cancel] = orderSubjects;
    if (!cancel) throw new Error('no cancel element');
    const { markup, assertWorks } = await cancel.createFixture();
    const { page, main } = await openApp(
      'cancel-item.js',
      cancel.tag,
      `${markup}<button id="outside">Outside</button>`,
    );
    await expectText(page, cancel.expectedText, cancel.tag);
    findPart(findAll(page, '.streamed')[0], 'trigger')?.click();
    await waitFor(() => findPart(findAll(page, '.streamed')[0], 'confirm'), 'the dialog is open');
    main.innerHTML = `${markup}<button id="outside">Outside</button>`;
    let clicks = 0;
    const outsideButton = findAll(page, '#outside')[0] as HTMLElement;
    outsideButton.addEventListener('click', () => (clicks += 1));
    // The elements above the button move it until they have their final height.
    await expectText(page, cancel.expectedText, cancel.tag);
    await clickInside(outsideButton);
    await waitFor(() => clicks === 1, 'the click on the page');
    await assertWorks(page);
    expect(page.faults.join('\n')).to.equal('');
  });
});
