import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { createMailSubscriber } from '../recipes/mail.mjs';
import { LANGUAGES } from './words/index.ts';

/** The built package, as a shop's server would use it. */
export type Built = {
  /** Folder of the script-tag files. */
  scripts: URL;
  /** The hash that a page's script tag names, by file. */
  integrity: (file: string) => string;
  engine: typeof import('../src/estimate/index.ts');
  contract: typeof import('../src/contract/index.ts');
  order: typeof import('../src/order/index.ts');
  /** By language, what mail to customers is written with. */
  mailWords: Parameters<typeof createMailSubscriber>[0]['words'];
  server: typeof import('../src/server/index.ts');
  /** Its stores, and the bridge to Node's servers. */
  node: typeof import('../src/server/node/index.ts');
};

const DIST = new URL('../dist/', import.meta.url);

const NEEDED = [
  'estimate/index.js',
  'contract/index.js',
  'order/index.js',
  'server/index.js',
  'server/node/index.js',
  'cdn/waybill.js',
  'cdn/waybill.iife.js',
  'cdn/integrity.json',
];

/**
 * Loads the built files.
 *
 * @throws Error that says what is missing and how to make it
 */
export async function loadBuilt(dist: URL = DIST): Promise<Built> {
  const missing = NEEDED.filter((file) => !existsSync(new URL(file, dist)));
  if (missing.length > 0) {
    const lacking = `Missing in ${fileURLToPath(dist)}: ${missing.join(', ')}.`;
    throw new Error(`The demo shops need the built package. ${lacking}\nRun: npm run build`);
  }
  return {
    scripts: new URL('cdn/', dist),
    // Read for every page: who works on the package builds it anew while the shop is open.
    integrity: (name) => readIntegrity(new URL('cdn/integrity.json', dist))[name]?.integrity ?? '',
    engine: (await import(new URL('estimate/index.js', dist).href)) as Built['engine'],
    contract: (await import(new URL('contract/index.js', dist).href)) as Built['contract'],
    order: (await import(new URL('order/index.js', dist).href)) as Built['order'],
    mailWords: Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [language, await loadWords(dist, language)]))),
    server: (await import(new URL('server/index.js', dist).href)) as Built['server'],
    node: (await import(new URL('server/node/index.js', dist).href)) as Built['node'],
  };
}

function readIntegrity(list: URL): Record<string, { integrity: string }> {
  return (JSON.parse(readFileSync(list, 'utf8')) as { files: Record<string, { integrity: string }> }).files;
}

/** The packs of the delivery estimate and of the order status in one. */
async function loadWords(dist: URL, language: string): Promise<Built['mailWords'][string]> {
  const packs = [`i18n/messages/${language}.js`, `i18n/messages/order/${language}.js`].map((file) => new URL(file, dist).href);
  const [delivery, order] = (await Promise.all(packs.map((pack) => import(pack)))) as { default: object }[];
  return { ...delivery?.default, ...order?.default } as Built['mailWords'][string];
}
