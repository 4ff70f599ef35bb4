import { spawnSync } from 'node:child_process';
import { findBrowsers, findCommand, packagesOf, type BrowserName } from './browsers.ts';
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
  const asRoot = rootPrefix();
  if (!findCommand('apt-get') || !asRoot) return;
  console.log(`installing ${missing.join(', ')}`);
  apt(asRoot, ['update', '-qq']);
  // One by one: what one system calls differently must not keep the others away.
  for (const name of missing) {
    packagesOf[name].some((packages) => apt(asRoot, ['install', '-y', '-qq', '--no-install-recommends', ...packages]));
  }
}

/** What to write before a command to run it as root; undefined where the user may not. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const maySudo = findCommand('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return maySudo ? ['sudo', '-n'] : undefined;
}

function apt(asRoot: readonly string[], args: readonly string[]): boolean {
  const [command = 'apt-get', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) console.log(`apt-get ${args.join(' ')} failed: ${stderr?.trim().split('\n').at(-1) ?? ''}`);
  return status === 0;
}
