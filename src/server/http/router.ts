import type { ParseResult } from '../../contract/parse-estimates.ts';
import { pathIdPattern } from '../../contract/protocol.ts';
import type { Principal } from '../auth/authenticator.ts';
import type { Parameters, RequestContext, Route } from './define-route.ts';
import { unwrap } from './problem-error.ts';
import { requireJsonBody } from './read-body.ts';
import type { ServerContext } from './server-context.ts';

type PathParameter = { readonly description: string; readonly pattern: RegExp };

/** All path parameters. A segment that does not match its pattern is not found (404). */
export const pathParameters: Readonly<Record<string, PathParameter>> = {
  orderId: { description: 'Id of the order.', pattern: pathIdPattern },
  cancellationId: { description: 'Id of the cancellation.', pattern: pathIdPattern },
  source: { description: 'Name of the carrier or platform. It selects the adapter.', pattern: pathIdPattern },
  /** Message ids contain several other ids. */
  messageId: { description: 'Id of the message, percent-encoded.', pattern: /^[\x21-\x7e]{1,512}$/ },
};

export type RouteMatch = {
  readonly routesByMethod: ReadonlyMap<string, Route>;
  readonly params: Readonly<Record<string, string>>;
};

export type Router = (pathname: string) => RouteMatch | undefined;

export function createRouter(routes: readonly Route[]): Router {
  // Map.groupBy needs Node 21.
  const routesByPath = new Map<string, Route[]>();
  for (const route of routes) routesByPath.set(route.path, [...(routesByPath.get(route.path) ?? []), route]);
  return (pathname) => {
    const segments = pathname.replace(/\/$/, '').split('/');
    for (const [path, group] of routesByPath) {
      const params = matchSegments(path.split('/'), segments);
      if (params) return { routesByMethod: new Map(group.map((route) => [route.method, route])), params };
    }
    return undefined;
  };
}

function matchSegments(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name === undefined) {
      if (segment !== part) return undefined;
      continue;
    }
    const value = decodeSegment(segment);
    if (value === undefined || !pathParameters[name]?.pattern.test(value)) return undefined;
    params[name] = value;
  }
  return params;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

type MatchedRequest = {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly principal: Principal;
};

/**
 * Parses query, headers and JSON body by the schemas of the route, in this order.
 *
 * @throws ProblemError `validation`, `too-large` or `unsupported-type`
 */
export async function parseRequest(
  route: Route,
  server: ServerContext,
  { request, url, params, principal }: MatchedRequest,
): Promise<RequestContext> {
  const { query = {}, headers = {}, body } = route;
  return {
    ...server,
    request,
    url,
    principal,
    params,
    query: parseParameters(query, (name) => url.searchParams.get(name)),
    headers: parseParameters(headers, (name) => request.headers.get(name)),
    body:
      body && 'schema' in body
        ? unwrap(
            body.parse(await requireJsonBody(request, server.limits[body.limit]), { params, rawData: server.rawData }),
          )
        : undefined,
  };
}

function parseParameters(
  parameters: Parameters,
  getText: (name: string) => string | null,
): Readonly<Record<string, unknown>> {
  const parsed = Object.entries(parameters).map(
    ([name, parameter]) => [name, unwrap(withPath(name, parameter.parse(getText(name))))] as const,
  );
  return Object.fromEntries(parsed);
}

/** A parameter is a single text: its issues carry the name of the parameter. */
const withPath = <T>(path: string, parsed: ParseResult<T>): ParseResult<T> =>
  parsed.ok ? parsed : { ...parsed, issues: parsed.issues.map((issue) => ({ ...issue, path })) };
