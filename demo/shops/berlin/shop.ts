import { cutoffPresets, createDatePreset, createWeekdayPreset } from '../../time-presets.ts';
import type { Shop } from '../shop.ts';
import { books } from './books.ts';
import { deliveryPhoto } from './delivery-photo.ts';

/** A Berlin bookshop: a parcel carrier from Monday to Saturday, a bike courier, two shops to collect from. */
export const berlin: Omit<Shop, 'terms' | 'clock'> = {
  id: 'berlin',
  name: 'Buchhandlung am Kanal',
  tagline: 'Planufer 87 · Berlin-Kreuzberg · seit 1978',
  language: 'de',
  timeZone: 'Europe/Berlin',
  products: books,
  pictureSize: { width: 120, height: 180 },
  deliveryPhoto,
  contact: {
    phone: '+49 30 23125 078',
    email: 'hilfe@berlin.shop.example',
    address: 'Planufer 87, 10967 Berlin',
    hours: { de: 'Mo–Sa 10–19 Uhr', en: 'Mon–Sat, 10 am to 7 pm' },
  },
  cancelMode: 'instant',
  withdrawalDays: 14,
  referenceProduct: { sku: 'effi-briest', method: 'paket' },
  homeDestination: 'DE-10115',
  destinations: [
    { to: 'DE-10115', label: 'Berlin 10115' },
    { to: 'DE-50667', label: 'Cologne 50667' },
    { to: 'DE-80331', label: 'Munich 80331 (other holidays)' },
    { to: 'DE-25980', label: 'Sylt 25980 (island)' },
    { to: 'DE', label: 'Germany, postcode not known' },
    { to: 'AT-1010', label: 'Vienna 1010' },
    { to: 'CH-8001', label: 'Zurich 8001' },
    { to: 'FR-75011', label: 'Paris 75011' },
    { to: 'JP', label: 'Japan (no date, a term)' },
    { to: 'BR', label: 'Brazil (not served)' },
  ],
  countries: ['DE', 'AT', 'CH', 'BE', 'DK', 'ES', 'FR', 'IT', 'NL', 'PL', 'JP', 'US'],
  timePresets: [
    ...cutoffPresets,
    createWeekdayPreset('friday-noon', 'Friday, 11:30', 5, '11:30'),
    createWeekdayPreset('friday-evening', 'Friday evening', 5, '19:30'),
    createDatePreset('23-december', '23 December, 13:30', '12-23', '13:30'),
    createDatePreset('24-december', '24 December, 9:30 (half day)', '12-24', '09:30'),
    createDatePreset('31-december', '31 December, 9:30 (half day)', '12-31', '09:30'),
    createDatePreset('before-easter', '25 March, before Easter', '03-25', '11:00'),
    createDatePreset('before-release', '16 February, before a release', '02-16', '11:00'),
  ],
  exampleCart: [
    { sku: 'alexanderplatz-leinen', quantity: 1 },
    { sku: 'radetzkymarsch', quantity: 1 },
    { sku: 'nachtlinie', quantity: 1 },
  ],
  scriptKind: 'module',
  listing: { from: 'endpoint' },
};
