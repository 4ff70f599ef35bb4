import { ShopSideError, type BackEnd } from '../back-end.ts';
import type { Place } from '../pages/layout.ts';

/** What the staff's pages work with. The shop's key stays inside the back end. */
export type StaffDesk = {
  backEnd: Pick<BackEnd, 'send' | 'store'>;
  place: Place;
  /** The shop's time, in milliseconds since the epoch. */
  now: number;
};

/** Why the back end did not do it. */
export type Refused = { code: string; detail: string };

export type Told<T> = { ok: true; data: T } | { ok: false; refused: Refused };

/** Asks the back end's shop side: sends a body, or reads where there is none. */
export async function tell<T>({ backEnd }: Pick<StaffDesk, 'backEnd'>, path: string, body?: unknown): Promise<Told<T>> {
  try {
    return { ok: true, data: (await backEnd.send(body === undefined ? 'GET' : 'POST', path, body)) as T };
  } catch (error) {
    if (!(error instanceof ShopSideError)) throw error;
    return { ok: false, refused: { code: error.code, detail: error.message } };
  }
}
