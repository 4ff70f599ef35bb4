import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import * as puppeteer from 'puppeteer-core';
import { findBrowsers } from './tools/machine/find-browsers.ts';
import { parseBrowserSelection } from './tools/machine/browser-selection.ts';
import { createWebkitLauncher } from './tools/machine/webkit-launcher.ts';
import { createResultsReporter } from './tools/testing/browser-results.ts';
import { middlewares } from './test/fakes/middlewares.mjs';

const { chromium, firefox, webkit } = findBrowsers();
const { names } = parseBrowserSelection();

/**
 * Each test file gets its own window: a background tab gets no animation frames.
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
  webkit: webkit && (await createWebkitLauncher(webkit)),
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
  // A test waits for a condition. This ends a test whose condition is never met.
  testFramework: { config: { timeout: 60_000 } },
  // A machine that is busy with three browsers starts slowly.
  browserStartTimeout: 90_000,
  testsStartTimeout: 90_000,
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY ?? false }), createResultsReporter()],
};
