import type { Product } from '../shop.ts';
import { drawings } from './drawings.ts';

/** The workshop's products. terms.json has their terms (lead times, stock, release). */
export const pieces: readonly Product[] = [
  {
    id: 'tabouret',
    name: 'Tabouret trois pieds',
    byline: 'Bois massif, cire d’abeille',
    description: {
      fr: 'Assemblé sans vis. Deux tabourets en frêne attendent à l’atelier ; les autres sont fabriqués à la commande.',
      en: 'Turned and joined without screws. Two in ash are waiting at the workshop; the others are made to order.',
    },
    variants: [
      { sku: 'tabouret-chene', name: { fr: 'Chêne', en: 'Oak' }, price: 18500 },
      { sku: 'tabouret-frene', name: { fr: 'Frêne (deux en stock)', en: 'Ash (two in stock)' }, price: 17500 },
      { sku: 'tabouret-noyer', name: { fr: 'Noyer', en: 'Walnut' }, price: 24500 },
    ],
    picture: drawings.stool,
  },
  {
    id: 'bol',
    name: 'Bol évasé',
    byline: 'Grès, 18 cm',
    description: {
      fr: 'Émaillé à la cendre. La version ardoise passe deux fois au four et part trois semaines plus tard.',
      en: 'Ash-glazed stoneware. The slate one is fired twice and leaves three weeks later.',
    },
    variants: [
      { sku: 'bol-gres', name: { fr: 'Grès clair', en: 'Pale stoneware' }, price: 4200 },
      { sku: 'bol-ardoise', name: { fr: 'Ardoise', en: 'Slate' }, price: 4600 },
    ],
    picture: drawings.bowl,
  },
  piece('lampe', 'Suspension « Cloche »', 'Terre cuite', 21000, 'lamp', {
    fr: 'Première série en précommande : elle sort du four le 15 février 2027.',
    en: 'The first series, to be ordered ahead: it leaves the kiln on 15 February 2027.',
  }),
  piece('table', 'Table de ferme', 'Chêne, 200 × 90 cm', 189000, 'table', {
    fr: 'Six à huit semaines de travail. Un transporteur prend rendez-vous avec vous.',
    en: 'Six to eight weeks of work. A carrier arranges the day with you.',
  }),
  piece('planche', 'Planche à découper', 'Noyer, bois de bout', 6800, 'board'),
  piece('vase', 'Vase « Galet »', 'Grès noir', 7400, 'vase'),
  piece('miroir', 'Miroir rond', 'Cadre en chêne, 60 cm', 23000, 'mirror', {
    fr: 'Cadre cintré à la vapeur, fabriqué à la commande.',
    en: 'A steam-bent frame, made to order.',
  }),
  piece('cuilleres', 'Deux cuillères', 'Noyer et chêne', 3400, 'spoons'),
  piece('etagere', 'Étagère à tenons', 'Chêne, 80 cm', 29000, 'shelf', {
    fr: 'Trois à cinq semaines : nous choisissons le bois quand vous commandez.',
    en: 'Three to five weeks: the wood is chosen when you order.',
  }),
];

function piece(
  sku: string,
  name: string,
  by: string,
  price: number,
  drawing: keyof typeof drawings,
  about: Product['description'] = { fr: 'En stock à l’atelier.', en: 'In stock at the workshop.' },
): Product {
  return { id: sku, name, byline: by, description: about, variants: [{ sku, price }], picture: drawings[drawing] };
}
