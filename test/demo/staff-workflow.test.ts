import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  findButton,
  openDisclosure,
  waitForHeading,
  getEventKinds,
  openStaffPage,
  waitForStatus,
  staff,
  testInBrowser,
  typeAsScanner,
} from './staff-browser.ts';

/* The staff's pages in a browser, under the strict policy, on the real back end. */

describe('the staff’s workflow', () => {
  testInBrowser('an order is found, packed, handed over, delayed, ready and collected', async (page) => {
    const id = await staff.placeOrder();
    await openStaffPage(page);
    await waitForHeading(page, 'Overdue');
    // Without a focus, the code field receives the typed text.
    await typeAsScanner(page, id.toUpperCase());
    await waitForHeading(page, id.toUpperCase());
    await findButton(page, 'Packed: all 3 pieces').click();
    assert.match(await waitForStatus(page, /^Packed: 3 pieces/), /\d\d:\d\d\.$/);

    const tracking = page.getByLabel('Tracking number');
    await tracking.fill(`00 34 ${id}`);
    await findButton(page, 'Handed to the carrier').click();
    await waitForStatus(page, /^Handed to .*00 34/);

    await openDisclosure(page, 'Delayed');
    await page.getByLabel('Arrives from').fill('2026-12-20');
    await page.getByLabel('to', { exact: true }).fill('2026-12-22');
    await page.locator('main').getByLabel('Why').last().selectOption('weather');
    await findButton(page, 'Announce the new date').click();
    await waitForStatus(page, /now Sun 20 Dec – Tue 22 Dec/);
    assert.match(await page.locator('.promise').innerText(), /Promised .* now Sun 20 Dec – Tue 22 Dec/);

    // The parcel's label has the tracking number.
    await openStaffPage(page);
    await typeAsScanner(page, `0034${id}`);
    await waitForHeading(page, id.toUpperCase());
    await page.getByLabel('Code').last().fill('4711');
    await findButton(page, 'Arrived at the point').click();
    await waitForStatus(page, /^Arrived at the point: .* kept until/);
    await findButton(page, 'Collected').click();
    await waitForStatus(page, /^Delivered: .*at the pickup point/);

    const { events, shipments, promises } = await staff.getOrder(id);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['packed', 'accepted', 'promise_changed', 'ready_for_pickup', 'delivered'],
    );
    const [parcel, ...otherParcels] = shipments;
    assert.equal(otherParcels.length, 0);
    assert.equal(parcel?.status, 'delivered');
    assert.deepEqual(parcel?.lineItems, [
      { id: '1', quantity: 1 },
      { id: '2', quantity: 2 },
    ]);
    assert.equal(parcel?.pickup?.code, '4711');
    assert.deepEqual(parcel?.delivery, { kind: 'pickup_point' });
    assert.deepEqual(promises.map(({ window }) => window?.to).slice(1), ['2026-12-22']);
    assert.equal(promises[1]?.reason?.text, 'Das Wetter hält es auf.');
  });

  testInBrowser('a part of an order is packed, and the other items are packed in another parcel', async (page) => {
    const id = await staff.placeOrder();
    await openStaffPage(page, `/orders/${id}`);
    await openDisclosure(page, 'Partly packed');
    await page.getByLabel('Effi Briest').fill('0');
    await page.getByLabel('Spazieren in Berlin').fill('1');
    await findButton(page, 'Packed: only these').click();
    await waitForStatus(page, /^Packed: 1 piece /);
    await page.locator('h2', { hasText: 'In no parcel yet' }).waitFor();
    await findButton(page, 'Packed: all 2 pieces').click();
    await waitForStatus(page, /^Packed: 2 pieces/);
    const { shipments } = await staff.getOrder(id);
    assert.deepEqual(
      shipments.map(({ lineItems }) => lineItems),
      [
        [{ id: '2', quantity: 1 }],
        [
          { id: '1', quantity: 1 },
          { id: '2', quantity: 1 },
        ],
      ],
    );
  });

  testInBrowser('a new date for unshipped items changes only their promise', async (page) => {
    const id = await staff.placeOrder();
    await openStaffPage(page, `/orders/${id}`);
    await openDisclosure(page, 'Partly packed');
    await page.getByLabel('Effi Briest').fill('0');
    await findButton(page, 'Packed: only these').click();
    await waitForStatus(page, /^Packed: 2 pieces/);
    const unshipped = page.locator('.parcel', { hasText: 'In no parcel yet' });
    await unshipped.locator('summary', { hasText: 'Delayed' }).click();
    await unshipped.getByLabel('Arrives from').fill('2026-12-20');
    await unshipped.getByLabel('to', { exact: true }).fill('');
    await unshipped.getByRole('button', { name: 'Announce the new date' }).click();
    await waitForStatus(page, /now Sun 20 Dec\./);
    const promiseTexts = await page.locator('.parcel .promise').allInnerTexts();
    assert.deepEqual(promiseTexts.map((text) => /now/.test(text)).toSorted(), [false, true]);
    const { shipments, promises } = await staff.getOrder(id);
    assert.equal(promises.at(-1)?.shipmentId, shipments[1]?.id);
    assert.deepEqual(shipments[1]?.lineItems, [{ id: '1', quantity: 1 }]);
    await findButton(page, 'Packed: 1 piece').click();
    await waitForStatus(page, /^Packed: 1 piece/);
    assert.deepEqual(
      (await staff.getOrder(id)).shipments.map(({ status }) => status),
      ['packed', 'packed'],
    );
  });

  testInBrowser(
    'a scan with a skipped step is refused, with a button for the missing step',
    async (page) => {
      const id = await staff.placeOrder();
      await openStaffPage(page, `/orders/${id}`);
      await findButton(page, 'Packed: all').click();
      await waitForStatus(page, /^Packed/);
      await openDisclosure(page, 'Arrived at the point');
      await findButton(page, 'Arrived at the point').click();
      await page.getByRole('alert').filter({ hasText: '“Handed to the carrier” must be scanned first' }).waitFor();
      await findButton(page, 'Handed to the carrier').click();
      await waitForStatus(page, /^Handed to/);
      assert.deepEqual(await getEventKinds(id), ['packed', 'accepted']);
    },
    { allowed: /409/ },
  );

  testInBrowser('a mistaken scan is retracted', async (page) => {
    const id = await staff.placeOrder();
    await openStaffPage(page, `/orders/${id}`);
    await findButton(page, 'Packed: all').click();
    await waitForStatus(page, /^Packed/);
    await page.getByRole('button', { name: 'Retract this scan' }).click();
    await waitForStatus(page, /^Retracted: Packed/);
    await findButton(page, 'Packed: all 3 pieces').waitFor();
    assert.equal((await staff.getOrder(id)).shipments[0]?.status, 'unknown');
    await findButton(page, 'Packed: all 3 pieces').click();
    await waitForStatus(page, /^Packed/);
    assert.equal((await staff.getOrder(id)).shipments[0]?.status, 'packed');
  });

  testInBrowser('a customer’s request is refused with a reason, and another accepted', async (page) => {
    const ids = [await staff.placeOrder(), await staff.placeOrder()];
    for (const id of ids) {
      const response = await staff.handler(
        new Request(`http://shop.invalid/orders/${id}/cancellations`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': id, origin: 'http://shop.invalid' },
          body: JSON.stringify({ type: 'cancel-items', lineItems: [{ id: '1', quantity: 1 }], version: 1 }),
        }),
      );
      assert.equal(response.status, 202);
    }
    const [refused = '', accepted = ''] = ids;
    await openStaffPage(page, `/orders/${refused}`);
    await page
      .locator('.request', { hasText: 'The customer asks to cancel' })
      .locator('.lines', { hasText: 'Effi Briest' })
      .waitFor();
    await openDisclosure(page, 'Refuse');
    await findButton(page, 'Refuse').click();
    await waitForStatus(page, /^Refused/);
    await openStaffPage(page, `/orders/${accepted}`);
    await findButton(page, 'Accept').click();
    await waitForStatus(page, /^Accepted/);
    const getTotals = async (id: string): Promise<unknown> =>
      (await staff.getOrder(id)).lineItems.map(({ quantity }) => quantity?.total);
    assert.deepEqual(await getTotals(refused), [1, 2]);
    assert.deepEqual(await getTotals(accepted), [0, 2]);
  });
});

