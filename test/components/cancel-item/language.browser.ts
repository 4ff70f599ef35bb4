import { expect } from '@open-wc/testing';
import english from '../../../src/i18n/messages/cancel/en.ts';
import { registerMessages } from '../../../src/i18n/register.ts';
import { frames, mount, part, removeMounted, textOf } from './support/mount.ts';
import { actionOf, orderOf } from './support/orders.ts';

describe('the language of the cancel element', () => {
  afterEach(removeMounted);

  it('a pack that comes later, also from right to left, and dates in its own way', async () => {
    const element = await mount({ lang: 'he' }, { order: orderOf({ actions: [actionOf({ until: '2099-12-01T16:00:00Z' })] }) });
    const base = (): HTMLElement | null | undefined => element.shadowRoot?.querySelector<HTMLElement>('.base');
    expect([base()?.lang, base()?.dir]).to.deep.equal(['en', 'ltr']);
    registerMessages({ language: 'he', cancel: { ...english.cancel, item: { ...english.cancel.item, open: 'ביטול', named: 'ביטול {item}' } } });
    await element.updateComplete;
    expect([base()?.lang, base()?.dir, textOf(element, 'open')]).to.deep.equal(['he', 'rtl', 'ביטול']);
    expect(textOf(element, 'until')).to.match(/[א-ת]/);
    part(element, 'open').click();
    await element.updateComplete;
    await frames();
    expect(part(element, 'dialog').dir).to.equal('rtl');
    const [keep, confirm] = ['keep', 'confirm'].map((name) => part(element, name).getBoundingClientRect());
    expect((keep?.left ?? 0) > (confirm?.left ?? 0) || (keep?.top ?? 0) < (confirm?.top ?? 0)).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('D22: a language that is none, or one without a pack: the page’s, then English', async () => {
    for (const lang of ['xx-invalid', 'th-TH-u-ca-buddhist', 'ar-EG', '']) {
      const element = await mount({ lang }, { order: orderOf() });
      expect(textOf(element, 'open'), lang).to.equal('Cancel');
    }
  });
});
