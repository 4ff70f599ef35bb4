import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { button, disclose, heading, kinds, open, said, staff, walk, wedge } from './staff-walk.ts';

/* The staff's pages as those who scan use them: in a browser, under the strict policy, on the real back end. */

describe('from the shelf to the customer', () => {
  walk('a scanner finds the order; packed, handed over, late, arrived, collected', async (page) => {
    const id = await staff.place();
    await open(page);
    await heading(page, 'What is late');
    // Nothing has the focus: the field takes what is typed.
    await wedge(page, id.toUpperCase());
    await heading(page, id.toUpperCase());
    await button(page, 'Packed: all 3 pieces').click();
    assert.match(await said(page, /^Packed: 3 pieces/), /\d\d:\d\d\.$/);

    const tracking = page.getByLabel('Tracking number');
    await tracking.fill(`00 34 ${id}`);
    await button(page, 'Handed to the carrier').click();
    await said(page, /^Handed to .*00 34/);

    await disclose(page, 'Delayed');
    await page.getByLabel('Comes from').fill('2026-12-20');
    await page.getByLabel('to', { exact: true }).fill('2026-12-22');
    await page.locator('main').getByLabel('Why').last().selectOption('weather');
    await button(page, 'Tell the new date').click();
    await said(page, /now Sun 20 Dec – Tue 22 Dec/);
    assert.match(await page.locator('.promise').innerText(), /Promised .* now Sun 20 Dec – Tue 22 Dec/);

    // The label of the parcel has another number than the order.
    await open(page);
    await wedge(page, `0034${id}`);
    await heading(page, id.toUpperCase());
    await page.getByLabel('Code').last().fill('4711');
    await button(page, 'Arrived at the point').click();
    await said(page, /^Arrived at the point: .* kept until/);
    await button(page, 'Collected').click();
    await said(page, /^Delivered: .*at the pickup point/);

    const { events, shipments, promises } = await staff.order(id);
    assert.deepEqual(events.map(({ kind }) => kind), ['packed', 'accepted', 'promise_changed', 'ready_for_pickup', 'delivered']);
    const [parcel, ...others] = shipments;
    assert.equal(others.length, 0);
    assert.equal(parcel?.status, 'delivered');
    assert.deepEqual(parcel?.lineItems, [{ id: '1', quantity: 1 }, { id: '2', quantity: 2 }]);
    assert.equal(parcel?.pickup?.code, '4711');
    assert.deepEqual(parcel?.delivery, { kind: 'pickup_point' });
    assert.deepEqual(promises.map(({ window }) => window?.to).slice(1), ['2026-12-22']);
    assert.equal(promises[1]?.reason?.text, 'Das Wetter hält es auf.');
  });

  walk('part of it is packed, the rest waits for its own parcel', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await disclose(page, 'Packed, but not all of it');
    await page.getByLabel('Effi Briest').fill('0');
    await page.getByLabel('Spazieren in Berlin').fill('1');
    await button(page, 'Packed: only these').click();
    await said(page, /^Packed: 1 piece /);
    await page.locator('h2', { hasText: 'In no parcel yet' }).waitFor();
    await button(page, 'Packed: all 2 pieces').click();
    await said(page, /^Packed: 2 pieces/);
    const { shipments } = await staff.order(id);
    assert.deepEqual(shipments.map(({ lineItems }) => lineItems), [
      [{ id: '2', quantity: 1 }],
      [{ id: '1', quantity: 1 }, { id: '2', quantity: 1 }],
    ]);
  });

  walk('a new date for what is in no parcel is about that alone', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await disclose(page, 'Packed, but not all of it');
    await page.getByLabel('Effi Briest').fill('0');
    await button(page, 'Packed: only these').click();
    await said(page, /^Packed: 2 pieces/);
    const rest = page.locator('.part', { hasText: 'In no parcel yet' });
    await rest.locator('summary', { hasText: 'Delayed' }).click();
    await rest.getByLabel('Comes from').fill('2026-12-20');
    await rest.getByLabel('to', { exact: true }).fill('');
    await rest.getByRole('button', { name: 'Tell the new date' }).click();
    await said(page, /now Sun 20 Dec\./);
    const told = await page.locator('.part .promise').allInnerTexts();
    assert.deepEqual(told.map((text) => /now/.test(text)).toSorted(), [false, true]);
    const { shipments, promises } = await staff.order(id);
    assert.equal(promises.at(-1)?.shipmentId, shipments[1]?.id);
    assert.deepEqual(shipments[1]?.lineItems, [{ id: '1', quantity: 1 }]);
    await button(page, 'Packed: 1 piece').click();
    await said(page, /^Packed: 1 piece/);
    assert.deepEqual((await staff.order(id)).shipments.map(({ status }) => status), ['packed', 'packed']);
  });

  walk('a skipped step is said in words, with the missing one as a button', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await button(page, 'Packed: all').click();
    await said(page, /^Packed/);
    await disclose(page, 'Arrived at the point');
    await button(page, 'Arrived at the point').click();
    await page.getByRole('alert').filter({ hasText: '“Handed to the carrier” has to be scanned first' }).waitFor();
    await button(page, 'Handed to the carrier').click();
    await said(page, /^Handed to/);
    assert.deepEqual(await kinds(id), ['packed', 'accepted']);
  }, { allowed: /409/ });

  walk('a mistake is taken back', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await button(page, 'Packed: all').click();
    await said(page, /^Packed/);
    await page.getByRole('button', { name: 'That was a mistake' }).click();
    await said(page, /^Taken back: Packed/);
    await button(page, 'Packed: all 3 pieces').waitFor();
    assert.equal((await staff.order(id)).shipments[0]?.status, 'unknown');
    await button(page, 'Packed: all 3 pieces').click();
    await said(page, /^Packed/);
    assert.equal((await staff.order(id)).shipments[0]?.status, 'packed');
  });

  walk('a customer’s request is refused with a reason, and another accepted', async (page) => {
    const ids = [await staff.place(), await staff.place()];
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
    await open(page, `/orders/${refused}`);
    await page.locator('.request', { hasText: 'The customer asks to cancel' }).locator('.lines', { hasText: 'Effi Briest' }).waitFor();
    await disclose(page, 'Refuse');
    await button(page, 'Refuse').click();
    await said(page, /^Refused/);
    await open(page, `/orders/${accepted}`);
    await button(page, 'Accept').click();
    await said(page, /^Accepted/);
    const totals = async (id: string): Promise<unknown> => (await staff.order(id)).lineItems.map(({ quantity }) => quantity?.total);
    assert.deepEqual(await totals(refused), [1, 2]);
    assert.deepEqual(await totals(accepted), [0, 2]);
  });
});

