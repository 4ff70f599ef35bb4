import { readBytes, readJsonBody, type Body } from '../intake/body.ts';
import { Failure } from './desk.ts';

/** The JSON of a body. Fails with 413, 415 or 400. */
export const readJson = async (request: Request, largest: number): Promise<unknown> => dataOf(await readJsonBody(request, largest));

/** The bytes of a body of any type. */
export const readRaw = async (request: Request, largest: number): Promise<Uint8Array> => dataOf(await readBytes(request, largest));

function dataOf<T>(body: Body<T>): T {
  if (body.ok) return body.data;
  if (body.code === 'not-json') throw new Failure('validation', { issues: [{ path: '', message: 'expected JSON in UTF-8' }] });
  throw new Failure(body.code);
}
