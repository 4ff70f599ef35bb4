import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Plugin } from 'rollup';

const prefix = 'language:';

/** The languages that are files of their own: all but English, which is built in. */
export function languages(): string[] {
  return globSync('src/i18n/messages/*.ts')
    .map((file) => basename(file, '.ts'))
    .filter((language) => language !== 'en')
    .sort();
}

/** A file for a script tag that registers one language and holds nothing else. */
export const languageFile: Plugin & { idOf: (language: string) => string } = {
  name: 'language-file',
  idOf: (language) => prefix + language,
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return null;
    const language = id.slice(prefix.length + 1);
    return `
      import { registerMessages } from ${JSON.stringify(resolve('src/i18n/registry.ts'))};
      import pack from ${JSON.stringify(resolve(`src/i18n/messages/${language}.ts`))};
      registerMessages(pack);`;
  },
};
