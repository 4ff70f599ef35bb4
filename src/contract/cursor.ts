/**
 * One version of an order in one epoch, written `epoch.version`, for example `k3.42`. It is the id of an `order` event, and
 * in quotes the ETag of an order.
 */
export type Cursor = { readonly epoch: string; readonly version: number };

export const formatCursor = ({ epoch, version }: Cursor): string => `${epoch}.${version}`;

/** Parses `epoch.version`; `undefined` for any other text. The epoch of a shop's own back end may contain dots. */
export function parseCursor(text: string | undefined): Cursor | undefined {
  const [, epoch, digits] = /^(.{1,64})\.(\d{1,16})$/.exec(text ?? '') ?? [];
  return epoch !== undefined && isVersion(Number(digits)) ? { epoch, version: Number(digits) } : undefined;
}

/** A version is a whole number that a JavaScript number holds exactly. */
export function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
