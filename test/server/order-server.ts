/*
 * A shop's back end that misbehaves on command. Under /<scenario>/ it answers the contract's order routes,
 * and POST /<scenario>/control/<action> says how; see order-control.ts for the other side.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Scenario, sendJson } from './order-scenario.ts';

/** Answers what lies under `prefix`. One set of scenarios each. */
export function createOrderHandler(prefix = ''): {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => void;
} {
  const scenarios = new Map<string, Scenario>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, name = '', path = ''] = /^\/([\w-]+)(\/.*)$/.exec(url.pathname.slice(prefix.length)) ?? [];
    if (!name) return sendJson(response, 404, {});
    const scenario = scenarios.get(name) ?? new Scenario();
    scenarios.set(name, scenario);
    scenario.hear(url.searchParams.get('at'));
    const [, action] = /^\/control\/([\w-]+)$/.exec(path) ?? [];
    if (action === undefined) return scenario.answer(request, response, path, url.searchParams);

    response.setHeader('access-control-allow-origin', '*');
    const body = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
    const answer = scenario.control(action, url.searchParams.get('order') ?? 'o1', body);
    sendJson(response, answer === undefined ? 404 : 200, answer ?? {});
  }

  return { handle, close: () => scenarios.forEach((scenario) => scenario.close()) };
}

/** A server of its own, with a port of its own: another origin, and its own six connections. */
export async function startOrderServer(port = 0): Promise<{ origin: string; close: () => Promise<void> }> {
  const { handle, close } = createOrderHandler();
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
