import { cancel, decide, getCancellation } from './cancellations.ts';
import type { Route } from './desk.ts';
import { estimateAll, estimateOne } from './estimates.ts';
import { followOrder } from './events.ts';
import { addEvent, getOrder, putOrder } from './orders.ts';
import { listDeadLetters, listIncidents, listStrays, mintToken, receiveHook, replayDeadLetter } from './shop-side.ts';

/** All that is answered; the OpenAPI document has the same. */
export const routes: readonly Route[] = [
  { method: 'POST', path: '/estimates', access: 'anybody', answer: estimateAll },
  { method: 'GET', path: '/estimates', access: 'anybody', answer: estimateOne },
  { method: 'GET', path: '/orders/{id}', access: 'read', answer: getOrder },
  { method: 'PUT', path: '/orders/{id}', access: 'shop', answer: putOrder },
  { method: 'GET', path: '/orders/{id}/events', access: 'read', answer: followOrder },
  { method: 'POST', path: '/orders/{id}/events', access: 'shop', answer: addEvent },
  { method: 'POST', path: '/orders/{id}/cancellations', access: 'cancel', answer: cancel },
  { method: 'GET', path: '/orders/{id}/cancellations/{cid}', access: 'read', answer: getCancellation },
  { method: 'POST', path: '/orders/{id}/cancellations/{cid}/decision', access: 'shop', answer: decide },
  { method: 'POST', path: '/orders/{id}/tokens', access: 'shop', answer: mintToken },
  { method: 'POST', path: '/hooks/{source}', access: 'source', answer: receiveHook },
  { method: 'GET', path: '/incidents', access: 'shop', answer: listIncidents },
  { method: 'GET', path: '/strays', access: 'shop', answer: listStrays },
  { method: 'GET', path: '/dead-letters', access: 'shop', answer: listDeadLetters },
  { method: 'POST', path: '/dead-letters/{message}/replay', access: 'shop', answer: replayDeadLetter },
];

/** What may stand in an address, by its name; ids of messages are made of several others. */
const patterns: Record<string, RegExp> = {
  id: /^[\w-]{1,64}$/,
  cid: /^[\w-]{1,64}$/,
  source: /^[\w-]{1,64}$/,
  message: /^[\x21-\x7e]{1,512}$/,
};

export type Found = {
  /** By method. */
  readonly routes: ReadonlyMap<string, Route>;
  readonly path: Readonly<Record<string, string>>;
};

const byPath = new Map<string, Route[]>();
for (const route of routes) byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);

/** The routes at a path, and what stands in its place-holders. */
export function findRoutes(pathname: string): Found | undefined {
  const segments = pathname.replace(/\/$/, '').split('/');
  for (const [path, group] of byPath) {
    const values = matchPath(path.split('/'), segments);
    if (values) return { routes: new Map(group.map((route) => [route.method, route])), path: values };
  }
  return undefined;
}

function matchPath(expected: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (expected.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    const value = name === undefined ? segment : decode(segment);
    const fits = name === undefined ? segment === part : value !== undefined && patterns[name]?.test(value);
    if (!fits || value === undefined) return undefined;
    if (name !== undefined) values[name] = value;
  }
  return values;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
