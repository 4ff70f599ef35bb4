import ar from './ar.ts';
import de from './de.ts';
import en from './en.ts';
import es from './es.ts';
import fr from './fr.ts';
import he from './he.ts';
import it from './it.ts';
import ja from './ja.ts';
import nl from './nl.ts';
import pl from './pl.ts';
import ru from './ru.ts';
import uk from './uk.ts';

export type Words = typeof en;

const words = { en, de, fr, es, it, nl, pl, ru, uk, ar, he, ja };

/** BCP 47 tags of the languages that the pages and the widgets speak. */
export type Language = keyof typeof words;

export const LANGUAGES = Object.keys(words) as Language[];

export function isLanguage(tag: string | null): tag is Language {
  return tag !== null && Object.hasOwn(words, tag);
}

export function wordsOf(language: Language): Words {
  return words[language];
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
}
