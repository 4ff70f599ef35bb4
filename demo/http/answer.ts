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

/** `stream` writes the body itself, for as long as it likes. */
export type Answer = {
  status: number;
  type: string;
  headers?: Record<string, string>;
} & ({ body: string | Uint8Array } | { stream: (response: ServerResponse) => void });

export function page(markup: Html, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body: `<!doctype html>\n${markup.markup}` };
}

export function json(data: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, type: 'application/json', body: JSON.stringify(data), headers };
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
  const { status, type, headers } = answer;
  response.writeHead(status, {
    ...HEADERS,
    'cache-control': 'no-store',
    date: new Date(now).toUTCString(),
    ...(status !== 304 && { 'content-type': type }),
    ...('body' in answer && status !== 304 && { 'content-length': Buffer.byteLength(answer.body) }),
    ...headers,
  });
  if (isHead || !('stream' in answer)) response.end(isHead || !('body' in answer) ? undefined : answer.body);
  else answer.stream(response);
}
