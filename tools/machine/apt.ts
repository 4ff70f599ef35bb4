import { spawnSync } from 'node:child_process';
import { findCommand } from './browsers.ts';

/**
 * Installs packages where apt is there and the user may; silent where not. Of each wanted thing the
 * first list of packages that this system has is taken.
 */
export function installPackages(names: string, wanted: readonly (readonly string[][])[]): void {
  const asRoot = rootPrefix();
  if (!findCommand('apt-get') || !asRoot) return;
  console.log(`installing ${names}`);
  apt(asRoot, ['update', '-qq']);
  // One by one: what one system calls differently must not keep the others away.
  for (const choices of wanted) {
    choices.some((packages) => apt(asRoot, ['install', '-y', '-qq', '--no-install-recommends', ...packages]));
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
