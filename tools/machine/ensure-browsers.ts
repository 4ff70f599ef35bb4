import { installPackages } from './install-packages.ts';
import { findBrowsers, packagesOf, type BrowserName } from './find-browsers.ts';
import type { BrowserSelection } from './browser-selection.ts';

/**
 * Installs missing browsers if the machine has apt and the user may install; otherwise prints the command to install
 * them. Returns the browsers that are there. Throws if there is none, or a required one is missing.
 */
export function ensureBrowsers({ names, isRequired }: BrowserSelection): BrowserName[] {
  const missing = findMissing(names);
  if (missing.length > 0) install(missing);
  const lacking = findMissing(names);
  for (const name of lacking) {
    console.log(`${name} is missing; to install it: sudo apt-get install ${packagesOf[name][0]?.join(' ')}`);
  }
  const present = names.filter((name) => !lacking.includes(name));
  if (isRequired && lacking.length > 0) throw new Error(`required, but missing: ${lacking.join(', ')}`);
  if (present.length === 0) throw new Error('no browser to test in');
  return present;
}

function findMissing(names: readonly BrowserName[]): BrowserName[] {
  const found = findBrowsers();
  return names.filter((name) => !found[name]);
}

function install(missing: readonly BrowserName[]): void {
  installPackages(
    missing.join(', '),
    missing.map((name) => packagesOf[name]),
  );
}
