/*
 * A back end that misbehaves on command. It answers the contract's order routes below /<scenario>/.
 * POST /<scenario>/control/<action> sets faults and changes orders; fake-order-control.ts is the client of that route.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FakeOrderScenario, sendJson } from './fake-order-scenario.ts';

/** Answers requests below `prefix`. Each handler has its own scenarios. */
export function createFakeOrderHandler(prefix = ''): {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => void;
} {
  const scenarios = new Map<string, FakeOrderScenario>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, name = '', path = ''] = /^\/([\w-]+)(\/.*)$/.exec(url.pathname.slice(prefix.length)) ?? [];
    if (!name) return sendJson(response, 404, {});
    const scenario = scenarios.get(name) ?? new FakeOrderScenario();
    scenarios.set(name, scenario);
    scenario.setTime(url.searchParams.get('at'));
    const [, action] = /^\/control\/([\w-]+)$/.exec(path) ?? [];
    if (action === undefined) return scenario.handleRequest(request, response, path, url.searchParams);

    response.setHeader('access-control-allow-origin', '*');
    const body = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
    const answer = scenario.handleControl(action, url.searchParams.get('order') ?? 'o1', body);
    sendJson(response, answer === undefined ? 404 : 200, answer ?? {});
  }

  return { handle, close: () => scenarios.forEach((scenario) => scenario.close()) };
}

/** Starts a server on a port of its own: another origin, with its own six connections over HTTP/1.1. */
export async function startFakeOrderServer(port = 0): Promise<{ origin: string; close: () => Promise<void> }> {
  const { handle, close } = createFakeOrderHandler();
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
