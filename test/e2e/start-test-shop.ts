import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { FakeOrderControl } from '../fakes/fake-order-control.ts';
import { createFakeOrderHandler } from '../fakes/fake-order-server.ts';
import { createCertificate } from './create-certificate.ts';

export type UpdateMode = 'stream' | 'polling';
export const updateModes: readonly UpdateMode[] = ['stream', 'polling'];

export const TAG = 'waybill-order-status';

export type TestShop = {
  origin: string;
  /** Serves a page. Returns its URL. */
  addPage(path: string, html: string): string;
  /** Creates a scenario of the fake order server, on the pages' origin. */
  createScenario(updateMode: UpdateMode): Promise<FakeOrderControl>;
  /** Sends GOAWAY on every HTTP/2 connection, as a restarting server does. */
  sendGoAway(): void;
  close(): Promise<void>;
};

/** Serves pages, built files and the fake order server over one protocol. */
export async function startTestShop(
  protocol: 'http/1.1' | 'h2' = 'http/1.1',
  transform?: (response: ServerResponse) => void,
): Promise<TestShop> {
  const pages = new Map<string, string>();
  const orders = createFakeOrderHandler('/fake-orders');
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (path.startsWith('/fake-orders/')) {
      if (path.includes('/events')) transform?.(response);
      return orders.handle(request, response);
    }
    if (/^\/dist\/cdn\/([\w-]+\/)*[\w-][\w.-]*$/.test(path)) {
      response.setHeader('content-type', 'text/javascript');
      response.end(await readFile(join('.', path)));
      return undefined;
    }
    response.writeHead(pages.has(path) ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(pages.get(path) ?? '');
    return undefined;
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void =>
    void respond(request, response).catch(() => response.destroy());
  const secure = protocol === 'h2' ? createSecureServer(createCertificate(), listener as never) : undefined;
  const sessions = new Set<{ goaway(): void; ping(callback: () => void): boolean; destroy(): void }>();
  secure?.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  const server = secure ?? createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Tests use plain HTTP: Node refuses the self-signed certificate.
  const plainServer = secure ? createServer(listener) : undefined;
  plainServer?.listen(0, '127.0.0.1');
  if (plainServer) await once(plainServer, 'listening');
  const origin = `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = plainServer ? `http://127.0.0.1:${(plainServer.address() as AddressInfo).port}` : origin;
  let scenarios = 0;
  const sendGoAway = (): void => {
    for (const session of sessions) {
      session.goaway();
      // The response to a ping proves that GOAWAY has arrived.
      session.ping(() => session.destroy());
    }
  };
  return {
    origin,
    sendGoAway,
    addPage(path, html) {
      pages.set(
        path,
        `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>shop</title>${html}`,
      );
      return `${origin}${path}`;
    },
    async createScenario(updateMode) {
      const control = new FakeOrderControl(`${base}/fake-orders`, `pages-${(scenarios += 1)}`);
      await control.configure({ hasStream: updateMode === 'stream', heartbeatMs: 5_000 });
      return control;
    },
    async close() {
      orders.close();
      for (const session of sessions) session.destroy();
      for (const httpServer of [server, plainServer]) {
        if (!httpServer) continue;
        if ('closeAllConnections' in httpServer) httpServer.closeAllConnections();
        httpServer.close();
        await once(httpServer, 'close');
      }
    },
  };
}

export const orderStatusScript = '<script src="/dist/cdn/order-status.iife.js"></script>';

/** An order status element for a scenario's order. */
export const orderStatusMarkup = (control: FakeOrderControl, attributes = ''): string =>
  `<${TAG} endpoint="${control.endpoint.pathname}" order-id="o1" ${attributes}>See your mail</${TAG}>`;

/** Waits for the headline of the page's element. */
export async function waitForHeadline(page: Page, text: string): Promise<void> {
  await page.locator(`${TAG} [part~=headline]`).getByText(text, { exact: true }).waitFor();
}

export async function waitUntilLive(page: Page): Promise<void> {
  await page.locator(`${TAG}:state(live)`).waitFor();
}
