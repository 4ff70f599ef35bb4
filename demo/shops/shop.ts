import type { LocalizedText, ShopTerms } from 'waybill/contract';
import type { Html } from '../html.ts';
import type { TimePreset } from '../time-presets.ts';
import type { Language } from '../i18n/index.ts';

/** A variant of a product; `sku` is one of the shop's terms, `price` is in minor units. */
export type Variant = { sku: string; name?: LocalizedText; price: number };

export type Product = {
  /** The last segment of the product page's path. */
  id: string;
  /** Names are in the shop's own language, descriptions also in English. */
  name: string;
  byline?: string;
  description: Record<string, string>;
  variants: readonly [Variant, ...Variant[]];
  /** An SVG file: `/{shop}/pictures/{id}.svg`. */
  picture: Html;
};

export type ShopClock = {
  /** Seconds by which stories advanced the clock, for all visitors. Never decreases. */
  elapsedSeconds: number;
  /** The machine's time, in milliseconds since the epoch. */
  systemNow: () => number;
};

/** How customers reach the shop. Values are in the shop's own language, or the same in all languages. */
export type ShopContact = { phone: string; email: string; address: string; hours: LocalizedText };

export type CartLine = { sku: string; quantity: number };

export type Shop = {
  /** The first segment of the shop's paths, and the name of its style sheet. */
  id: string;
  name: string;
  tagline: string;
  language: Language;
  timeZone: string;
  terms: ShopTerms;
  clock: ShopClock;
  products: readonly Product[];
  /** The ratio of all pictures of products. */
  pictureSize: { width: number; height: number };
  /** An SVG file: the place where the courier of the stories leaves a parcel. */
  deliveryPhoto: Html;
  contact: ShopContact;
  /** Whether a cancellation before the packing is certain (`instant`), or a request that the shop answers. */
  cancelMode: 'instant' | 'request';
  /** Days after delivery for a withdrawal by EU law; `undefined` if the law does not apply. */
  withdrawalDays?: number;
  /** The product and the method whose cutoff the demo bar's presets use. */
  referenceProduct: { sku: string; method: string };
  /** The default destination: `DE-10115`, or a country alone. */
  homeDestination: string;
  /** Destinations that the demo bar offers. */
  destinations: readonly { to: string; label: string }[];
  /** Countries that the elements and the checkout offer. */
  countries: readonly string[];
  timePresets: readonly TimePreset[];
  /** Fills an empty cart. */
  exampleCart: readonly CartLine[];
  /** How the pages load Waybill's scripts. */
  scriptKind: 'module' | 'classic';
  /** Whether the listing requests estimates from the endpoint or computes them from the terms in the page. */
  listing: { from: 'endpoint' | 'terms' };
};

export function findVariant(shop: Shop, sku: string): { product: Product; variant: Variant } | undefined {
  for (const product of shop.products) {
    const variant = product.variants.find((each) => each.sku === sku);
    if (variant) return { product, variant };
  }
  return undefined;
}

/** The text in a language, in English, or the first one. */
export function selectText(text: LocalizedText, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
