import { installPackages } from './apt.ts';
import { findBrowsers, packagesOf, type BrowserName } from './browsers.ts';
import type { Wanted } from './wanted-browsers.ts';

/**
 * Sees to it that the wanted browsers are there: installs a missing one where apt is there and the user
 * may, else names it with the command to get it. Throws where none is left, or a required one is missing.
 */
export function ensureBrowsers({ names, isRequired }: Wanted): BrowserName[] {
  const missing = missingOf(names);
  if (missing.length > 0) install(missing);
  const lacking = missingOf(names);
  for (const name of lacking) {
    console.log(`${name} is missing; to get it: sudo apt-get install ${packagesOf[name][0]?.join(' ')}`);
  }
  const present = names.filter((name) => !lacking.includes(name));
  if (isRequired && lacking.length > 0) throw new Error(`required, but missing: ${lacking.join(', ')}`);
  if (present.length === 0) throw new Error('no browser to test in');
  return present;
}

function missingOf(names: readonly BrowserName[]): BrowserName[] {
  const found = findBrowsers();
  return names.filter((name) => !found[name]);
}

function install(missing: readonly BrowserName[]): void {
  installPackages(missing.join(', '), missing.map((name) => packagesOf[name]));
}
