/** What the tests' middlewares use of Koa's context. */
export type Context = {
  method: string;
  path: string;
  query: Record<string, string | string[] | undefined>;
  status: number;
  type: string;
  body: unknown;
  set: (name: string, value: string) => void;
};

export type Middleware = (context: Context, next: () => Promise<unknown>) => unknown;
