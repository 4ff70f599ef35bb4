import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createServerClock, getServerClock } from '../../../src/client/http/server-clock.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;

/** A device whose wall clock and performance clock advance together unless set apart. */
function createDevice(wallAtStart: number) {
  const time = { wall: wallAtStart, monotonic: 5_000 };
  const clock = createServerClock(
    () => time.monotonic,
    () => time.wall,
  );
  const advance = (ms: number) => {
    time.wall += ms;
    time.monotonic += ms;
  };
  return { time, clock, advance };
}

describe('server clock', () => {
  it('returns the device’s time before the first sample', () => {
    const { clock, advance } = createDevice(NOON);
    advance(1_000);
    assert.equal(clock.now(), NOON + 1_000);
  });

  for (const [name, error] of [
    ['three days ahead', 3 * DAY],
    ['ten years behind', -3_652 * DAY],
  ] as const) {
    it(`returns the server's time on a device ${name} [K01]`, () => {
      const { clock, advance } = createDevice(NOON + error);
      clock.observe(NOON, 200);
      assert.equal(clock.now(), NOON + 100);
      advance(60_000);
      assert.equal(clock.now(), NOON + 60_100);
    });
  }

  it('does not jump when the device’s clock is set [K01]', () => {
    const { clock, time, advance } = createDevice(NOON);
    clock.observe(NOON, 0);
    advance(5_000);
    time.wall += 3 * DAY;
    assert.equal(clock.now(), NOON + 5_000);
    clock.detectClockJump();
    assert.equal(clock.now(), NOON + 5_000);
  });

  it('prefers the sample with the smallest round trip', () => {
    const { clock } = createDevice(NOON);
    clock.observe(NOON, 1_000);
    assert.equal(clock.now(), NOON + 500);
    clock.observe(NOON, 100);
    assert.equal(clock.now(), NOON + 50);
    clock.observe(NOON + 1_500, 2_000);
    assert.equal(clock.now(), NOON + 50);
  });

  it('prefers a slower sample to one that is weeks old', () => {
    const { clock, advance } = createDevice(NOON);
    clock.observe(NOON, 20);
    advance(40 * DAY);
    clock.observe(NOON + 40 * DAY + 60_000, 300);
    assert.equal(clock.now(), NOON + 40 * DAY + 60_150);
  });

  it('uses times of a stream only without a better sample, and the least late one', () => {
    const { clock } = createDevice(NOON);
    clock.observe(NOON, Infinity);
    clock.observe(NOON + 400, Infinity);
    clock.observe(NOON + 100, Infinity);
    assert.equal(clock.now(), NOON + 400);
    clock.observe(NOON + 50, 3_000);
    assert.equal(clock.now(), NOON + 1_550);
    clock.observe(NOON + 2_000, Infinity);
    assert.equal(clock.now(), NOON + 1_550);
  });

  it('prefers the later of two contradictory samples, because the earlier one was cached [N21]', () => {
    const { clock } = createDevice(NOON);
    clock.observe(NOON - DAY, 2);
    clock.observe(NOON, 500);
    assert.equal(clock.now(), NOON + 250);
    clock.observe(NOON - DAY, 2);
    assert.equal(clock.now(), NOON + 250);
    clock.observe(NOON + 60_000, Infinity);
    assert.equal(clock.now(), NOON + 60_000);
  });

  it('ignores invalid samples', () => {
    const { clock } = createDevice(NOON);
    for (const [serverTime, roundTrip] of [
      [NaN, 10],
      [Infinity, 10],
      [NOON, -1],
      [NOON, NaN],
    ] as const) {
      clock.observe(serverTime, roundTrip);
    }
    assert.equal(clock.now(), NOON);
  });

  it('reports a clock jump of more than 10 s once', () => {
    const { clock, time, advance } = createDevice(NOON);
    let calls = 0;
    let jumpMs = 0;
    const unsubscribe = clock.onClockJump((ms) => {
      calls += 1;
      jumpMs = ms;
    });
    advance(60_000);
    time.wall += 10_000;
    assert.equal(clock.detectClockJump(), false);
    time.wall += 1;
    assert.equal(clock.detectClockJump(), true);
    assert.equal(clock.detectClockJump(), false);
    assert.equal(calls, 1);
    assert.equal(jumpMs, 10_001);
    time.wall -= 60_000;
    assert.equal(clock.detectClockJump(), true);
    assert.equal(calls, 2);
    assert.equal(jumpMs, -60_000);
    unsubscribe();
    time.wall += 60_000;
    assert.equal(clock.detectClockJump(), true);
    assert.equal(calls, 2);
  });

  it('any sample replaces the one from before sleep [L07]', () => {
    const { clock, time } = createDevice(NOON);
    clock.observe(NOON, 10);
    time.wall += DAY / 3;
    clock.detectClockJump();
    clock.observe(NOON + DAY / 3, 4_000);
    assert.equal(clock.now(), NOON + DAY / 3 + 2_000);
  });

  it('has a latest time for deadlines: after a jump ahead, the device may have slept (E8)', () => {
    const { clock, time, advance } = createDevice(NOON);
    clock.observe(NOON, 10);
    time.wall += DAY / 3;
    assert.equal(clock.latestNow(), clock.now());
    clock.detectClockJump();
    advance(1_000);
    assert.equal(clock.latestNow(), clock.now() + DAY / 3);
    time.wall -= DAY;
    clock.detectClockJump();
    assert.equal(clock.latestNow(), clock.now());
    time.wall += DAY;
    clock.detectClockJump();
    clock.observe(NOON + 1_000, 10);
    assert.equal(clock.latestNow(), clock.now());
  });

  it('is shared by all callers for the same origin', () => {
    assert.equal(getServerClock('https://shop.example'), getServerClock('https://shop.example'));
    assert.notEqual(getServerClock('https://shop.example'), getServerClock('https://other.example'));
  });
});
