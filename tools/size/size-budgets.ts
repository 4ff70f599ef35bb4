/**
 * Budget of a script-tag file in bytes (brotli quality 11), English included; undefined: no budget.
 *
 * Each file holds everything that its elements may need, Lit (5.5 kB of `waybill.js`) included: it loads nothing later.
 * A budget is a little above the measured size, so that growth is noticed. README.md shows the
 * budgets of language packs: `npm run generate` writes them.
 */
export function getSizeBudget(file: string): number | undefined {
  if (/^locales\/[\w-]+\/order\b/.test(file)) return 2_500;
  if (/^locales\/[\w-]+\/cancel\b/.test(file)) return 1_700;
  if (file.startsWith('locales/')) return 1_500;
  if (/^delivery-estimate(\.iife)?\.js$/.test(file)) return 32_500;
  if (/^order-status(\.iife)?\.js$/.test(file)) return 51_400;
  if (/^cancel-item(\.iife)?\.js$/.test(file)) return 37_800;
  if (/^waybill(\.iife)?\.js$/.test(file)) return 81_800;
  return undefined;
}
