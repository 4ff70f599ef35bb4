import { spawnSync } from 'node:child_process';
import { findCommand } from './find-browsers.ts';

/**
 * Installs packages with apt; does nothing without apt or without the right to install. `wanted` has for each program
 * alternative lists of packages: the first list that this system knows is installed.
 */
export function installPackages(names: string, wanted: readonly (readonly string[][])[]): void {
  const asRoot = findRootPrefix();
  if (!findCommand('apt-get') || !asRoot) return;
  console.log(`installing ${names}`);
  runApt(asRoot, ['update', '-qq']);
  // One program at a time: an unknown package name fails the whole apt command.
  for (const choices of wanted) {
    choices.some((packages) => runApt(asRoot, ['install', '-y', '-qq', '--no-install-recommends', ...packages]));
  }
}

/** Prefix that runs a command as root; undefined if the user may not. */
function findRootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const maySudo = findCommand('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return maySudo ? ['sudo', '-n'] : undefined;
}

function runApt(asRoot: readonly string[], args: readonly string[]): boolean {
  const [command = 'apt-get', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) console.log(`apt-get ${args.join(' ')} failed: ${stderr?.trim().split('\n').at(-1) ?? ''}`);
  return status === 0;
}
