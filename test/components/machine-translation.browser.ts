import { assert } from '@open-wc/testing';
import '../../src/define.ts';
import { registerMessages } from '../../src/index.ts';
import cancelGerman from '../../src/i18n/locales/de/cancel.ts';
import german from '../../src/i18n/locales/de/estimate.ts';
import orderGerman from '../../src/i18n/locales/de/order.ts';
import { previewStates, showPreview } from '../../src/preview/preview.ts';
import { simulateTranslation, stripTranslationMarks, translationModes } from '../support/simulate-translation.ts';
import { waitFor } from '../support/wait-for.ts';

type PreviewElement = HTMLElement & { updateComplete: Promise<boolean> };

registerMessages(german, orderGerman, cancelGerman);

/* The browser translates a page. After a later update, an element has no leftover of the earlier text. */
for (const [tag, names] of Object.entries(previewStates)) {
  describe(`${tag} in a page that the browser has translated (E2)`, () => {
    afterEach(() => document.body.replaceChildren());

    /** States in which an element shows its last estimate for some time are excluded. */
    const states = names.filter(
      (name) => name !== 'failed' && !(name === 'loading' && tag === 'waybill-delivery-estimate'),
    );

    function setPreview(element: PreviewElement, state: string, lang: string): void {
      element.lang = lang;
      element.setAttribute('preview', state);
      showPreview(element);
    }

    function create(state: string, lang = 'en'): PreviewElement {
      const element = document.createElement(tag) as PreviewElement;
      setPreview(element, state, lang);
      document.body.append(element);
      return element;
    }

    /** The rendered text without the live regions. */
    const textOf = ({ shadowRoot }: PreviewElement): string =>
      [...(shadowRoot?.querySelectorAll('.base, dialog') ?? [])].map(({ textContent }) => textContent).join('');

    async function expectSameText(element: PreviewElement, newElement: PreviewElement, what: string): Promise<void> {
      await waitFor(() => stripTranslationMarks(textOf(element)) === textOf(newElement), what).catch(() => {
        assert.equal(stripTranslationMarks(textOf(element)), textOf(newElement), what);
      });
    }

    states.forEach((state, index) => {
      const next = states[(index + 1) % states.length] ?? state;

      it(`${state}, then ${next}: the text is new`, async () => {
        const element = create(state);
        await expectSameText(element, create(state), state);
        simulateTranslation(element.shadowRoot as ShadowRoot, translationModes[index % translationModes.length]);
        setPreview(element, next, 'en');
        await expectSameText(element, create(next), next);
      });

      it(`${state}, then in another language: the text is new`, async () => {
        const element = create(state);
        await expectSameText(element, create(state), state);
        simulateTranslation(element.shadowRoot as ShadowRoot, translationModes[(index + 1) % translationModes.length]);
        setPreview(element, state, 'de');
        await expectSameText(element, create(state, 'de'), state);
      });
    });
  });
}
