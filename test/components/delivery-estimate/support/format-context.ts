import type { EstimateFormatContext } from '../../../../src/components/delivery-estimate/format-estimate.ts';
import { toPlainText } from '../../../../src/i18n/format-message.ts';
import { getFormatter, type TextRun } from '../../../../src/i18n/formatter.ts';
import en from '../../../../src/i18n/locales/en/estimate.ts';
import type { EstimateMessages } from '../../../../src/i18n/messages.ts';
import { loadPacks } from '../../../support/language-packs.ts';

const packs: Record<string, EstimateMessages> = { en, ...(await loadPacks('estimate')) };

/** The format context at an instant. */
export function formatContextAt(now: string, language = 'en'): EstimateFormatContext {
  return {
    messages: packs[language] ?? en,
    format: getFormatter(language),
    now: Date.parse(now),
  };
}

/** Text with plain spaces and without direction marks: engines differ in both. */
export function normalizeText(runs: readonly TextRun[]): string {
  return toPlainText(runs)
    .replaceAll(/[\u200e\u200f]/g, '')
    .replaceAll(/\s+/g, ' ');
}
