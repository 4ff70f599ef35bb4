/*
 * For `node --import`: resolves package entries such as `waybill/order` to the sources, so that a program
 * of a shop runs without a build.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const root = new URL('../../', import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith('waybill/')) return nextResolve(specifier, context);
    const entry = specifier.replace('waybill/', './');
    const locale = entry.replace('./locales/', '');
    const target = (exports[entry] ?? exports['./locales/*']).default.replace('*', locale);
    return nextResolve(new URL(target.replace('./dist/', 'src/').replace(/\.js$/, '.ts'), root).href, context);
  },
});
