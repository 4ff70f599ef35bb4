import type { ParseResult, ValidationIssue } from '../../contract/parse-estimates.ts';
import { namePattern, PATH_ID_FORMAT, pathIdPattern } from '../../contract/protocol.ts';
import type { Principal } from '../auth/authenticator.ts';
import type { Parameters, RequestContext, Route } from './define-route.ts';
import { unwrap } from './problem-error.ts';
import { requireJsonBody } from './read-body.ts';
import type { ServerContext } from './server-context.ts';

type PathParameter = { readonly description: string; readonly pattern: RegExp; readonly format: string };

const pathId = { pattern: pathIdPattern, format: PATH_ID_FORMAT };

/** All path parameters. A segment that does not match its pattern is refused (400). */
export const pathParameters: Readonly<Record<string, PathParameter>> = {
  orderId: { description: 'Id of the order, percent-encoded.', ...pathId },
  cancellationId: { description: 'Id of the cancellation, percent-encoded.', ...pathId },
  source: {
    description: 'Name of the carrier or platform. It selects the adapter.',
    pattern: namePattern,
    format: '1 to 64 letters, digits, - and _',
  },
  /** Message ids contain several other ids, percent-encoded. */
  messageId: {
    description: 'Id of the message, percent-encoded.',
    pattern: /^[\x21-\x7e]{1,4096}$/,
    format: '1 to 4096 visible ASCII characters',
  },
};

export type RouteMatch = {
  readonly routesByMethod: ReadonlyMap<string, Route>;
  readonly params: Readonly<Record<string, string>>;
  /** Of parameters that are no ids. Their texts are not in `params`. */
  readonly issues: readonly ValidationIssue[];
};

export type Router = (pathname: string) => RouteMatch | undefined;

export function createRouter(routes: readonly Route[]): Router {
  // Map.groupBy needs Node 21.
  const routesByPath = new Map<string, Route[]>();
  for (const route of routes) routesByPath.set(route.path, [...(routesByPath.get(route.path) ?? []), route]);
  return (pathname) => {
    const segments = pathname.replace(/\/$/, '').split('/');
    for (const [path, group] of routesByPath) {
      const match = matchSegments(path.split('/'), segments);
      if (match) return { routesByMethod: new Map(group.map((route) => [route.method, route])), ...match };
    }
    return undefined;
  };
}

function matchSegments(
  template: readonly string[],
  segments: readonly string[],
): Pick<RouteMatch, 'params' | 'issues'> | undefined {
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  const issues: ValidationIssue[] = [];
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name === undefined) {
      if (segment !== part) return undefined;
      continue;
    }
    const value = decodeSegment(segment);
    const parameter = pathParameters[name];
    if (value === undefined) issues.push({ path: name, message: 'expected percent-encoded UTF-8' });
    else if (parameter?.pattern.test(value)) params[name] = value;
    else issues.push({ path: name, message: `expected ${parameter?.format}` });
  }
  return { params, issues };
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
