/** Bytes by brotli 11 that a file for a script tag may weigh, English included; undefined: no budget. */
export function budgetOf(file: string): number | undefined {
  // 1.5 kB, the budget of a language, does not hold what the order status says: twice the texts of the estimate.
  // They alone are 0.95–1.21 kB; with the keys that they are found by, 1.72–1.98 kB.
  if (file.startsWith('messages/order/')) return 2_000;
  if (file.startsWith('messages/')) return 1_500;
  if (/^delivery-estimate(\.iife)?\.js$/.test(file)) return 20_000;
  if (/^waybill(\.iife)?\.js$/.test(file)) return 34_000;
  return undefined;
}
