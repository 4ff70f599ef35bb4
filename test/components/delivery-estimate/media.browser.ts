import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { createEstimate, createFullEstimates } from './support/estimates.ts';
import { mount, mountRequested, removeMounted } from './support/mount.ts';
import { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';

type RuleWithMedia = { rule: CSSStyleRule; media: string };

/** The style rules of a rule list, each with its media query. */
function* rulesOf(rules: CSSRuleList, media = ''): Generator<RuleWithMedia> {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) yield { rule, media };
    if (rule instanceof CSSMediaRule) yield* rulesOf(rule.cssRules, rule.conditionText);
    else if ('cssRules' in rule) yield* rulesOf(rule.cssRules as CSSRuleList, media);
  }
}

const getAllRules = (): RuleWithMedia[] =>
  WaybillDeliveryEstimate.elementStyles.flatMap((style) => [
    ...rulesOf(('styleSheet' in style ? style.styleSheet : style)?.cssRules as CSSRuleList),
  ]);

const hasDuration = (durations: string): boolean =>
  durations.split(',').some((duration) => Number.parseFloat(duration) > 0);

describe('delivery-estimate: media settings of the reader', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('animations and transitions require prefers-reduced-motion: no-preference [A13]', () => {
    const allRules = getAllRules();
    assert.isAbove(allRules.length, 10);
    const moving = allRules.filter(({ rule, media }) => {
      const { animationName, transitionDuration } = rule.style;
      const isMoving = (animationName !== '' && animationName !== 'none') || hasDuration(transitionDuration);
      return isMoving && !media.includes('prefers-reduced-motion: no-preference');
    });
    assert.deepEqual(
      moving.map(({ rule }) => rule.cssText),
      [],
    );
  });

  it('no animation is infinite [A13]', () => {
    assert.deepEqual(
      getAllRules()
        .filter(({ rule }) => rule.style.animationIterationCount === 'infinite')
        .map(({ rule }) => rule.cssText),
      [],
    );
  });

  it('no animation runs during loading with reduced motion [A13]', async function () {
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await mount({ sku: 'cup' }, { source: () => new Promise(() => {}) });
    const running = element.shadowRoot?.getAnimations() ?? [];
    assert.lengthOf(
      running.filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0),
      0,
    );
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('a date that changes has a short tint, and a first one has none [A13]', async () => {
    let day = '2026-11-25';
    const element = await mountRequested(
      [],
      { sku: 'a' },
      { source: async () => createEstimate({ window: { from: day, to: day } }) },
    );
    const tints = () =>
      (element.shadowRoot?.getAnimations() ?? []).map(({ effect }) => Number(effect?.getComputedTiming().duration));
    assert.deepEqual(tints(), []);
    day = '2026-11-26';
    element.sku = 'b';
    await settle();
    assert.deepEqual(tints(), [400]);
  });

  it('a date that changes has no tint with reduced motion [A13]', async function () {
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await mount({}, { estimates: createEstimate() });
    element.estimates = createEstimate({ window: { from: '2026-11-26', to: '2026-11-26' } });
    await settle();
    assert.lengthOf(element.shadowRoot?.getAnimations() ?? [], 0);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('the focus has an outline, which is visible in forced colours [A12]', () => {
    const focusRules = getAllRules().filter(({ rule }) => rule.selectorText.includes(':focus-visible'));
    assert.isTrue(focusRules.some(({ rule }) => /outline(-width)?: 2px/.test(rule.cssText)));
    assert.isFalse(
      getAllRules().some(({ rule }) => /^(none|0px)$/.test(rule.style.outlineStyle)),
      'no rule removes an outline',
    );
  });

  it('every control has an outline with keyboard focus [A12]', async function () {
    const element = await mountRequested(createFullEstimates(), { countries: 'DE AT' });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    element.shadowRoot?.querySelector('summary')?.focus();
    // A background window shows no focus.
    if (!document.hasFocus()) this.skip();
    for (const tag of ['SELECT', 'INPUT', 'BUTTON', 'SUMMARY']) {
      await sendKeys({ press: 'Tab' });
      const focused = element.shadowRoot?.activeElement as Element;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      assert.deepEqual([focused.tagName, outlineStyle, outlineWidth], [tag, 'solid', '2px']);
    }
  });

  it('the skeleton has a border in forced colours [A12]', () => {
    const skeleton = getAllRules().filter(({ rule }) => /\.skeleton\b/.test(rule.selectorText));
    // Forced colours make a transparent border visible.
    assert.isTrue(
      skeleton.some(({ rule }) => /border[^;]*1px solid (transparent|rgba\(0, 0, 0, 0\))/.test(rule.cssText)),
    );
  });

  it('icons have no background image, which forced colours would remove [A12]', () => {
    const icons = getAllRules().filter(
      ({ rule }) => rule.style.content === '""' && !/skeleton/.test(rule.selectorText),
    );
    for (const { rule } of icons) {
      assert.notMatch(rule.style.backgroundImage, /url/, rule.selectorText);
    }
  });
});
