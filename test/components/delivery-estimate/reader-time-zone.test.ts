import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const told = fileURLToPath(new URL('support/tell-in-time-zone.ts', import.meta.url));

/** The sentences of the script, told on a machine in another zone. */
function tellIn(timeZone: string): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [told], { env: { ...process.env, TZ: timeZone }, encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout.trim().split('\n');
}

describe('K02 a reader\'s own time zone', () => {
  for (const timeZone of ['Asia/Vladivostok', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC']) {
    it(`shifts no day: ${timeZone}`, () => {
      const [moscow, vladivostok, collection] = tellIn(timeZone);
      assert.equal(moscow, 'Arrives tomorrow, Tue, November 24');
      assert.equal(vladivostok, 'Arrives today, Tue, November 24');
      assert.equal(collection, 'Ready to collect today from 7:00 PM');
    });
  }

  it('decides what today is where the estimate does not say whose day it is', () => {
    assert.equal(tellIn('Asia/Vladivostok')[3], 'Arrives today, Tue, November 24');
    assert.equal(tellIn('Europe/Moscow')[3], 'Arrives tomorrow, Tue, November 24');
  });
});
