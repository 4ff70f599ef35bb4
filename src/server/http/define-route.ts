import type * as z from 'zod/mini';
import type { ParseResult } from '../../contract/parse-estimates.ts';
import type { Principal } from '../auth/authenticator.ts';
import type { Scope } from '../auth/guest-tokens.ts';
import type { ServerProblemCode } from '../shared/problem.ts';
import { parseStrictly } from '../validation/issues.ts';
import type { RawDataPolicy } from '../validation/raw-data.ts';
import type { ServerContext } from './server-context.ts';

/** `public`: anybody. `read`, `cancel`: a customer with that scope, or the shop. `source`: a sender that signs its webhooks. */
export type Access = 'public' | Scope | 'shop' | 'source';

/** A query parameter or a request header. */
export type Parameter<T = unknown> = {
  readonly description: string;
  /** Its output is the schema in the OpenAPI document. */
  readonly schema: z.core.$ZodType;
  readonly isRequired: boolean;
  readonly parse: (text: string | null) => ParseResult<T>;
};
export type Parameters = Readonly<Record<string, Parameter>>;

export const optionalParameter = <T>(schema: z.core.$ZodType<T>, description: string): Parameter<T | undefined> => ({
  description,
  schema,
  isRequired: false,
  parse: (text) => (text === null ? { ok: true, data: undefined } : parseStrictly(schema, text)),
});

export const requiredParameter = <T>(schema: z.core.$ZodType<T>, description: string): Parameter<T> => ({
  description,
  schema,
  isRequired: true,
  parse: (text) => parseStrictly(schema, text ?? ''),
});

type BodyLimit = 'maxBodyBytes' | 'maxShopBodyBytes';

export type JsonBody<T> = {
  readonly schema: z.core.$ZodType;
  /** Whether fields are refused that the schema does not name. */
  readonly isStrict: boolean;
  readonly limit: BodyLimit;
  readonly parse: (body: unknown, options: BodyOptions) => ParseResult<T>;
};
type BodyOptions = { readonly params: Readonly<Record<string, string>>; readonly rawData: RawDataPolicy };

/** A body of any media type, which the route reads itself. */
export type RawBody = { readonly rawBody: string };

export type RouteResponse = {
  readonly description: string;
  readonly schema?: z.core.$ZodType;
  readonly headers?: readonly ('ETag' | 'Location')[];
  /** Data of server-sent events by event name, if the response may also be a stream. */
  readonly events?: Readonly<Record<string, z.core.$ZodType>>;
};

/** The names between braces: `{ orderId: string }` for `/orders/{orderId}`. */
type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Each in Name | keyof PathParams<Rest>]: string }
  : unknown;

type Values<P extends Parameters> = { readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never };

/** One request, parsed by the schemas of its route. */
export type RequestContext<
  Path extends string = string,
  Query extends Parameters = Parameters,
  Headers extends Parameters = Parameters,
  Body = unknown,
> = ServerContext & {
  readonly request: Request;
  readonly url: URL;
  readonly principal: Principal;
  readonly params: PathParams<Path>;
  readonly query: Values<Query>;
  readonly headers: Values<Headers>;
  readonly body: Body;
};

export type Route<
  Path extends string = string,
  Query extends Parameters = Parameters,
  Headers extends Parameters = Parameters,
  Body = unknown,
> = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** OpenAPI path template, such as `/orders/{orderId}`. */
  readonly path: Path;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly query?: Query;
  readonly headers?: Headers;
  readonly body?: JsonBody<Body> | RawBody;
  /** Successful responses by status. */
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** Problems of this route alone. Those that follow from `access` and `body` are derived. */
  readonly problems?: readonly ServerProblemCode[];
  handle(context: RequestContext<Path, Query, Headers, Body>): Promise<Response>;
};

type NoParameters = Readonly<Record<string, never>>;

/** Declares a route. The router parses requests by it, and the OpenAPI document is generated from it. */
export const defineRoute = <
  const Path extends string,
  Query extends Parameters = NoParameters,
  Headers extends Parameters = NoParameters,
  Body = undefined,
>(
  route: Route<Path, Query, Headers, Body>,
): Route<Path, Query, Headers, Body> => route;
