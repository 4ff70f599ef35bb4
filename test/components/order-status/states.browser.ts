import { pageClock } from '../delivery-estimate/support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import { drawnText, mount, part, parts, plain, removeMounted, textOf } from './support/mount.ts';
import { now, states } from './support/orders.ts';

/* What must hold in every state there is. */

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

  for (const [name, make] of Object.entries(states)) {
    it(`A01 ${name}: no axe violation, everything unfolded, on white and on black`, async () => {
      const element = await mount({}, { order: make() });
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      await expect(element).to.be.accessible();
      document.body.style.cssText = 'background: #14161a; color: #e6e6e3';
      await expect(element).to.be.accessible();
    });

    it(`A02 ${name}: a heading, steps as a list with one current, times as such`, async () => {
      const element = await mount({}, { order: make() });
      assert.equal(part(element, 'headline').tagName, 'H2');
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
      assert.isTrue(dates.every((date) => /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(date)), dates.join());
      assert.notMatch(drawnText(element), /Invalid|NaN|undefined|null|\[object|[{}[\]]/);
    });

    it(`A10 ${name}: nothing beyond the edge at 320 pixels, also with wide spacing`, async () => {
      const element = await mount({ style: 'inline-size: 280px' }, { order: make() });
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      assertInside(element);
      element.style.cssText += ';line-height: 1.5; letter-spacing: .12em; word-spacing: .16em';
      assertInside(element);
    });

    it(`${name}: compact is a line and a slim row of steps, and no heading`, async () => {
      const element = await mount({ compact: '' }, { order: make() });
      assert.equal(part(element, 'headline').tagName, 'P');
      assert.isAtMost(element.getBoundingClientRect().height, 80);
      assert.isAtMost(parts(element, 'steps').length, 1);
      assert.lengthOf(parts(element, 'button'), 0);
      await expect(element).to.be.accessible();
    });
  }

  it('A17: no two controls are named alike, with several parcels', async () => {
    const element = await mount({}, { order: states['several parcels']?.() });
    const names = [...(element.shadowRoot?.querySelectorAll('button, a, summary') ?? [])].map(plain);
    assert.deepEqual(names, [...new Set(names)]);
    assert.include(names, 'Copy number 1Z999AA10123456784');
    assert.include(names, 'Track the parcel 00340434161094042557');
  });

  it('A15: targets are at least 24 pixels, in small type too', async () => {
    const element = await mount({ style: 'font-size: 9px' }, { order: states['delivered']?.() });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    for (const target of element.shadowRoot?.querySelectorAll('summary, button') ?? []) {
      assert.isAtLeast(Math.min(target.getBoundingClientRect().width, target.getBoundingClientRect().height), 24, target.tagName);
    }
  });

  it('A12: what marks the current step is its weight and its shape, not its colour alone', async () => {
    const element = await mount({}, { order: states['under way']?.() });
    const style = (selector: string, pseudo?: string) =>
      getComputedStyle(element.shadowRoot?.querySelector(selector) as Element, pseudo);
    assert.isAbove(Number(style('.current .label').fontWeight), Number(style('.done .label').fontWeight));
    assert.notEqual(style('.current', '::before').outlineStyle, style('.done', '::before').outlineStyle);
    assert.notEqual(style('.done', '::before').borderTopWidth, style('.to-come', '::before').borderTopWidth);
  });

  it('A13: nothing moves by itself', async () => {
    const element = await mount({}, { order: states['under way']?.() });
    assert.lengthOf(element.shadowRoot?.getAnimations() ?? [], 0);
    for (const inner of element.shadowRoot?.querySelectorAll('*') ?? []) {
      const { animationName, transitionDuration } = getComputedStyle(inner);
      assert.equal(animationName, 'none');
      assert.match(transitionDuration, /^(0s(, )?)+$/);
    }
  });

  it('A20: what is told as “ago” carries its time; what a carrier saw is told by the clock', async () => {
    const element = await mount({}, { order: states['under way']?.() });
    const [updated, seen] = [...part(element, 'freshness').querySelectorAll('time')];
    assert.equal(plain(updated), '3 minutes ago');
    assert.equal(updated?.dateTime, '2026-11-23T10:57:00.000Z');
    assert.match(plain(seen) ?? '', /\d:\d\d/);
  });

  it('a theme reaches it from the page’s root', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { --waybill-color-accent: rgb(1, 2, 3); --waybill-order-status-headline-size: 40px }');
    document.adoptedStyleSheets = [sheet];
    const element = await mount({}, { order: states['under way']?.() });
    assert.equal(getComputedStyle(part(element, 'step'), '::before').borderTopColor, 'rgb(1, 2, 3)');
    assert.equal(getComputedStyle(part(element, 'headline')).fontSize, '40px');
    document.adoptedStyleSheets = [];
  });

  it('ready for pickup: place, hours, until when, code', async () => {
    const element = await mount({}, { order: states['ready for pickup']?.() });
    assert.equal(textOf(element, 'place'), 'Kiosk SonnenalleeSonnenallee 12, 12047 BerlinMon–Sat 8:00–20:00');
    assert.match(textOf(element, 'facts') ?? '', /Kept until Sat, November 28.*Code 4711/);
  });
});

function assertInside(element: Element): void {
  const { left, right } = element.getBoundingClientRect();
  for (const inner of element.shadowRoot?.querySelectorAll('*') ?? []) {
    const box = inner.getBoundingClientRect();
    if (box.width <= 1) continue;
    assert.isAtLeast(box.left, left - 0.5, `${inner.tagName}.${inner.className}`);
    assert.isAtMost(box.right, right + 0.5, `${inner.tagName}.${inner.className}`);
    if (inner.clientWidth > 0) assert.isAtMost(inner.scrollWidth, inner.clientWidth + 1, `${inner.tagName}.${inner.className}`);
  }
}
