import { pageClock } from '../../support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import { renderedText, mount, part, parts, collapsedText, removeMounted, textOf } from './support/mount.ts';
import { now, orderStates } from '../../support/order-fixtures.ts';

/* Requirements that hold in every state. */

const warn = console.warn;

describe('order-status: every state', () => {
  before(() => {
    pageClock.set(now);
    console.warn = () => {};
  });
  after(() => (console.warn = warn));
  afterEach(() => {
    removeMounted();
    document.body.removeAttribute('style');
  });

  for (const [name, createTestOrder] of Object.entries(orderStates)) {
    it(`${name}: the element with all details open has no axe violation on white and on black [A01]`, async () => {
      const element = await mount({}, { order: createTestOrder() });
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      await expect(element).to.be.accessible();
      document.body.style.cssText = 'background: #14161a; color: #e6e6e3';
      await expect(element).to.be.accessible();
    });

    it(`${name}: the element has a heading, a list of steps with one current, and <time> elements [A02]`, async () => {
      const element = await mount({}, { order: createTestOrder() });
      assert.equal(part(element, 'headline').role, 'heading');
      assert.equal(part(element, 'headline').ariaLevel, '2');
      for (const list of parts(element, 'steps')) {
        assert.equal(list.tagName, 'OL');
        assert.equal(list.getAttribute('role'), 'list');
        assert.isTrue([...list.children].every((child) => child.tagName === 'LI'));
        assert.lengthOf(list.querySelectorAll('[aria-current="step"]'), 1);
      }
      for (const run of parts(element, 'step-details')) {
        if (/\d:\d\d/.test(run.textContent)) assert.isNotNull(run.querySelector('time[datetime]'), run.textContent);
      }
      const dates = [...(element.shadowRoot?.querySelectorAll('time') ?? [])].map(({ dateTime }) => dateTime);
      assert.isTrue(
        dates.every((date) => /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(date)),
        dates.join(),
      );
      assert.notMatch(renderedText(element), /Invalid|NaN|undefined|null|\[object|[{}[\]]/);
    });

    it(`${name}: nothing overflows at 320 pixels, also with wide text spacing [A10]`, async () => {
      const element = await mount({ style: 'inline-size: 280px' }, { order: createTestOrder() });
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      assertInside(element);
      element.style.cssText += ';line-height: 1.5; letter-spacing: .12em; word-spacing: .16em';
      assertInside(element);
    });

    it(`${name}: a compact element has a line and a bar, and no heading or control`, async () => {
      const element = await mount({ layout: 'compact' }, { order: createTestOrder() });
      assert.isNull(part(element, 'headline').role);
      assert.isAtMost(element.getBoundingClientRect().height, 80);
      assert.isAtMost(parts(element, 'bar').length, 1);
      for (const bar of parts(element, 'bar')) assert.match(bar.ariaLabel ?? '', /^Step \d of \d: ./);
      assert.lengthOf(element.shadowRoot?.querySelectorAll('button, a, summary') ?? [], 0);
      await expect(element).to.be.accessible();
    });
  }

  it('the controls of several parcels have different names [A17]', async () => {
    const element = await mount({}, { order: orderStates['several parcels']?.() });
    const names = [...(element.shadowRoot?.querySelectorAll('button, a, summary') ?? [])].map(collapsedText);
    assert.deepEqual(names, [...new Set(names)]);
    assert.include(names, 'Copy number 1Z999AA10123456784');
    assert.include(names, 'Track with DHL 00340434161094042557');
  });

  it('targets are at least 24 pixels, also with a small font size [A15]', async () => {
    const element = await mount({ style: 'font-size: 9px' }, { order: orderStates['delivered']?.() });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    for (const target of element.shadowRoot?.querySelectorAll('summary, button, a') ?? []) {
      assert.isAtLeast(
        Math.min(target.getBoundingClientRect().width, target.getBoundingClientRect().height),
        24,
        target.tagName,
      );
    }
  });

  it('the current step differs by font weight and shape, not only by colour [A12]', async () => {
    const element = await mount({}, { order: orderStates['under way']?.() });
    const getStyle = (selector: string, pseudo?: string) =>
      getComputedStyle(element.shadowRoot?.querySelector(selector) as Element, pseudo);
    assert.isAbove(
      Number(getStyle('.step.current .label').fontWeight),
      Number(getStyle('.step.done .label').fontWeight),
    );
    assert.notEqual(
      getStyle('.step.current', '::before').outlineStyle,
      getStyle('.step.done', '::before').outlineStyle,
    );
    assert.notEqual(
      getStyle('.step.done', '::before').borderTopWidth,
      getStyle('.step.to-come', '::before').borderTopWidth,
    );
  });

  it('the element has no animations and transitions [A13]', async () => {
    const element = await mount({}, { order: orderStates['under way']?.() });
    assert.lengthOf(element.shadowRoot?.getAnimations() ?? [], 0);
    for (const inner of element.shadowRoot?.querySelectorAll('*') ?? []) {
      const { animationName, transitionDuration } = getComputedStyle(inner);
      assert.equal(animationName, 'none');
      assert.match(transitionDuration, /^(0s(, )?)+$/);
    }
  });

  it('a relative time has a datetime, and the last scan has its time of day [A20]', async () => {
    const element = await mount({}, { order: orderStates['under way']?.() });
    const updated = part(element, 'freshness').querySelector('time') ?? undefined;
    const scanned = part(element, 'latest').querySelector('time') ?? undefined;
    assert.equal(collapsedText(updated), '3 minutes ago');
    assert.equal(updated?.dateTime, '2026-11-23T10:57:00.000Z');
    assert.equal(collapsedText(scanned), 'today, 4:40 AM');
    assert.equal(scanned?.dateTime, '2026-11-23T03:40:00Z');
  });

  it('custom properties on :root style the element', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { --waybill-color-accent: rgb(1, 2, 3); --waybill-order-status-headline-size: 40px }');
    document.adoptedStyleSheets = [sheet];
    const element = await mount({}, { order: orderStates['under way']?.() });
    assert.equal(getComputedStyle(part(element, 'step'), '::before').borderTopColor, 'rgb(1, 2, 3)');
    assert.equal(getComputedStyle(part(element, 'headline')).fontSize, '40px');
    document.adoptedStyleSheets = [];
  });

  it('ready for pickup: the place has opening hours, a deadline and a code', async () => {
    const element = await mount({}, { order: orderStates['ready for pickup']?.() });
    assert.equal(textOf(element, 'place'), 'Kiosk SonnenalleeSonnenallee 12, 12047 BerlinMon–Sat 8:00–20:00');
    assert.equal(textOf(element), 'Ready for pickup until Sat 28 November');
    assert.equal(textOf(element, 'facts'), 'Code 4711');
  });
});

function assertInside(element: Element): void {
  const { left, right } = element.getBoundingClientRect();
  for (const inner of element.shadowRoot?.querySelectorAll('*') ?? []) {
    const box = inner.getBoundingClientRect();
    if (box.width <= 1) continue;
    assert.isAtLeast(box.left, left - 0.5, `${inner.tagName}.${inner.className}`);
    assert.isAtMost(box.right, right + 0.5, `${inner.tagName}.${inner.className}`);
    if (inner.clientWidth > 0)
      assert.isAtMost(inner.scrollWidth, inner.clientWidth + 1, `${inner.tagName}.${inner.className}`);
  }
}
