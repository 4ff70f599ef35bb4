import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { formatHeadlines } from './support/format-headlines.ts';

const support = new URL('support/format-headlines.ts', import.meta.url).href;
const script = `const { formatHeadlines } = await import('${support}'); console.log(JSON.stringify(formatHeadlines()))`;

/** The headlines in a process with another time zone. */
function formatHeadlinesIn(timeZone: string): string[] {
  const env = { ...process.env, TZ: timeZone };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as string[];
}

describe("the reader's time zone [K02]", () => {
  for (const timeZone of ['Asia/Vladivostok', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC']) {
    it(`does not change a date with a time zone: ${timeZone}`, () => {
      const headlines = formatHeadlinesIn(timeZone).slice(0, 3);
      assert.deepEqual(headlines, [
        'Arrives tomorrow, Tue 24 November',
        'Arrives today, Tue 24 November',
        'Ready to collect today from 7:00 PM',
      ]);
      assert.deepEqual(headlines, formatHeadlines().slice(0, 3));
    });
  }

  it('decides "today" for an estimate without a time zone', () => {
    assert.equal(formatHeadlinesIn('Asia/Vladivostok')[3], 'Arrives today, Tue 24 November');
    assert.equal(formatHeadlinesIn('Europe/Moscow')[3], 'Arrives tomorrow, Tue 24 November');
  });
});
