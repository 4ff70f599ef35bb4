/** Bytes by brotli 11 that a file for a script tag may weigh, English included; undefined: no budget. */
export function budgetOf(file: string): number | undefined {
  if (file.startsWith('messages/')) return 1_500;
  if (/^delivery-estimate(\.iife)?\.js$/.test(file)) return 20_000;
  if (/^waybill(\.iife)?\.js$/.test(file)) return 34_000;
  return undefined;
}
