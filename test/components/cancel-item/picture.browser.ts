import { assert, expect } from '@open-wc/testing';
import { pageClock } from '../../support/page-clock.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import { hasPart, mount, part, removeMounted } from './support/mount.ts';
import { lineOf, orderOf, type Fields } from './support/orders.ts';

/** Opens the dialog without a task in between, so that the picture has neither loaded nor failed. */
async function openDialog(fields: Fields): Promise<WaybillCancelItem> {
  const element = await mount({}, { order: orderOf({ lineItems: [{ ...lineOf('mug', 'Blue mug'), ...fields }] }) });
  part(element, 'trigger').click();
  await element.updateComplete;
  return element;
}

describe('the picture in the cancel dialog', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('is that of the item: lazy, without a name, and other sites do not learn the address of the page', async () => {
    const element = await openDialog({ imageUrl: 'https://shop.example/mug.jpg' });
    const image = part(element, 'image') as HTMLImageElement;
    expect([image.src, image.alt, image.loading, image.referrerPolicy]).to.deep.equal([
      'https://shop.example/mug.jpg',
      '',
      'lazy',
      'strict-origin-when-cross-origin',
    ]);
    const { width, height } = image.getBoundingClientRect();
    expect([width, height]).to.deep.equal([56, 56]);
  });

  it('leaves no hole if it cannot be loaded', async () => {
    const element = await openDialog({ imageUrl: 'https://shop.example/mug.jpg' });
    part(element, 'image').dispatchEvent(new Event('error'));
    expect(part(element, 'image').hidden).to.equal(true);
    const [heading, dialog] = ['heading', 'dialog'].map((name) => part(element, name));
    const { left } = (heading as Element).getBoundingClientRect();
    const { paddingLeft, borderLeftWidth } = getComputedStyle(dialog as Element);
    assert.closeTo(
      left - (dialog as Element).getBoundingClientRect().left,
      Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth),
      0.5,
    );
    // Later updates neither fail nor bring it back.
    element.requestUpdate();
    await element.updateComplete;
    expect(part(element, 'image').hidden).to.equal(true);
  });

  // oxlint-disable-next-line no-script-url -- must not be loaded
  for (const imageUrl of [
    'javascript:alert(1)',
    'http://shop.example/mug.jpg',
    'data:image/gif;base64,R0lGODlh',
    '/mug.jpg',
  ])
    it(`is left out for the unsafe address ${imageUrl}`, async () => {
      expect(hasPart(await openDialog({ imageUrl }), 'image')).to.equal(false);
    });

  it('is left out without an address', async () => {
    expect(hasPart(await openDialog({}), 'image')).to.equal(false);
  });
});
