import type { TestEvent } from 'node:test/reporters';

/** A reporter for `node --test` that says nothing and ends the run at the first test that fails. */
export default async function* stopAtFailure(events: AsyncIterable<TestEvent>): AsyncGenerator<never> {
  for await (const { type } of events) if (type === 'test:fail') yield process.exit(1);
}
