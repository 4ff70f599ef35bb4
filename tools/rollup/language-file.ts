import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'rollup';

const prefix = 'language:';

/** The packs that are files of their own, e.g. `de`, `order/de`: all but English, which is built in. */
export function languagePacks(): string[] {
  return globSync('**/*.ts', { cwd: 'src/i18n/messages' })
    .map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .filter((pack) => !/\ben$/.test(pack))
    .sort();
}

/** A file for a script tag that registers one pack and holds nothing else. */
export const languageFile: Plugin & { idOf: (pack: string) => string } = {
  name: 'language-file',
  idOf: (pack) => prefix + pack,
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return null;
    const pack = id.slice(prefix.length + 1);
    return `
      import { registerMessages } from ${JSON.stringify(resolve('src/i18n/register.ts'))};
      import pack from ${JSON.stringify(resolve(`src/i18n/messages/${pack}.ts`))};
      registerMessages(pack);`;
  },
};
