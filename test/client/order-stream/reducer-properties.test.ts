import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nextTickAt, selectStatus } from '../../../src/client/order-stream/selectors.ts';
import type { StreamFailure } from '../../../src/client/order-stream/state.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { ReducerDriver, intervals, heartbeatMessage, snapshotMessage } from './support/reducer-driver.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const SECOND = 1_000;

const readOutcomes = ['ok', 'network', 'timeout', 'bad-data', 429, 503, 401] as const;
const streamOutcomes = ['headers', 'heartbeat', 'order', 'ahead', 'closed', 'network', 503, 401] as const;
const pageEvents = ['visible', 'hidden', 'online', 'offline', 'frozen', 'resumed'] as const;
const events = [...pageEvents, 'tab-message', 'refresh', 'subscribed', 'unsubscribed'] as const;

const createFailure = (outcome: number | StreamFailure['code']): StreamFailure =>
  typeof outcome === 'number' ? { code: 'http-status', status: outcome } : { code: outcome };

describe('any sequence of events', () => {
  it('never stalls, never spins, and never reads or opens a stream twice within a second', () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 50_000 }) }) },
      { weight: 3, arbitrary: fc.record({ read: fc.constantFrom(...readOutcomes) }) },
      { weight: 3, arbitrary: fc.record({ stream: fc.constantFrom(...streamOutcomes) }) },
      { weight: 2, arbitrary: fc.record({ signal: fc.constantFrom(...events) }) },
      { weight: 1, arbitrary: fc.record({ renewal: fc.boolean() }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.nat(), (steps, seed) => {
        const drive = new ReducerDriver();
        drive.random = createSeededRandom(seed);
        let version = 42;
        let lastMessageAt = -Infinity;
        for (const step of steps) {
          if ('wait' in step) drive.advance(step.wait);
          else if ('signal' in step) drive.send({ type: step.signal });
          else if ('renewal' in step) {
            const id = drive.state.tokenRenewal?.id ?? -1;
            drive.send(
              step.renewal ? { type: 'token-renewed', id } : { type: 'failed', id, failure: { code: 'token' } },
            );
          } else if ('read' in step) {
            if (step.read === 'ok') drive.answerRead(version);
            else drive.failRead(createFailure(step.read));
          } else if (step.stream === 'headers') drive.answerStream();
          else if (step.stream === 'heartbeat') drive.receive(heartbeatMessage(version));
          else if (step.stream === 'order') drive.receive(snapshotMessage((version += 1)));
          else if (step.stream === 'ahead') drive.receive(heartbeatMessage(version + 3));
          else drive.failStream(createFailure(step.stream));

          const { state, now } = drive;
          if ('stream' in step && /heartbeat|order|ahead/.test(`${step.stream}`)) lastMessageAt = now;
          assert.ok(!(state.stream && state.isFrozen));
          assert.ok(selectStatus(state, now) !== 'live' || now - lastMessageAt < 40_000);
          assert.ok(nextTickAt(state, now) > now, 'due in the past');
        }
        for (const times of [drive.reads, drive.opens]) {
          for (const gap of intervals(times)) assert.ok(gap >= 1_000, `gap ${gap}`);
        }
        // In a visible page with a working server, the order stream becomes live.
        for (const type of ['subscribed', 'resumed', 'visible'] as const) drive.send({ type });
        if (drive.state.terminalStatus) drive.send({ type: 'refresh' });
        drive.onRead = () => drive.answerRead(version);
        drive.onOpen = () => {
          drive.answerStream();
          drive.receive(heartbeatMessage(version));
        };
        if (drive.state.read) drive.onRead();
        if (drive.state.tokenRenewal) drive.send({ type: 'token-renewed', id: drive.state.tokenRenewal.id });
        if (drive.state.stream) drive.onOpen();
        for (let beat = 0; beat < 24; beat += 1) {
          drive.advance(15 * SECOND);
          drive.receive(heartbeatMessage(version));
          if (beat < 8) continue;
          assert.equal(drive.version, version);
          assert.ok(drive.status === 'live' || (drive.status === 'polling' && beat < 23), `${drive.status} at ${beat}`);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
