import { assert } from '@open-wc/testing';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import ar from '../../../src/i18n/locales/ar/order.ts';
import he from '../../../src/i18n/locales/he/order.ts';
import { createEvent, createOrder, createShipment } from '../../support/order-fixtures.ts';
import { pageClock } from '../../support/page-clock.ts';
import { mount, parts, removeMounted } from './support/mount.ts';

describe('order-status: history entries', () => {
  beforeEach(() => pageClock.set('2026-11-23T11:00:00Z'));
  afterEach(removeMounted);
  registerMessages(ar);
  registerMessages(he);

  for (const lang of ['en', 'ar', 'he'])
    it(`have the space between text and place outside of the isolates in ${lang} (E13)`, async () => {
      const event = createEvent('accepted', '2026-11-21T07:05:00Z', {
        text: 'Arrived at the depot',
        place: { name: 'Berlin' },
      });
      const events = [event, createEvent('departed_facility', '2026-11-22T03:40:00Z', { text: 'Left' })];
      const order = createOrder({ shipments: [createShipment('s1')], events });
      const element = await mount({ lang }, { order });
      const entry = parts(element, 'event').find((each) => each.textContent.includes('Berlin'));
      if (!entry) throw new Error(element.shadowRoot?.textContent);
      const isolates = [...(entry?.querySelectorAll('bdi') ?? [])].map(({ textContent }) => textContent);
      assert.include(isolates, 'Berlin');
      assert.isTrue(isolates.every((text) => text === text.trim()));
      assert.match(entry?.lastElementChild?.textContent ?? '', / Berlin$/);
    });
});
