import type { LocalizedText, ShopTerms } from '../../src/contract/index.ts';
import type { Html } from '../html.ts';
import type { Moment } from '../moments.ts';
import type { Language } from '../words/index.ts';

/** What can be chosen of a product: each is a SKU of the shop's terms. `price` is in minor units. */
export type Variant = { sku: string; name?: LocalizedText; price: number };

export type Product = {
  /** Last part of its page's address. */
  id: string;
  /** Names and texts are in the shop's own language; texts also in English. */
  name: string;
  by?: string;
  about: Record<string, string>;
  variants: readonly [Variant, ...Variant[]];
  drawing: Html;
};

export type ShopClock = {
  /** Seconds that stories of orders let pass, for everyone who looks at the shop. Time never goes back. */
  passed: number;
  /** The machine's time, in milliseconds since the epoch. */
  machine: () => number;
};

export type CartLine = { sku: string; quantity: number };

export type Shop = {
  /** First part of its addresses, and the name of its style sheet. */
  id: string;
  name: string;
  line: string;
  language: Language;
  timeZone: string;
  terms: ShopTerms;
  clock: ShopClock;
  products: readonly Product[];
  /** What "one minute before the cut-off" is measured by: a plain product and a method. */
  plain: { sku: string; method: string };
  /** Where the demo's visitor lives, and where else to look from: `DE-10115`, or a country alone. */
  home: string;
  destinations: readonly { to: string; label: string }[];
  /** Countries to choose from, as the widget and the checkout ask for them. */
  countries: readonly string[];
  moments: readonly Moment[];
  /** A cart that is worth a look. */
  exampleCart: readonly CartLine[];
  /** How its pages load the widget: as a module, or as a classic script. */
  scripts: 'module' | 'classic';
  /** Whether the listing asks the shop's endpoint, or the terms in the browser. */
  listing: { from: 'endpoint' | 'terms'; method?: string };
};

/** The product and the variant that a SKU stands for. */
export function findVariant(shop: Shop, sku: string): { product: Product; variant: Variant } | undefined {
  for (const product of shop.products) {
    const variant = product.variants.find((each) => each.sku === sku);
    if (variant) return { product, variant };
  }
  return undefined;
}

/** A text in a language, else in English, else the first there is. */
export function textIn(text: LocalizedText, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
