import type { IncomingMessage } from 'node:http';

/** The largest question a page asks, a thousand badges, takes about a third of this. */
const LARGEST_BODY = 512 * 1024;

/** The text of a request's body; `undefined` where it is larger than anyone needs. */
export async function readBody(request: IncomingMessage, largest = LARGEST_BODY): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the answer still reaches who sent it.
    if (size <= largest) chunks.push(chunk);
  }
  return size <= largest ? Buffer.concat(chunks).toString('utf8') : undefined;
}
