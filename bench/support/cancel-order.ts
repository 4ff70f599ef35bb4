/** The order that both contenders of bench/cancel-item.ts receive. */
export type BenchOrder = {
  version: number;
  lineItems: { id: string; title: string }[];
  actions: {
    until?: string;
    lineItems: { id: string; maxQuantity: number }[];
    reasons: { code: string; label: string }[];
    refund: { perUnit: { amount: number; currency: string }; method: string };
  }[];
};
