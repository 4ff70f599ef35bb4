import type { Session } from './session.ts';
import type { Shop } from './shops/shop.ts';

/** The shop's clock, which its orders follow; in milliseconds since the epoch. */
export function getShopTime({ clock }: Pick<Shop, 'clock'>): number {
  return clock.systemNow() + clock.elapsedSeconds * 1000;
}

/** The shop's clock plus the offset that a visitor chose; in milliseconds since the epoch. */
export function getSessionTime(shop: Pick<Shop, 'clock'>, { timeOffset }: Pick<Session, 'timeOffset'>): number {
  return getShopTime(shop) + timeOffset * 1000;
}
