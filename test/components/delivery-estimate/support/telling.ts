import type { Telling } from '../../../../src/components/delivery-estimate/when.ts';
import { textOf } from '../../../../src/i18n/fill.ts';
import { formatFor, type Piece } from '../../../../src/i18n/format.ts';
import en from '../../../../src/i18n/messages/en.ts';
import type { EstimateMessages } from '../../../../src/i18n/messages.ts';
import { packs } from './packs.ts';

/** What words depend on, at an instant. */
export function tellingAt(now: string, language = 'en'): Telling {
  return { messages: (language === 'en' ? en : packs[language]) as EstimateMessages, format: formatFor(language), now: Date.parse(now) };
}

/** Text without the differences between engines: kinds of space, and signs of direction. */
export function plainText(pieces: readonly Piece[]): string {
  return textOf(pieces).replaceAll(/[\u200e\u200f]/g, '').replaceAll(/\s+/g, ' ');
}
