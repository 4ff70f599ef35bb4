/** Tests of dist/. */
export function isBuildTest(file: string): boolean {
  return /^test\/(package|browser|demo|e2e)\//.test(file);
}

/** Tests that must pass in every time zone of the machine. */
export function isDateTest(file: string): boolean {
  return /^test\/(contract|estimate|i18n|order)\//.test(file);
}

/** Tests of the back end, on SQLite and Postgres. */
export function isServerTest(file: string): boolean {
  return file.startsWith('test/server/');
}
