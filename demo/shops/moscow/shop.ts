import { cutoffPresets, createDatePreset, createWeekdayPreset } from '../../time-presets.ts';
import type { Shop } from '../shop.ts';
import { deliveryPhoto } from './delivery-photo.ts';
import { devices } from './devices.ts';

/** A Moscow electronics shop: own couriers, pickup points and stores, post and air to the regions. */
export const moscow: Omit<Shop, 'terms' | 'clock'> = {
  id: 'moscow',
  name: 'Переменный ток',
  tagline: 'Электроника и приборы. Москва, с доставкой по всей стране',
  language: 'ru',
  timeZone: 'Europe/Moscow',
  products: devices,
  pictureSize: { width: 128, height: 128 },
  deliveryPhoto,
  contact: {
    phone: '+7 495 000-00-12',
    email: 'pomosch@moscow.shop.example',
    address: 'ул. Сущёвский Вал, 5, Москва',
    hours: { ru: 'ежедневно с 9 до 21', en: 'daily, 9 am to 9 pm' },
  },
  cancelMode: 'instant',
  referenceProduct: { sku: 'klavisha', method: 'kurier' },
  homeDestination: 'RU-109004',
  destinations: [
    { to: 'RU-109004', label: 'Moscow 109004' },
    { to: 'RU-141009', label: 'Mytishchi 141009 (region)' },
    { to: 'RU-191025', label: 'Saint Petersburg 191025' },
    { to: 'RU-420111', label: 'Kazan 420111' },
    { to: 'RU-620014', label: 'Yekaterinburg 620014' },
    { to: 'RU-630099', label: 'Novosibirsk 630099' },
    { to: 'RU-690091', label: 'Vladivostok 690091' },
    { to: 'RU-683000', label: 'Kamchatka 683000 (no date, a term)' },
    { to: 'RU', label: 'Russia, postcode needed' },
    { to: 'KZ', label: 'Kazakhstan (no date, a term)' },
    { to: 'DE', label: 'Germany (not served)' },
  ],
  countries: ['RU', 'AM', 'BY', 'KG', 'KZ'],
  timePresets: [
    ...cutoffPresets,
    createWeekdayPreset('friday-evening', 'Friday evening', 5, '20:30'),
    createDatePreset('23-december', '23 December, 12:00', '12-23', '12:00'),
    createDatePreset('30-december', '30 December, 18:00', '12-30', '18:00'),
    createDatePreset('31-december', '31 December, 11:30 (short day)', '12-31', '11:30'),
    createDatePreset('holidays', '1 January, 15:00 (holidays)', '01-01', '15:00'),
    createDatePreset('7-january', '7 January, 12:00', '01-07', '12:00'),
  ],
  exampleCart: [
    { sku: 'ritm-grafit', quantity: 1 },
    { sku: 'stranitsa-10', quantity: 1 },
    { sku: 'shnur', quantity: 2 },
  ],
  scriptKind: 'classic',
  listing: { from: 'terms' },
};
