import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nextLookAt } from '../../../src/client/live/due.ts';
import type { Failure } from '../../../src/client/live/state.ts';
import { statusOf } from '../../../src/client/live/status.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { Drive, gaps, heartbeat, order, seeded } from './drive.ts';

const SECOND = 1_000;

const answers = ['ok', 'network', 'timeout', 'bad-data', 429, 503, 401] as const;
const said = ['headers', 'beat', 'order', 'ahead', 'closed', 'network', 503, 401] as const;
const ofPage = ['shown', 'hidden', 'online', 'offline', 'frozen', 'thawed'] as const;
const signals = [...ofPage, 'poked', 'refresh', 'used', 'unused'] as const;

const failure = (of: number | Failure['code']): Failure =>
  typeof of === 'number' ? { code: 'status', status: of } : { code: of };

describe('at any moment', () => {
  it('the machine never stalls, never spins, and never reads or opens twice within a second', () => {
    const happening = fc.oneof(
      { weight: 4, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 50_000 }) }) },
      { weight: 3, arbitrary: fc.record({ read: fc.constantFrom(...answers) }) },
      { weight: 3, arbitrary: fc.record({ stream: fc.constantFrom(...said) }) },
      { weight: 2, arbitrary: fc.record({ signal: fc.constantFrom(...signals) }) },
      { weight: 1, arbitrary: fc.record({ renewal: fc.boolean() }) },
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60, size: 'max' }), fc.nat(), (happenings, seed) => {
        const drive = new Drive();
        drive.random = seeded(seed);
        let version = 42;
        for (const one of happenings) {
          if ('wait' in one) drive.wait(one.wait);
          else if ('signal' in one) drive.send({ type: one.signal });
          else if ('renewal' in one) {
            const id = drive.state.renewal?.id ?? -1;
            drive.send(one.renewal ? { type: 'renewed', id } : { type: 'failed', id, failure: { code: 'token' } });
          } else if ('read' in one) {
            if (one.read === 'ok') drive.answer(version);
            else drive.failRead(failure(one.read));
          } else if (one.stream === 'headers') drive.headers();
          else if (one.stream === 'beat') drive.hear(heartbeat(version));
          else if (one.stream === 'order') drive.hear(order((version += 1)));
          else if (one.stream === 'ahead') drive.hear(heartbeat(version + 3));
          else drive.failStream(failure(one.stream));

          const { state, now } = drive;
          assert.ok(!(state.stream && state.isFrozen));
          assert.ok(statusOf(state, now) !== 'live' || now - state.heardAt < 40_000);
          assert.ok(nextLookAt(state, now) > now, 'due in the past');
        }
        for (const times of [drive.reads, drive.opens]) {
          for (const gap of gaps(times)) assert.ok(gap >= 1_000, `gap ${gap}`);
        }
        // Whatever happened, with a page that is shown and a server that answers it becomes fresh, then live.
        for (const type of ['used', 'thawed', 'shown'] as const) drive.send({ type });
        if (drive.state.verdict) drive.send({ type: 'refresh' });
        drive.onRead = () => drive.answer(version);
        drive.onOpen = () => {
          drive.headers();
          drive.hear(heartbeat(version));
        };
        if (drive.state.read) drive.onRead();
        if (drive.state.renewal) drive.send({ type: 'renewed', id: drive.state.renewal.id });
        if (drive.state.stream) drive.onOpen();
        for (let beat = 0; beat < 24; beat += 1) {
          drive.wait(15 * SECOND);
          drive.hear(heartbeat(version));
          if (beat < 8) continue;
          assert.equal(drive.version, version);
          assert.ok(drive.status === 'live' || (drive.status === 'polling' && beat < 23), `${drive.status} at ${beat}`);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
