import type { ServerResponse } from 'node:http';
import type { Html } from '../html.ts';

/** A strict policy: only the shop's own files, nothing inline. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const commonHeaders = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

export type PageResponse = {
  status: number;
  /** The `Content-Type`. */
  type: string;
  headers?: Record<string, string>;
  body: string | Uint8Array;
};

export function createHtmlResponse(markup: Html, status = 200): PageResponse {
  return { status, type: 'text/html; charset=utf-8', body: `<!doctype html>\n${markup.markup}` };
}

export function createJsonResponse(data: unknown, status = 200, headers: Record<string, string> = {}): PageResponse {
  return { status, type: 'application/json', body: JSON.stringify(data), headers };
}

/** A problem document (RFC 9457). */
export function createProblemResponse(status: number, code: string, title: string, more: object = {}): PageResponse {
  const body = JSON.stringify({ type: 'about:blank', title, status, code, ...more });
  return { status, type: 'application/problem+json', body };
}

export function createRedirectResponse(location: string): PageResponse {
  return { status: 303, type: 'text/plain; charset=utf-8', body: '', headers: { location } };
}

/** Sends a response with `now` as its `Date` header: the elements derive their clock from that header. */
export function sendResponse(response: ServerResponse, page: PageResponse, now: number, isHead: boolean): void {
  const { status, type, headers, body } = page;
  response.writeHead(status, {
    ...commonHeaders,
    'cache-control': 'no-store',
    date: new Date(now).toUTCString(),
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(isHead ? undefined : body);
}
