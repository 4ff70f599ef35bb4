import { ProblemError } from './problem-error.ts';

type BodyResult<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly code: BodyErrorCode };
type BodyErrorCode = 'too-large' | 'unsupported-type' | 'not-json';

/** Requires `application/json`, which an HTML form of another site cannot send. */
async function readJsonBody(request: Request, maxBytes: number): Promise<BodyResult<unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) return { ok: false, code: 'unsupported-type' };
  const bytes = await readBytes(request, maxBytes);
  if (!bytes.ok) return bytes;
  try {
    return { ok: true, data: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.data)) as unknown };
  } catch {
    return { ok: false, code: 'not-json' };
  }
}

/** Stops reading as soon as the body is too large. */
async function readBytes(request: Request, maxBytes: number): Promise<BodyResult<Uint8Array>> {
  const tooLarge = { ok: false, code: 'too-large' } as const;
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const result = await reader?.read();
    if (!result || result.done) break;
    size += result.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel().catch(() => undefined);
      return tooLarge;
    }
    chunks.push(result.value);
  }
  const data = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    data.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return { ok: true, data };
}

/** @throws ProblemError `too-large`, `unsupported-type` or `validation` */
export const requireJsonBody = async (request: Request, maxBytes: number): Promise<unknown> =>
  unwrapBody(await readJsonBody(request, maxBytes));

/** @throws ProblemError `too-large` */
export const requireRawBody = async (request: Request, maxBytes: number): Promise<Uint8Array> =>
  unwrapBody(await readBytes(request, maxBytes));

function unwrapBody<T>(body: BodyResult<T>): T {
  if (body.ok) return body.data;
  if (body.code === 'not-json')
    throw new ProblemError('validation', { issues: [{ path: '', message: 'expected JSON in UTF-8' }] });
  throw new ProblemError(body.code);
}
