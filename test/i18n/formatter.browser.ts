import { assert } from '@open-wc/testing';
import { toPlainText } from '../../src/i18n/format-message.ts';
import { getFormatter } from '../../src/i18n/formatter.ts';
import { formattedRanges } from './formatted-ranges.ts';

describe('dates of a formatter in a browser', () => {
  it('are those of every other engine', () => {
    for (const [language, from, to, text] of formattedRanges) {
      const formatted = toPlainText(getFormatter(language).dates(from, to, '2026-11-23'));
      assert.equal(formatted.replaceAll(/[\s\u200e\u200f]+/g, ' '), text, language);
    }
  });
});
