import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanText, plainText } from '../../src/contract/index.ts';
import fc from '../support/fast-check.ts';

describe('cleanText', () => {
  const cases: [what: string, text: string, cleaned: string][] = [
    ['plain', 'Arrived in Leipzig', 'Arrived in Leipzig'],
    ['entities', 'M&uuml;ller &amp; Sons &lt;3 &#228;&#xe4;', 'M&uuml;ller & Sons <3 ää'],
    ['tags', 'Delivered<br/>to <b class="x">you</b>', 'Delivered to you'],
    ['tags as entities', '&lt;script&gt;x()&lt;/script&gt; Delivered', 'x() Delivered'],
    ['entities of entities are text', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['nothing but a tag, as it was written [X01]', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['templates are text [X01]', '${alert(1)} {{alert(1)}}', '${alert(1)} {{alert(1)}}'],
    ['less and more are no tags', '2 < 3 and 3 > 2', '2 < 3 and 3 > 2'],
    ['an address stays text [X06]', 'Pay customs at evil.example', 'Pay customs at evil.example'],
    ['direction overrides [X05]', 'a\u202eb\u2066c\u200fd', 'abcd'],
    ['invisible letters [X05]', 'a\u200bb\u2060c\ufeffd\u00ade', 'abcde'],
    ['a joiner that only hides [X05]', 'pay\u200dpal', 'paypal'],
    ['joiners that Persian is spelt with', 'می\u200cرود', 'می\u200cرود'],
    ['joiners of emoji', '👩\u200d👧', '👩\u200d👧'],
    ['lines and runs of spaces', ' a \r\n\t b\u00a0 c ', 'a b c'],
    ['control characters', 'a\u0000b\u001bc\u0085d', 'a b c d'],
    ['halves of letters', 'a\ud800b', 'ab'],
    ['code points that do not exist', 'a&#0;b&#x110000;c', 'abc'],
    ['a mark without a letter', '\u0301abc', 'abc'],
    ['nothing', '', ''],
  ];
  for (const [what, text, cleaned] of cases) it(what, () => assert.equal(cleanText(text), cleaned));

  it('limits combining marks [X05]', () => {
    assert.equal(cleanText(`Z${'\u0301'.repeat(10_000)}`).length < 10, true);
    assert.equal(cleanText(`Z${'\u0301'.repeat(100)}algo`), `Z${'\u0301'.repeat(4)}algo`);
  });

  it('cuts at 500 characters, between letters', () => {
    assert.equal(cleanText('x'.repeat(500)).length, 500);
    assert.equal(cleanText('x'.repeat(501)), `${'x'.repeat(499)}…`);
    assert.equal(cleanText(`${'x'.repeat(498)}😀😀`), `${'x'.repeat(498)}…`);
  });

  it('returns one line without characters that affect text around it, for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const cleaned = cleanText(text);
        assert.ok(cleaned.length <= 500);
        assert.doesNotMatch(cleaned, /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/u);
        assert.doesNotMatch(cleaned, /\p{M}{5}|^\s|\s$/u);
        assert.ok(cleaned.isWellFormed());
      }),
    );
  });

  describe('counterexamples of earlier versions', () => {
    it('leaves no space after a leading mark', () => {
      assert.equal(cleanText('\u{1da00}\0a'), 'a');
      assert.equal(cleanText(' \u0301 \u0301 a'), 'a');
    });
  });

  it('ignores the rest of long text: two million letters give the same as a thousand', () => {
    for (const piece of ['<', '&', '<a ', '&#', '\u0301', '\u200d', ' ', 'ا\u200c']) {
      assert.equal(cleanText(piece.repeat(2_000_000 / piece.length)), cleanText(piece.repeat(1_000)), piece);
    }
  });
});

describe('plainText', () => {
  it('keeps markup as written', () => {
    assert.equal(plainText('Tom &amp; <b>Jerry</b>'), 'Tom &amp; <b>Jerry</b>');
    assert.equal(plainText('Blue \u202emug'), 'Blue mug');
  });
});
