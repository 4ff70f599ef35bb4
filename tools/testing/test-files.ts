/** Tests of what the build wrote. */
export function isAfterBuild(file: string): boolean {
  return /^test\/(package|pages|demo|order-pages)\//.test(file);
}

/** Tests of what must not depend on the machine's time zone. */
export function isAboutDates(file: string): boolean {
  return /^test\/(contract|estimate|i18n|order)\//.test(file);
}

/** Tests of the back end, which run on its databases. */
export function isAboutServer(file: string): boolean {
  return file.startsWith('test/waybill-server/');
}
