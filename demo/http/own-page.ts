import type { IncomingMessage } from 'node:http';

/** Whether the demo was asked under a name of this machine, not under one that somebody pointed at it. */
export function isLocal({ headers: { host } }: IncomingMessage): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host ?? '');
}

/** Whether what is sent comes from one of the demo's own pages. */
export function isOwnPage(request: IncomingMessage): boolean {
  return isLocal(request) && request.headers.origin === `http://${request.headers.host}`;
}
