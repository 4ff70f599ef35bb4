import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createServerClock, serverClockOf } from '../../src/client/server-clock.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;

/** Two clocks that go on together, and can be set apart. */
function device(wallAtStart: number) {
  const time = { wall: wallAtStart, monotonic: 5_000 };
  const clock = createServerClock(
    () => time.monotonic,
    () => time.wall,
  );
  const pass = (ms: number) => {
    time.wall += ms;
    time.monotonic += ms;
  };
  return { time, clock, pass };
}

describe('server clock', () => {
  it('is the device until the server has spoken', () => {
    const { clock, pass } = device(NOON);
    pass(1_000);
    assert.equal(clock.now(), NOON + 1_000);
    assert.equal(clock.isKnown, false);
  });

  for (const [name, error] of [['three days ahead', 3 * DAY], ['ten years behind', -3_652 * DAY]] as const) {
    it(`K01: tells the server's time on a device ${name}`, () => {
      const { clock, pass } = device(NOON + error);
      clock.observe(NOON, 200);
      assert.equal(clock.isKnown, true);
      assert.equal(clock.now(), NOON + 100);
      pass(60_000);
      assert.equal(clock.now(), NOON + 60_100);
    });
  }

  it('K01: does not jump when the device is set during the session', () => {
    const { clock, time, pass } = device(NOON);
    clock.observe(NOON, 0);
    pass(5_000);
    time.wall += 3 * DAY;
    assert.equal(clock.now(), NOON + 5_000);
    clock.checkDrift();
    assert.equal(clock.now(), NOON + 5_000);
  });

  it('lets the smallest round trip win', () => {
    const { clock } = device(NOON);
    clock.observe(NOON, 1_000);
    assert.equal(clock.now(), NOON + 500);
    clock.observe(NOON, 100);
    assert.equal(clock.now(), NOON + 50);
    clock.observe(NOON + 1_500, 2_000);
    assert.equal(clock.now(), NOON + 50);
  });

  it('takes a slower answer when the quick one is weeks old', () => {
    const { clock, pass } = device(NOON);
    clock.observe(NOON, 20);
    pass(40 * DAY);
    clock.observe(NOON + 40 * DAY + 60_000, 300);
    assert.equal(clock.now(), NOON + 40 * DAY + 60_150);
  });

  it('takes a pushed time only where nothing better is known, and the least late one', () => {
    const { clock } = device(NOON);
    clock.observe(NOON, Infinity);
    clock.observe(NOON + 400, Infinity);
    clock.observe(NOON + 100, Infinity);
    assert.equal(clock.now(), NOON + 400);
    clock.observe(NOON + 50, 3_000);
    assert.equal(clock.now(), NOON + 1_550);
    clock.observe(NOON + 2_000, Infinity);
    assert.equal(clock.now(), NOON + 1_550);
  });

  it('N21: of answers that contradict each other the later is true, the earlier came out of a cache', () => {
    const { clock } = device(NOON);
    clock.observe(NOON - DAY, 2);
    clock.observe(NOON, 500);
    assert.equal(clock.now(), NOON + 250);
    clock.observe(NOON - DAY, 2);
    assert.equal(clock.now(), NOON + 250);
    clock.observe(NOON + 60_000, Infinity);
    assert.equal(clock.now(), NOON + 60_000);
  });

  it('ignores what is no time', () => {
    const { clock } = device(NOON);
    for (const [serverTime, roundTrip] of [[NaN, 10], [Infinity, 10], [NOON, -1], [NOON, NaN]] as const) {
      clock.observe(serverTime, roundTrip);
    }
    assert.equal(clock.isKnown, false);
  });

  it('says once that the clocks drifted apart by more than 10 s, and keeps quiet up to there', () => {
    const { clock, time, pass } = device(NOON);
    let told = 0;
    let apart = 0;
    const stop = clock.onDrift((ms) => {
      told += 1;
      apart = ms;
    });
    pass(60_000);
    time.wall += 10_000;
    assert.equal(clock.checkDrift(), false);
    time.wall += 1;
    assert.equal(clock.checkDrift(), true);
    assert.equal(clock.checkDrift(), false);
    assert.equal(told, 1);
    assert.equal(apart, 10_001);
    time.wall -= 60_000;
    assert.equal(clock.checkDrift(), true);
    assert.equal(told, 2);
    assert.equal(apart, -60_000);
    stop();
    time.wall += 60_000;
    assert.equal(clock.checkDrift(), true);
    assert.equal(told, 2);
  });

  it('L07: after sleep any answer replaces what was known', () => {
    const { clock, time } = device(NOON);
    clock.observe(NOON, 10);
    time.wall += DAY / 3;
    clock.checkDrift();
    clock.observe(NOON + DAY / 3, 4_000);
    assert.equal(clock.now(), NOON + DAY / 3 + 2_000);
  });

  it('is one a server', () => {
    assert.equal(serverClockOf('https://shop.example'), serverClockOf('https://shop.example'));
    assert.notEqual(serverClockOf('https://shop.example'), serverClockOf('https://other.example'));
  });
});
