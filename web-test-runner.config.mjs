import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import * as puppeteer from 'puppeteer-core';
import { findBrowsers } from './tools/machine/browsers.ts';
import { readWanted } from './tools/machine/wanted-browsers.ts';
import { webkitLauncher } from './tools/machine/webkit-launcher.ts';
import { resultsReporter } from './tools/testing/browser-results.ts';
import { middlewares } from './test/server/middleware.mjs';

const { chromium, firefox, webkit } = findBrowsers();
const { names } = readWanted();

/**
 * Every file in a window of its own: in one window a tab in the background gets no animation frames.
 *
 * @param {import('puppeteer-core').LaunchOptions} launchOptions
 */
const puppeteerLauncher = (launchOptions) =>
  chromeLauncher({
    puppeteer,
    launchOptions,
    createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
  });

/** Two windows of Firefox at once are slower than one after the other. */
const firefoxLauncher = (/** @type {string} */ executablePath) => {
  const launcher = puppeteerLauncher({ browser: 'firefox', executablePath });
  launcher.concurrency = 1;
  return launcher;
};

const chromiumArguments = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

const launchers = {
  chromium: chromium && puppeteerLauncher({ executablePath: chromium.browser, args: chromiumArguments }),
  firefox: firefox && firefoxLauncher(firefox.browser),
  webkit: webkit && (await webkitLauncher(webkit)),
};

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/**/*.browser.ts',
  rootDir: '.',
  nodeResolve: { exportConditions: ['production'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
  middleware: middlewares,
  browsers: names.map((name) => launchers[name]).filter((launcher) => launcher !== undefined),
  concurrentBrowsers: 3,
  concurrency: 2,
  // What a test waits for is a condition; this ends a test whose condition never comes.
  testFramework: { config: { timeout: 60_000 } },
  // A machine that is busy with three browsers may be slow to begin.
  browserStartTimeout: 90_000,
  testsStartTimeout: 90_000,
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY ?? false }), resultsReporter()],
};
