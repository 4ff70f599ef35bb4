import type { IncomingMessage, ServerResponse } from 'node:http';

/** Any Fetch handler, such as the one of `createHandler`. */
type FetchHandler = (
  request: Request,
  connection: { remoteAddress: string | undefined },
) => Promise<Response> | Response;

/** In Express, `ip` is the client address behind trusted proxies. */
interface NodeRequest extends IncomingMessage {
  readonly ip?: string | undefined;
}

/**
 * Adapts a Fetch handler to `node:http` and Express. Mount it before middleware that parses bodies, such as `express.json()`;
 * in Express with `app.use('/waybill', …)`. Streams follow the back pressure of the client and end when it disconnects.
 */
export function toNodeListener(handler: FetchHandler): (request: NodeRequest, response: ServerResponse) => void {
  return (request, response) => {
    handleRequest(handler, request, response).catch((error: unknown) => {
      console.warn('waybill/server:', error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}

async function handleRequest(handler: FetchHandler, request: NodeRequest, response: ServerResponse): Promise<void> {
  const abortController = new AbortController();
  response.on('close', () => abortController.abort());
  // The response may be sent before the body is read completely. The rest of the body is then no error.
  request.on('error', () => abortController.abort());
  const address = parseRequestUrl(request);
  if (!address) {
    response.writeHead(400, { 'content-length': 0 }).end();
    return;
  }
  const connection = { remoteAddress: request.ip ?? request.socket.remoteAddress };
  await writeResponse(await handler(toRequest(request, address, abortController.signal), connection), response);
}

/** The scheme is that of the connection. Behind a proxy, configure the public one as `origins.own`. */
function parseRequestUrl({ headers, socket, url = '/' }: NodeRequest): URL | undefined {
  const scheme = 'encrypted' in socket && socket.encrypted ? 'https' : 'http';
  const host = String(headers[':authority'] ?? headers.host ?? 'localhost');
  // A host that contains a path would reach another route than the one a proxy has checked.
  const address = `${scheme}://${host}${url.startsWith('/') ? url : '/'}`;
  return /^[\w.:[\]-]+$/.test(host) && URL.canParse(address) ? new URL(address) : undefined;
}

function toRequest(request: NodeRequest, url: URL, signal: AbortSignal): Request {
  const { method = 'GET' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headersDistinct)) {
    // Pseudo-headers of HTTP/2.
    if (name.startsWith(':')) continue;
    for (const each of value ?? []) headers.append(name, each);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  if (request.readableEnded)
    throw new Error(
      'The body was read already: mount this before middleware that parses bodies, such as express.json()',
    );
  // `duplex` is required for stream bodies. The DOM types do not have it.
  return new Request(url, { method, headers, signal, body: createBodyStream(request), duplex: 'half' } as RequestInit);
}

/** Reads on demand. After `cancel`, the rest is discarded, so that the client can finish sending and read the response. */
function createBodyStream(request: NodeRequest): ReadableStream<Uint8Array> {
  let isStarted = false;
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (!isStarted) {
          isStarted = true;
          const finish = (settle: () => void): void => {
            if (!isOver) settle();
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

async function writeResponse(source: Response, response: ServerResponse): Promise<void> {
  response.statusCode = source.status;
  for (const [name, value] of source.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value);
  }
  const cookies = source.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!source.body) {
    response.end();
    return;
  }
  response.flushHeaders();
  const reader = source.body.getReader();
  const onClose = (): void => void reader.cancel().catch(() => undefined);
  // An aborted stream must not wait for a client that does not read.
  reader.closed.catch(() => response.destroy());
  response.on('close', onClose);
  if (response.destroyed) onClose();
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
    if (done || response.destroyed) break;
    if (!response.write(value)) await waitForDrain(response);
  }
  response.off('close', onClose);
  response.end();
}

function waitForDrain(response: ServerResponse): Promise<void> {
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
