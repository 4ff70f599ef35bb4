import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/find-browsers.ts';

const executablePath = findBrowsers().chromium?.browser;

const ARGUMENTS = [
  // Containers have no user namespaces, and little shared memory.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** The `skip` option of a test that needs Chromium: a reason, or `false`. */
export const skipWithoutChromium = executablePath === undefined && 'there is no Chromium here';

/** Launches Chromium; `args` are added to the usual arguments. Resolves to `undefined` on a machine without it. */
export async function launchChromium({ args = [], ...options }: LaunchOptions = {}): Promise<Browser | undefined> {
  if (executablePath === undefined) return undefined;
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...args], ...options });
}
