import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const browserNames = ['chromium', 'firefox', 'webkit'] as const;
export type BrowserName = (typeof browserNames)[number];

/** Paths of the programs that run a test in a browser. */
export type Executables = {
  chromium?: { browser: string };
  firefox?: { browser: string };
  webkit?: { browser: string; driver: string; display: string };
};

/** Packages of Debian and Ubuntu by browser; alternatives in order of preference. */
export const packagesOf: Record<BrowserName, string[][]> = {
  chromium: [['chromium'], ['chromium-browser']],
  firefox: [['firefox-esr'], ['firefox']],
  webkit: [['webkit2gtk-driver', 'xvfb']],
};

/** Installed browsers. */
export function findBrowsers(): Executables {
  const chromium =
    findCommand('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ??
    findFile('/Applications/{Chromium,Google Chrome}.app/Contents/MacOS/{Chromium,Google Chrome}');
  const firefox = findCommand('firefox-esr', 'firefox') ?? findFile('/Applications/Firefox.app/Contents/MacOS/firefox');
  const webkit = {
    browser: findFile('/usr/{lib,lib/*,libexec}/webkit{2gtk-4.*,gtk-6.*}/MiniBrowser'),
    driver: findCommand('WebKitWebDriver'),
    display: findCommand('Xvfb'),
  };
  return {
    ...(chromium !== undefined && { chromium: { browser: chromium } }),
    ...(firefox !== undefined && { firefox: { browser: firefox } }),
    ...(isComplete(webkit) && { webkit }),
  };
}

function isComplete<T extends object>(found: T): found is { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.values(found).every((value) => value !== undefined);
}

/** Path of the first command that is on the PATH. */
export function findCommand(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function findFile(pattern: string): string | undefined {
  return globSync(pattern).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
