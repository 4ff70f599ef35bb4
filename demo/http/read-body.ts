import type { IncomingMessage } from 'node:http';

/** About three times the largest request of a page: the estimates of a thousand products. */
const MAX_BODY_BYTES = 512 * 1024;

/** Reads the text of a request's body; `undefined` if the body is larger than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end: a client that still sends would not see the response.
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks).toString('utf8') : undefined;
}
