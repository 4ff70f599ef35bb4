import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type LaunchOptions, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/browsers.ts';
import { OrderControl } from '../server/order-control.ts';
import { createOrderHandler } from '../server/order-server.ts';
import { selfSigned } from './self-signed.ts';

export type Way = 'stream' | 'polling';
export const ways: readonly Way[] = ['stream', 'polling'];

const executablePath = findBrowsers().chromium?.browser;
/** For `it`: why a whole-page test cannot run here. */
export const skip = executablePath === undefined && 'there is no Chromium here';

export const TAG = 'waybill-order-status';

export type Shop = {
  origin: string;
  /** Serves this page, with the built file and an element that follows the scenario's order. */
  page(path: string, html: string): string;
  /** A scenario of the misbehaving server, on the pages' own origin. */
  scenario(way: Way): Promise<OrderControl>;
  /** Tells every connection to go away, as a server that restarts; over HTTP/2 alone. */
  goAway(): void;
  close(): Promise<void>;
};

/** A shop on the network: its pages, the built files and its orders over one protocol. */
export async function openShop(protocol: 'http/1.1' | 'h2' = 'http/1.1', transform?: (response: ServerResponse) => void): Promise<Shop> {
  const pages = new Map<string, string>();
  const orders = createOrderHandler('/order-server');
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (path.startsWith('/order-server/')) {
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
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response).catch(() => response.destroy());
  const secure = protocol === 'h2' ? createSecureServer(selfSigned(), listener as never) : undefined;
  const sessions = new Set<{ goaway(): void; ping(answered: () => void): boolean; destroy(): void }>();
  secure?.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  const server = secure ?? createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The test itself speaks plain HTTP, also to a server whose certificate is nobody's.
  const back = secure ? createServer(listener) : undefined;
  back?.listen(0, '127.0.0.1');
  if (back) await once(back, 'listening');
  const origin = `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = back ? `http://127.0.0.1:${(back.address() as AddressInfo).port}` : origin;
  let scenarios = 0;
  const goAway = (): void => {
    for (const session of sessions) {
      session.goaway();
      // Who answers this has heard that.
      session.ping(() => session.destroy());
    }
  };
  return {
    origin,
    goAway,
    page(path, html) {
      pages.set(path, `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>shop</title>${html}`);
      return `${origin}${path}`;
    },
    async scenario(way) {
      const control = new OrderControl(`${base}/order-server`, `pages-${(scenarios += 1)}`);
      await control.set({ hasStream: way === 'stream', heartbeatMs: 5_000 });
      return control;
    },
    async close() {
      orders.close();
      for (const session of sessions) session.destroy();
      for (const each of [server, back]) {
        if (!each) continue;
        if ('closeAllConnections' in each) each.closeAllConnections();
        each.close();
        await once(each, 'close');
      }
    },
  };
}

export const script = '<script src="/dist/cdn/order-status.iife.js"></script>';

/** An element that follows a scenario's order. */
export const following = (control: OrderControl, attributes = ''): string =>
  `<${TAG} endpoint="${control.endpoint.pathname}" order-id="o1" ${attributes}>See your mail</${TAG}>`;

export async function openBrowser(options: LaunchOptions = {}): Promise<Browser | undefined> {
  if (executablePath === undefined) return undefined;
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--no-first-run'];
  return chromium.launch({ executablePath, args, ...options });
}

/** Waits until the headline of the page's element is this. */
export async function says(page: Page, text: string): Promise<void> {
  await page.locator(`${TAG} [part~=headline]`).getByText(text, { exact: true }).waitFor();
}

export async function isLive(page: Page): Promise<void> {
  await page.locator(`${TAG}:state(live)`).waitFor();
}

export { until } from '../support/until.ts';
