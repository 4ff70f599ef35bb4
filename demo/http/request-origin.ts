import type { IncomingMessage } from 'node:http';

export function isLoopbackHost(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** Whether the `Host` header names this machine. Another name may come from an attacker's page (DNS rebinding). */
export function isLoopbackRequest({ headers: { host } }: IncomingMessage): boolean {
  return isLoopbackHost((host ?? '').replace(/:\d+$/, ''));
}

/** Whether one of the demo's own pages sent the request. */
export function isSameOriginRequest(request: IncomingMessage): boolean {
  return isLoopbackRequest(request) && request.headers.origin === `http://${request.headers.host}`;
}
