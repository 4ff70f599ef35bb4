import type { TestEvent } from 'node:test/reporters';
import { noCounts, type Counts } from './counts.ts';

/** How many ran, and the files of those that failed. */
export type NodeCounts = Counts & { failedIn: string[] };

/** A reporter for `node --test` that says, as JSON, how many tests ran; suites are not tests. */
export default async function* countTests(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: Counts = { ...noCounts };
  const failedIn = new Set<string>();
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { skip, todo, details, file } = event.data;
    if (event.type === 'test:fail' && file !== undefined) failedIn.add(file);
    if (details.type === 'suite') continue;
    if (skip !== undefined || todo !== undefined) counts.skipped++;
    else counts[event.type === 'test:pass' ? 'passed' : 'failed']++;
  }
  yield JSON.stringify({ ...counts, failedIn: [...failedIn] } satisfies NodeCounts);
}
