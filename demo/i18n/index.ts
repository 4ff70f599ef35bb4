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

export type Messages = typeof en;

const messages = { en, de, fr, es, it, nl, pl, ru, uk, ar, he, ja };

/** BCP 47 tags of the languages of the pages and the elements. */
export type Language = keyof typeof messages;

export const languages = Object.keys(messages) as Language[];

export function isLanguage(tag: string | null): tag is Language {
  return tag !== null && Object.hasOwn(messages, tag);
}

export function getMessages(language: Language): Messages {
  return messages[language];
}

export function getDirection(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
}
