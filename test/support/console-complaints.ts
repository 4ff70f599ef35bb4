import type { Page } from 'playwright-core';

/**
 * Records the errors and warnings of a page's console, its uncaught errors and its policy violations.
 *
 * @param allowed matches complaints that the test expects
 * @returns a list that grows; empty while the page has no complaint
 */
export function recordComplaints(page: Page, allowed?: RegExp, complaints: string[] = []): string[] {
  const record = (text: string): void => {
    if (!allowed?.test(text)) complaints.push(text);
  };
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) record(message.text());
  });
  page.on('pageerror', (error) => record(error.message));
  return complaints;
}
