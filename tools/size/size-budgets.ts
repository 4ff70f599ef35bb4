/**
 * Budget of a script-tag file in bytes (brotli quality 11), English included; undefined: no budget.
 *
 * Each file holds everything that its elements may need, Lit (5.5 kB of `waybill.js`) included: it loads nothing later.
 * A budget is a little above the measured size, so that growth is noticed. README.md shows the
 * budgets of language packs: `npm run generate` writes them.
 */
export function getSizeBudget(file: string): number | undefined {
  if (/^locales\/[\w-]+\/order\b/.test(file)) return 2_170;
  if (/^locales\/[\w-]+\/cancel\b/.test(file)) return 1_650;
  if (file.startsWith('locales/')) return 1_500;
  if (/^delivery-estimate(\.iife)?\.js$/.test(file)) return 31_450;
  if (/^order-status(\.iife)?\.js$/.test(file)) return 47_150;
  if (/^cancel-item(\.iife)?\.js$/.test(file)) return 36_350;
  if (/^waybill(\.iife)?\.js$/.test(file)) return 76_250;
  return undefined;
}
