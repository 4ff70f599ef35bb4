import type { ServerResponse } from 'node:http';
import type { Html } from '../html.ts';

/** What a strict shop sends: only its own files, nothing inline. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

export type Answer = { status: number; type: string; body: string | Uint8Array; headers?: Record<string, string> };

export function page(markup: Html, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body: `<!doctype html>\n${markup.markup}` };
}

export function json(data: unknown): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(data) };
}

/** RFC 9457. */
export function problem(status: number, code: string, title: string, more: object = {}): Answer {
  const body = JSON.stringify({ type: 'about:blank', title, status, code, ...more });
  return { status, type: 'application/problem+json', body };
}

export function redirect(location: string): Answer {
  return { status: 303, type: 'text/plain; charset=utf-8', body: '', headers: { location } };
}

/** Sends an answer with the shop's time as its `Date`: the widgets take their clock from there. */
export function send(response: ServerResponse, answer: Answer, now: number, isHead: boolean): void {
  const { status, type, body, headers } = answer;
  response.writeHead(status, {
    ...HEADERS,
    'cache-control': 'no-store',
    date: new Date(now).toUTCString(),
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(isHead ? undefined : body);
}
