import { pageClock } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { richEstimates } from './support/estimates.ts';
import { mount, mountAnswered, removeMounted } from './support/mount.ts';
import { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';

type Found = { rule: CSSStyleRule; media: string };

/** Every style rule of the element with the media it stands in. */
function* rulesOf(rules: CSSRuleList, media = ''): Generator<Found> {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) yield { rule, media };
    if (rule instanceof CSSMediaRule) yield* rulesOf(rule.cssRules, rule.conditionText);
    else if ('cssRules' in rule) yield* rulesOf(rule.cssRules as CSSRuleList, media);
  }
}

const all = (): Found[] =>
  WaybillDeliveryEstimate.elementStyles.flatMap((style) => [...rulesOf(('styleSheet' in style ? style.styleSheet : style)?.cssRules as CSSRuleList)]);

const lasts = (durations: string): boolean => durations.split(',').some((duration) => Number.parseFloat(duration) > 0);

describe('delivery-estimate: what a reader has set', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('A13 nothing moves unless the reader has nothing against it', () => {
    const found = all();
    assert.isAbove(found.length, 10);
    const moving = found.filter(({ rule, media }) => {
      const { animationName, transitionDuration } = rule.style;
      const isMoving = (animationName !== '' && animationName !== 'none') || lasts(transitionDuration);
      return isMoving && !media.includes('prefers-reduced-motion: no-preference');
    });
    assert.deepEqual(moving.map(({ rule }) => rule.cssText), []);
  });

  it('A13 nothing moves for ever, even then', () => {
    assert.deepEqual(all().filter(({ rule }) => rule.style.animationIterationCount === 'infinite').map(({ rule }) => rule.cssText), []);
  });

  it('A13 while loading, nothing runs where motion is reduced', async function () {
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await mount({ sku: 'cup' }, { source: () => new Promise(() => {}) });
    const running = element.shadowRoot?.getAnimations() ?? [];
    assert.lengthOf(running.filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0), 0);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('A12 focus is shown by an outline, which forced colours keep', () => {
    const focus = all().filter(({ rule }) => rule.selectorText.includes(':focus-visible'));
    assert.isTrue(focus.some(({ rule }) => /outline(-width)?: 2px/.test(rule.cssText)));
    assert.isFalse(all().some(({ rule }) => /^(none|0px)$/.test(rule.style.outlineStyle)), 'and none is taken away');
  });

  it('A12 the outline is there for whoever walks by keyboard', async function () {
    const element = await mountAnswered(richEstimates(), { countries: 'DE AT' });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    element.shadowRoot?.querySelector('summary')?.focus();
    // A window in the background has no focus to show.
    if (!document.hasFocus()) this.skip();
    for (const tag of ['SELECT', 'INPUT', 'BUTTON', 'SUMMARY']) {
      await sendKeys({ press: 'Tab' });
      const focused = element.shadowRoot?.activeElement as Element;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      assert.deepEqual([focused.tagName, outlineStyle, outlineWidth], [tag, 'solid', '2px']);
    }
  });

  it('A12 what is only drawn by a background has another form in forced colours', () => {
    const skeleton = all().filter(({ rule }) => /\.skeleton\b/.test(rule.selectorText));
    // Forced colours give a transparent border one that is seen.
    assert.isTrue(skeleton.some(({ rule }) => /border[^;]*1px solid (transparent|rgba\(0, 0, 0, 0\))/.test(rule.cssText)));
  });

  it('A12 every icon is drawn with borders in the colour of the text', () => {
    const icons = all().filter(({ rule }) => rule.style.content === '""' && !/skeleton/.test(rule.selectorText));
    for (const { rule } of icons) {
      assert.notMatch(rule.style.backgroundImage, /url/, rule.selectorText);
    }
  });
});
