import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a Fetch handler needs to be; the one of `createHandler` is, and so is any framework's. */
type FetchHandler = (request: Request, connection: { remoteAddress: string | undefined }) => Promise<Response> | Response;

/** Express names the address behind proxies that it trusts. */
interface NodeRequest extends IncomingMessage {
  readonly ip?: string | undefined;
}

/**
 * Lets a handler answer for `node:http`, and for Express where it is mounted (`app.use('/waybill', …)`),
 * before anything that reads bodies. Streams wait for those who read slowly and end with those who leave.
 */
export function toNodeListener(handler: FetchHandler): (request: NodeRequest, response: ServerResponse) => void {
  return (request, response) => {
    answer(handler, request, response).catch((error: unknown) => {
      console.warn('waybill/server:', error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}

async function answer(handler: FetchHandler, request: NodeRequest, response: ServerResponse): Promise<void> {
  const left = new AbortController();
  response.on('close', () => left.abort());
  // An answer may come before the whole of a body did; what is cut off then is nobody's error.
  request.on('error', () => left.abort());
  const address = urlOf(request);
  if (!address) {
    response.writeHead(400, { 'content-length': 0 }).end();
    return;
  }
  const connection = { remoteAddress: request.ip ?? request.socket.remoteAddress };
  await send(await handler(toRequest(request, address, left.signal), connection), response);
}

/** The scheme is the connection's own: behind a proxy, say the true one by `origins.own`. */
function urlOf({ headers, socket, url = '/' }: NodeRequest): URL | undefined {
  const scheme = 'encrypted' in socket && socket.encrypted ? 'https' : 'http';
  const host = String(headers[':authority'] ?? headers.host ?? 'localhost');
  // A host with a path in it would lead to another route than the one that a proxy let pass.
  const address = `${scheme}://${host}${url.startsWith('/') ? url : '/'}`;
  return /^[\w.:[\]-]+$/.test(host) && URL.canParse(address) ? new URL(address) : undefined;
}

function toRequest(request: NodeRequest, url: URL, signal: AbortSignal): Request {
  const { method = 'GET' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headersDistinct)) {
    // Those of HTTP/2 that stand for the first line.
    if (name.startsWith(':')) continue;
    for (const each of value ?? []) headers.append(name, each);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  if (request.readableEnded) throw new Error('The body was read before: mount this before what parses bodies, such as express.json()');
  // `duplex` is demanded for bodies that are streams; the types of browsers do not know it.
  return new Request(url, { method, headers, signal, body: bodyOf(request), duplex: 'half' } as RequestInit);
}

/** Read as it is asked for. What nobody asks for any more is dropped, so that the answer still reaches who sends it. */
function bodyOf(request: NodeRequest): ReadableStream<Uint8Array> {
  let isStarted = false;
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (!isStarted) {
          isStarted = true;
          const finish = (last: () => void): void => {
            if (!isOver) last();
            isOver = true;
          };
          request.on('data', (chunk: Buffer) => {
            if (isOver) return;
            controller.enqueue(new Uint8Array(chunk));
            request.pause();
          });
          request.on('end', () => finish(() => controller.close()));
          request.on('close', () => finish(() => controller.error(new Error('The connection was closed'))));
        }
        request.resume();
      },
      cancel() {
        isOver = true;
        request.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!answer.body) {
    response.end();
    return;
  }
  response.flushHeaders();
  const reader = answer.body.getReader();
  const onClose = (): void => void reader.cancel().catch(() => undefined);
  // A stream that is cut while its reader does not read waits for no drain.
  reader.closed.catch(() => response.destroy());
  response.on('close', onClose);
  if (response.destroyed) onClose();
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
    if (done || response.destroyed) break;
    if (!response.write(value)) await drained(response);
  }
  response.off('close', onClose);
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
