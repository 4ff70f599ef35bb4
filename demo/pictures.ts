import type { PageResponse } from './http/page-response.ts';
import type { Shop } from './shops/shop.ts';

/* The pictures of a shop: SVG files that the demo serves, for its own pages and for the order status. */

/** The name of the photo of a place where a parcel was left. */
export const DELIVERY_PHOTO = 'delivery-photo';

/** @param name the id of a product, or `DELIVERY_PHOTO` */
export function formatPicturePath({ id }: Shop, name: string): string {
  return `/${id}/pictures/${name}.svg`;
}

/** Answers `pictures/{name}.svg`; `undefined` for every other path. */
export function createPictureResponse(shop: Shop, path: string): PageResponse | undefined {
  const [, name] = /^pictures\/([\w-]+)\.svg$/.exec(path) ?? [];
  const picture = name === DELIVERY_PHOTO ? shop.deliveryPhoto : shop.products.find(({ id }) => id === name)?.picture;
  if (!picture) return undefined;
  return { status: 200, type: 'image/svg+xml', body: picture.markup, headers: { 'cache-control': 'max-age=3600' } };
}
