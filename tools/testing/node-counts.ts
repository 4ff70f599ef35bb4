import type { TestEvent } from 'node:test/reporters';
import { noCounts, type Counts } from './counts.ts';

/** A reporter for `node --test` that says, as JSON, how many tests ran; suites are not tests. */
export default async function* countTests(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: Counts = { ...noCounts };
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { skip, todo, details } = event.data;
    if (details.type === 'suite') continue;
    if (skip !== undefined || todo !== undefined) counts.skipped++;
    else counts[event.type === 'test:pass' ? 'passed' : 'failed']++;
  }
  yield JSON.stringify(counts);
}
