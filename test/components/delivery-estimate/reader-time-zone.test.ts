import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { tellAtOnce } from './support/tell-in-time-zone.ts';

const support = new URL('support/tell-in-time-zone.ts', import.meta.url).href;
const script = `const { tellAtOnce } = await import('${support}'); console.log(JSON.stringify(tellAtOnce()))`;

/** The same sentences, told on a machine in another zone. */
function tellIn(timeZone: string): string[] {
  const env = { ...process.env, TZ: timeZone };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as string[];
}

describe('K02 a reader\'s own time zone', () => {
  for (const timeZone of ['Asia/Vladivostok', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC']) {
    it(`shifts no day: ${timeZone}`, () => {
      const told = tellIn(timeZone).slice(0, 3);
      assert.deepEqual(told, [
        'Arrives tomorrow, Tue, November 24',
        'Arrives today, Tue, November 24',
        'Ready to collect today from 7:00 PM',
      ]);
      assert.deepEqual(told, tellAtOnce().slice(0, 3));
    });
  }

  it('decides what today is where the estimate does not say whose day it is', () => {
    assert.equal(tellIn('Asia/Vladivostok')[3], 'Arrives today, Tue, November 24');
    assert.equal(tellIn('Europe/Moscow')[3], 'Arrives tomorrow, Tue, November 24');
  });
});
