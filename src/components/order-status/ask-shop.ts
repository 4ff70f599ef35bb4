import type { Access } from '../../client/access.ts';
import { RequestError, requestJson } from '../../client/request-json.ts';

/**
 * Asks the shop for JSON as who is signed in, once more with a new token where it refuses the one there is.
 *
 * @throws RequestError as `requestJson` does
 */
export async function askShop(url: URL, access: Access, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}): Promise<unknown> {
  const ask = (token: string | undefined): Promise<unknown> =>
    requestJson(url, {
      ...init,
      cache: 'no-store',
      headers: { ...init.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      redirect: token === undefined ? 'follow' : 'error',
    });
  const token = await access.token();
  try {
    return await ask(token);
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 401 || !(await access.renew(token))) throw error;
    return ask(await access.token());
  }
}
