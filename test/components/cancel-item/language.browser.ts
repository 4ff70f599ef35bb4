import { expect } from '@open-wc/testing';
import english from '../../../src/i18n/locales/en/cancel.ts';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import { frames, mount, part, removeMounted, textOf } from './support/mount.ts';
import { actionOf, orderOf } from './support/orders.ts';

describe('the language of the cancel element', () => {
  afterEach(removeMounted);

  it('a right-to-left pack that is registered later updates texts, direction and dates', async () => {
    const element = await mount(
      { lang: 'he' },
      { order: orderOf({ actions: [actionOf({ until: '2099-12-01T16:00:00Z' })] }) },
    );
    const getBase = (): HTMLElement | null | undefined => element.shadowRoot?.querySelector<HTMLElement>('.base');
    expect([getBase()?.lang, getBase()?.dir]).to.deep.equal(['en', 'ltr']);
    registerMessages({
      language: 'he',
      cancel: { ...english.cancel, item: { ...english.cancel.item, open: 'ביטול', named: 'ביטול {item}' } },
    });
    await element.updateComplete;
    expect([getBase()?.lang, getBase()?.dir, textOf(element, 'trigger')]).to.deep.equal(['he', 'rtl', 'ביטול']);
    expect(textOf(element, 'until')).to.match(/[א-ת]/);
    part(element, 'trigger').click();
    await element.updateComplete;
    await frames();
    for (const name of ['dialog', 'status'])
      expect([part(element, name).lang, part(element, name).dir], name).to.deep.equal(['he', 'rtl']);
    const [keep, confirm] = ['keep', 'confirm'].map((name) => part(element, name).getBoundingClientRect());
    expect((keep?.left ?? 0) > (confirm?.left ?? 0) || (keep?.top ?? 0) < (confirm?.top ?? 0)).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('an invalid language, or one without a pack, falls back to English [D22]', async () => {
    for (const lang of ['xx-invalid', 'th-TH-u-ca-buddhist', 'ar-EG', '']) {
      const element = await mount({ lang }, { order: orderOf() });
      expect(textOf(element, 'trigger'), lang).to.equal('Cancel');
    }
  });
});
