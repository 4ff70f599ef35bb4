import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'rollup';

const PREFIX = 'language:';

/** Language packs with their own files, e.g. `de/estimate`: all except English, which is built in. */
export function listLocalePacks(): string[] {
  return globSync('**/*.ts', { cwd: 'src/i18n/locales' })
    .map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .filter((pack) => !pack.startsWith('en/'))
    .sort();
}

/** Creates the entry of a script-tag file that registers one language pack. */
export const localeBundle: Plugin & { idOf: (pack: string) => string } = {
  name: 'language-file',
  idOf: (pack) => PREFIX + pack,
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith(`\0${PREFIX}`)) return null;
    const pack = id.slice(PREFIX.length + 1);
    return `
      import { registerMessages } from ${JSON.stringify(resolve('src/i18n/message-registry.ts'))};
      import pack from ${JSON.stringify(resolve(`src/i18n/locales/${pack}.ts`))};
      registerMessages(pack);`;
  },
};
