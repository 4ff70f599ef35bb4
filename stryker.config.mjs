/**
 * Mutation tests: Stryker changes the source in one small way after another. A change that no test notices shows a
 * place where a fault would go unseen.
 *   npm run test:mutation                                            all pure rooms
 *   npm run test:mutation -- --mutate src/order/steps.ts             one file
 */
export default {
  // Not src/contract: its checks are compiled from the schemas, so a changed schema changes no check.
  mutate: ['src/{dates,estimate,order}/**/*.ts', '!src/**/index.ts'],
  plugins: ['@stryker-mutator/tap-runner'],
  testRunner: 'tap',
  tap: {
    testFiles: ['test/{dates,estimate,order}/**/*.test.ts'],
    nodeArgs: ['--test-reporter=tap'],
  },
  coverageAnalysis: 'perTest',
  // A file that does not exist: Stryker rewrites a tsconfig.json with the API of TypeScript 6.
  tsconfigFile: 'none.json',
  ignorePatterns: ['/dist', '/storybook-static', '/coverage', '/demo', '/docs/images'],
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: 'coverage/mutation.html' },
  tempDirName: 'coverage/stryker',
  concurrency: 2,
};