describe('the list of incidents', () => {
  testInBrowser('has an overdue step until its scan', async (page) => {
    const id = await staff.placeOrder();
    const entry = page.locator('.incidents li', { hasText: id.toUpperCase() });
    await openStaffPage(page);
    assert.equal(await entry.count(), 0);
    await staff.advanceHours(25);
    await openStaffPage(page);
    await entry.filter({ hasText: 'Not scanned: “Packed”' }).waitFor();
    await entry.getByRole('link').click();
    await waitForHeading(page, id.toUpperCase());
    await page.locator('.issues', { hasText: 'Not scanned: “Packed”' }).waitFor();
    await findButton(page, 'Packed: all').click();
    await waitForStatus(page, /^Packed/);
    await openStaffPage(page);
    assert.equal(await entry.isVisible(), false);
    await openDisclosure(page, 'Resolved');
    await entry.waitFor();
  });

  testInBrowser('has the oldest incident first', async (page) => {
    const older = await staff.placeOrder();
    await staff.advanceHours(1);
    const newer = await staff.placeOrder();
    await staff.advanceHours(30);
    await openStaffPage(page);
    const incidentTexts = await page.locator('main > .incidents a').allInnerTexts();
    const [first, second] = [older, newer].map((id) => incidentTexts.indexOf(id.toUpperCase()));
    assert.ok(first !== undefined && second !== undefined && first >= 0 && first < second);
  });
});

describe('the list of dead letters', () => {
  testInBrowser('has a refused message, which can be sent again', async (page) => {
    staff.setSubscriberUp(false);
    const id = await staff.placeOrder();
    await staff.advanceHours(0);
    staff.setSubscriberUp(true);
    const entry = page.locator('.incidents li', { has: page.locator(`a[href$="${id}"]`) });
    await openStaffPage(page);
    await entry.filter({ hasText: 'order.placed' }).getByRole('button', { name: 'Send again' }).click();
    await waitForStatus(page, /^Sent again to mail\.$/);
    await staff.advanceHours(0);
    await openStaffPage(page);
    await waitForHeading(page, 'Overdue');
    assert.equal(await entry.count(), 0);
  });
});
