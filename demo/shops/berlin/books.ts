import type { Product } from '../shop.ts';
import { cover } from './covers.ts';

const PAPER = '#f1e9da';
const INK = '#22201d';
const RED = '#b3261e';
const BLUE = '#28465f';
const GREEN = '#33523f';
const OCHRE = '#d9a441';
const ROSE = '#d9b8ac';
const GRAY = '#a9b0ad';

const hardcover = { de: 'Gebunden', en: 'Hardcover' };
const paperback = { de: 'Taschenbuch', en: 'Paperback' };

/** The bookshop's products. terms.json has their terms (stock, supplier, release). */
export const books: readonly Product[] = [
  {
    id: 'berlin-alexanderplatz',
    name: 'Berlin Alexanderplatz',
    byline: 'Alfred Döblin',
    description: {
      de: 'Franz Biberkopf kommt aus dem Gefängnis und will anständig sein. Die Stadt hat anderes vor.',
      en: 'Franz Biberkopf leaves prison and means to be decent. The city has other plans.',
    },
    variants: [
      { sku: 'alexanderplatz-leinen', name: { de: 'Leinen, numeriert', en: 'Cloth, numbered' }, price: 3800 },
      { sku: 'alexanderplatz-taschenbuch', name: paperback, price: 1400 },
      { sku: 'alexanderplatz-grossdruck', name: { de: 'Großdruck', en: 'Large print' }, price: 2200 },
    ],
    picture: cover('tracks', RED, PAPER, 'Alfred Döblin', 'Berlin', 'Alexander-', 'platz'),
  },
  {
    id: 'nachtlinie-n8',
    name: 'Nachtlinie N8',
    byline: 'Jule Marwitz',
    description: {
      de: 'Vier Fahrgäste, eine Endhaltestelle. Erscheint am 18. Februar 2027 und verlässt uns an diesem Tag.',
      en: 'Four passengers, one last stop. Published on 18 February 2027; it leaves us on that day.',
    },
    variants: [{ sku: 'nachtlinie', name: hardcover, price: 2400 }],
    picture: cover('rings', '#1d2433', '#e8c15a', 'Jule Marwitz', 'Nachtlinie', 'N8'),
  },
  {
    id: 'gewaesseratlas',
    name: 'Atlas der Berliner Gewässer',
    byline: 'Hrsg. Institut für Stadtkarten',
    description: {
      de: 'Spree, Havel, Panke und 58 Kanäle auf 240 Tafeln. 3,2 Kilogramm: nur als Paket oder im Laden.',
      en: 'Spree, Havel, Panke and 58 canals on 240 plates. It weighs 3.2 kilograms: by parcel or in the shop only.',
    },
    variants: [{ sku: 'gewaesseratlas', name: hardcover, price: 5800 }],
    picture: cover('waves', '#cfdfe3', BLUE, 'Institut für Stadtkarten', 'Atlas der', 'Berliner', 'Gewässer'),
  },
  {
    id: 'wandkalender-2027',
    name: 'Kiezkalender 2027',
    byline: 'Wandkalender',
    description: {
      de: 'Zwölf Linolschnitte, handgedruckt. Die erste Auflage ist fast weg, die zweite kommt am 14. Dezember.',
      en: 'Twelve linocuts, printed by hand. The first run is almost gone, the second comes on 14 December.',
    },
    variants: [{ sku: 'wandkalender', price: 2600 }],
    picture: cover('stairs', OCHRE, INK, 'Zwölf Linolschnitte', 'Kiez-', 'kalender', '2027'),
  },
  book('effi-briest', 'Effi Briest', 'Theodor Fontane', 1200, ['leaf', ROSE, INK, 'Theodor Fontane', 'Effi', 'Briest']),
  book('der-process', 'Der Process', 'Franz Kafka', 1000, ['window', GRAY, INK, 'Franz Kafka', 'Der', 'Process']),
  book('gripsholm', 'Schloß Gripsholm', 'Kurt Tucholsky', 1100, [
    'sun',
    '#f0cf7c',
    BLUE,
    'Kurt Tucholsky',
    'Schloß',
    'Gripsholm',
  ]),
  book('stenogrammheft', 'Das lyrische Stenogrammheft', 'Mascha Kaléko', 1200, [
    'waves',
    PAPER,
    RED,
    'Mascha Kaléko',
    'Das lyrische',
    'Stenogramm-',
    'heft',
  ]),
  book('kunstseide', 'Das kunstseidene Mädchen', 'Irmgard Keun', 1100, [
    'rings',
    GREEN,
    ROSE,
    'Irmgard Keun',
    'Das kunst-',
    'seidene',
    'Mädchen',
  ]),
  book('wintermaerchen', 'Deutschland. Ein Wintermärchen', 'Heinrich Heine', 600, [
    'horizon',
    '#dfe6ea',
    BLUE,
    'Heinrich Heine',
    'Ein Winter-',
    'märchen',
  ]),
  book('sandmann', 'Der Sandmann', 'E. T. A. Hoffmann', 500, [
    'rings',
    OCHRE,
    INK,
    'E. T. A. Hoffmann',
    'Der',
    'Sandmann',
  ]),
  book('woyzeck', 'Woyzeck', 'Georg Büchner', 450, ['columns', INK, PAPER, 'Georg Büchner', 'Woyzeck']),
  book('judenbuche', 'Die Judenbuche', 'Annette von Droste-Hülshoff', 500, [
    'leaf',
    GREEN,
    PAPER,
    'A. v. Droste-Hülshoff',
    'Die Juden-',
    'buche',
  ]),
  book('nathan', 'Nathan der Weise', 'Gotthold Ephraim Lessing', 500, [
    'rings',
    PAPER,
    BLUE,
    'G. E. Lessing',
    'Nathan',
    'der Weise',
  ]),
  book('kohlhaas', 'Michael Kohlhaas', 'Heinrich von Kleist', 500, [
    'stairs',
    GRAY,
    RED,
    'Heinrich von Kleist',
    'Michael',
    'Kohlhaas',
  ]),
  book('radetzkymarsch', 'Radetzkymarsch', 'Joseph Roth', 1300, [
    'columns',
    '#efe3b8',
    RED,
    'Joseph Roth',
    'Radetzky-',
    'marsch',
  ]),
  book('malte', 'Die Aufzeichnungen des Malte Laurids Brigge', 'Rainer Maria Rilke', 1200, [
    'window',
    BLUE,
    PAPER,
    'Rainer Maria Rilke',
    'Malte',
    'Laurids',
    'Brigge',
  ]),
  book('blaues-klavier', 'Mein blaues Klavier', 'Else Lasker-Schüler', 1800, [
    'columns',
    '#3b5f8a',
    PAPER,
    'Else Lasker-Schüler',
    'Mein',
    'blaues',
    'Klavier',
  ]),
  book('galgenlieder', 'Galgenlieder', 'Christian Morgenstern', 900, [
    'sun',
    INK,
    OCHRE,
    'Chr. Morgenstern',
    'Galgen-',
    'lieder',
  ]),
  book('spazieren', 'Spazieren in Berlin', 'Franz Hessel', 1400, [
    'tracks',
    '#d8d3c5',
    GREEN,
    'Franz Hessel',
    'Spazieren',
    'in Berlin',
  ]),
  book('kindheit', 'Berliner Kindheit um neunzehnhundert', 'Walter Benjamin', 1300, [
    'window',
    ROSE,
    RED,
    'Walter Benjamin',
    'Berliner',
    'Kindheit',
  ]),
  book('schimmelreiter', 'Der Schimmelreiter', 'Theodor Storm', 500, [
    'horizon',
    '#51636b',
    PAPER,
    'Theodor Storm',
    'Der Schim-',
    'melreiter',
  ]),
];

type Cover = Parameters<typeof cover>;

function book(id: string, name: string, by: string, price: number, drawn: Cover): Product {
  const about = { de: 'Ein Klassiker aus unserem Regal.', en: 'A classic from our shelves.' };
  return {
    id,
    name,
    byline: by,
    description: about,
    variants: [{ sku: id, name: paperback, price }],
    picture: cover(...drawn),
  };
}
