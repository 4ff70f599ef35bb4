import ar from '../../../../src/i18n/messages/ar.ts';
import de from '../../../../src/i18n/messages/de.ts';
import es from '../../../../src/i18n/messages/es.ts';
import fr from '../../../../src/i18n/messages/fr.ts';
import he from '../../../../src/i18n/messages/he.ts';
import it from '../../../../src/i18n/messages/it.ts';
import ja from '../../../../src/i18n/messages/ja.ts';
import nl from '../../../../src/i18n/messages/nl.ts';
import pl from '../../../../src/i18n/messages/pl.ts';
import ru from '../../../../src/i18n/messages/ru.ts';
import uk from '../../../../src/i18n/messages/uk.ts';
import type { EstimateMessages } from '../../../../src/i18n/messages.ts';

/** Every language but English, which is built in. */
export const packs: Record<string, EstimateMessages> = { ar, de, es, fr, he, it, ja, nl, pl, ru, uk };
