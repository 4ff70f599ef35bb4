import { cutoffPresets, createDatePreset, createWeekdayPreset } from '../../time-presets.ts';
import type { Shop } from '../shop.ts';
import { deliveryPhoto } from './delivery-photo.ts';
import { pieces } from './pieces.ts';

/** A French workshop: made to order, a carrier who comes twice a week, closed in August and at Christmas. */
export const drome: Omit<Shop, 'terms' | 'clock'> = {
  id: 'drome',
  name: 'Atelier des Trois Becs',
  tagline: 'bois et terre, à Saillans dans la Drôme',
  language: 'fr',
  timeZone: 'Europe/Paris',
  products: pieces,
  pictureSize: { width: 170, height: 170 },
  deliveryPhoto,
  contact: {
    phone: '+33 4 65 71 02 26',
    email: 'aide@drome.shop.example',
    address: '12 Grande Rue, 26340 Saillans',
    hours: { fr: 'du mardi au samedi, de 9 h à 18 h', en: 'Tuesday to Saturday, 9 am to 6 pm' },
  },
  // The wood may be cut already.
  cancelMode: 'request',
  withdrawalDays: 14,
  referenceProduct: { sku: 'vase', method: 'colis' },
  homeDestination: 'FR-75011',
  destinations: [
    { to: 'FR-75011', label: 'Paris 75011' },
    { to: 'FR-69004', label: 'Lyon 69004' },
    { to: 'FR-26340', label: 'Saillans 26340 (next door)' },
    { to: 'FR-20000', label: 'Ajaccio 20000 (Corsica)' },
    { to: 'FR', label: 'France, postcode not known' },
    { to: 'DE-10115', label: 'Berlin 10115' },
    { to: 'FI-00100', label: 'Helsinki 00100' },
    { to: 'ES', label: 'Spain, postcode needed' },
    { to: 'CH-1201', label: 'Geneva 1201' },
    { to: 'RE', label: 'La Réunion (no date, a term)' },
    { to: 'US-10001', label: 'New York 10001 (no date, a term)' },
  ],
  countries: ['FR', 'AT', 'BE', 'CH', 'DE', 'ES', 'FI', 'GB', 'GP', 'IT', 'JP', 'LU', 'MQ', 'NL', 'PT', 'RE', 'US'],
  timePresets: [
    ...cutoffPresets,
    createWeekdayPreset('friday-evening', 'Friday evening', 5, '19:00'),
    createDatePreset('22-december', '22 December, 11:00 (last collection is tomorrow)', '12-22', '11:00'),
    createDatePreset('23-december', '23 December, 15:00', '12-23', '15:00'),
    createDatePreset('31-december', '31 December, 12:00 (closed)', '12-31', '12:00'),
    createDatePreset('28-july', '28 July, before the August break', '07-28', '10:00'),
  ],
  exampleCart: [
    { sku: 'bol-gres', quantity: 2 },
    { sku: 'tabouret-chene', quantity: 1 },
    { sku: 'lampe', quantity: 1 },
  ],
  scriptKind: 'module',
  listing: { from: 'terms' },
};
