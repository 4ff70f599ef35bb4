import { expect } from '@open-wc/testing';
import { pageClock } from '../../support/page-clock.ts';
import { mount, open, part, removeMounted } from './support/mount.ts';
import { orderOf } from './support/orders.ts';

const canvas = { color: 'rgb(0, 0, 0)', background: 'rgb(255, 255, 255)' };

describe('the colors of the cancel dialog', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    removeMounted();
    document.body.removeAttribute('style');
  });

  for (const [what, style, expected] of [
    ['a gradient', 'background: linear-gradient(#111, #222); color: #ddd', canvas],
    ['an image', 'background: url("data:image/gif;base64,R0lGODlhAQABAAAAACw=") #111; color: #ddd', canvas],
    ['a translucent color', 'background: rgb(0 0 0 / 80%); color: #ddd', canvas],
    ['no background', 'color: #ddd', canvas],
    ['a dark color', 'background: #111; color: #ddd', { color: 'rgb(221, 221, 221)', background: 'rgb(17, 17, 17)' }],
    [
      'a gradient and a background for the dialog',
      'background: linear-gradient(#111, #222); color: #ddd; --waybill-cancel-item-dialog-background: #222',
      { color: 'rgb(221, 221, 221)', background: 'rgb(34, 34, 34)' },
    ],
  ] as const)
    it(`fit each other on a page with ${what} (E6)`, async () => {
      document.body.setAttribute('style', style);
      const element = await mount({}, { order: orderOf() });
      await open(element);
      for (const name of ['dialog', 'heading', 'keep']) {
        const { color } = getComputedStyle(part(element, name));
        expect(color).to.equal(expected.color, name);
      }
      expect(getComputedStyle(part(element, 'dialog')).backgroundColor).to.equal(expected.background);
    });

  it('follow the page from one opening to the next (E6)', async () => {
    document.body.setAttribute('style', 'background: linear-gradient(#111, #222); color: #ddd');
    const element = await mount({}, { order: orderOf() });
    await open(element);
    part(element, 'keep').click();
    document.body.setAttribute('style', 'background: #eee; color: #333');
    await open(element);
    const { color, backgroundColor } = getComputedStyle(part(element, 'dialog'));
    expect([color, backgroundColor]).to.deep.equal(['rgb(51, 51, 51)', 'rgb(238, 238, 238)']);
  });
});
