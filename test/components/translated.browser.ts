import { assert } from '@open-wc/testing';
import '../../src/define.ts';
import { registerMessages } from '../../src/index.ts';
import cancelGerman from '../../src/i18n/messages/cancel/de.ts';
import german from '../../src/i18n/messages/de.ts';
import orderGerman from '../../src/i18n/messages/order/de.ts';
import { previewStates, showPreview } from '../../src/preview/preview.ts';
import { translate, untranslated, waysToTranslate } from '../support/translate.ts';
import { until } from '../support/until.ts';

type Shown = HTMLElement & { updateComplete: Promise<boolean> };

registerMessages(german, orderGerman, cancelGerman);

/* A visitor lets the browser translate the page. Whatever changes from then on, only new words are there. */
for (const [tag, names] of Object.entries(previewStates)) {
  describe(`${tag} in a page that is being translated`, () => {
    afterEach(() => document.body.replaceChildren());

    /** An element that asks shows its last answer for a while. */
    const states = names.filter((name) => name !== 'failed' && !(name === 'loading' && tag === 'waybill-delivery-estimate'));

    function show(element: Shown, state: string, lang: string): void {
      element.lang = lang;
      element.setAttribute('preview', state);
      showPreview(element);
    }

    function create(state: string, lang = 'en'): Shown {
      const element = document.createElement(tag) as Shown;
      show(element, state, lang);
      document.body.append(element);
      return element;
    }

    /** What is drawn, without what a screen reader was told on the way. */
    const textOf = ({ shadowRoot }: Shown): string =>
      [...(shadowRoot?.querySelectorAll('.base, dialog') ?? [])].map(({ textContent }) => textContent).join('');

    async function expectAlike(element: Shown, fresh: Shown, what: string): Promise<void> {
      await until(() => untranslated(textOf(element)) === textOf(fresh), what).catch(() => {
        assert.equal(untranslated(textOf(element)), textOf(fresh), what);
      });
    }

    states.forEach((state, index) => {
      const next = states[(index + 1) % states.length] ?? state;

      it(`${state}, then ${next}`, async () => {
        const element = create(state);
        await expectAlike(element, create(state), state);
        translate(element.shadowRoot as ShadowRoot, waysToTranslate[index % waysToTranslate.length]);
        show(element, next, 'en');
        await expectAlike(element, create(next), next);
      });

      it(`${state}, then in another language`, async () => {
        const element = create(state);
        await expectAlike(element, create(state), state);
        translate(element.shadowRoot as ShadowRoot, waysToTranslate[(index + 1) % waysToTranslate.length]);
        show(element, state, 'de');
        await expectAlike(element, create(state, 'de'), state);
      });
    });
  });
}
