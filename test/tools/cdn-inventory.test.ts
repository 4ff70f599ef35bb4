import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFile } from '../../tools/cdn-metadata/inventory.ts';

const elements = [{ tagName: 'waybill-return-label', summary: 'Shows customers the label of a return.' }];

describe('the inventory of script-tag files', () => {
  it('describes the module and the classic script of an element alike, by its summary', () => {
    const description = describeFile('return-label.js', elements);
    assert.equal(description.purpose, '<waybill-return-label>: Shows customers the label of a return.');
    assert.deepEqual(describeFile('return-label.iife.js', elements), description);
  });

  it('names the language and the name of a pack', () => {
    assert.match(
      describeFile('locales/de/cancel.js', elements).purpose,
      /^Texts in the language "de": pack "cancel"\./,
    );
  });

  it('has no description of an unknown file', () => {
    assert.throws(() => describeFile('return-label.js', []), /return-label\.js has no description/);
    assert.throws(() => describeFile('locales/de/returns.js', elements), /locales\/de\/returns\.js has no description/);
  });
});
