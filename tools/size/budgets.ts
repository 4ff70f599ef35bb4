/**
 * Bytes by brotli 11 that a file for a script tag may weigh, English included; undefined: no budget.
 *
 * Each file is whole: it holds all that its elements may ever need, Lit (5.5 kB of `waybill.js`) included. What is not
 * needed at once can only be left out by files that load later. Where there is no other budget it is a little above
 * what was measured, so that nothing grows unseen.
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