describe('what is late', () => {
  walk('an incident is listed once its time has passed, and done once it is scanned', async (page) => {
    const id = await staff.place();
    const entry = page.locator('.incidents li', { hasText: id.toUpperCase() });
    await open(page);
    assert.equal(await entry.count(), 0);
    await staff.pass(25);
    await open(page);
    await entry.filter({ hasText: 'Not scanned: “Packed”' }).waitFor();
    await entry.getByRole('link').click();
    await heading(page, id.toUpperCase());
    await page.locator('.troubles', { hasText: 'Not scanned: “Packed”' }).waitFor();
    await button(page, 'Packed: all').click();
    await said(page, /^Packed/);
    await open(page);
    assert.equal(await entry.isVisible(), false);
    await disclose(page, 'Late, and done since');
    await entry.waitFor();
  });

  walk('the oldest comes first', async (page) => {
    const older = await staff.place();
    await staff.pass(1);
    const newer = await staff.place();
    await staff.pass(30);
    await open(page);
    const listed = await page.locator('main > .incidents a').allInnerTexts();
    const [first, second] = [older, newer].map((id) => listed.indexOf(id.toUpperCase()));
    assert.ok(first !== undefined && second !== undefined && first >= 0 && first < second);
  });
});

describe('what could not be told', () => {
  walk('a dead letter is listed, and sent again', async (page) => {
    staff.isHeard(false);
    const id = await staff.place();
    await staff.pass(0);
    staff.isHeard(true);
    const entry = page.locator('.incidents li', { has: page.locator(`a[href$="${id}"]`) });
    await open(page);
    await entry.filter({ hasText: 'order.placed' }).getByRole('button', { name: 'Send again' }).click();
    await said(page, /^It is sent to mail again\.$/);
    await staff.pass(0);
    await open(page);
    await heading(page, 'What is late');
    assert.equal(await entry.count(), 0);
  });
});
