/** A body, or why there is none: too many bytes, of another type, not JSON. */
export type Body<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly code: BodyFault };
export type BodyFault = 'too-large' | 'unsupported-type' | 'not-json';

/** The JSON of a request that says it is. What comes by a form of another site never does. */
export async function readJsonBody(request: Request, largest: number): Promise<Body<unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) return { ok: false, code: 'unsupported-type' };
  const bytes = await readBytes(request, largest);
  if (!bytes.ok) return bytes;
  try {
    return { ok: true, data: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.data)) as unknown };
  } catch {
    return { ok: false, code: 'not-json' };
  }
}

/** The bytes of a body; reading stops once there are too many. */
export async function readBytes(request: Request, largest: number): Promise<Body<Uint8Array>> {
  const tooLarge = { ok: false, code: 'too-large' } as const;
  if (Number(request.headers.get('content-length') ?? 0) > largest) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    size += piece.value.byteLength;
    if (size > largest) {
      await reader?.cancel().catch(() => undefined);
      return tooLarge;
    }
    chunks.push(piece.value);
  }
  const data = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    data.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return { ok: true, data };
}
