/** The used part of Koa's context. */
export type KoaContext = {
  method: string;
  path: string;
  query: Record<string, string | string[] | undefined>;
  status: number;
  type: string;
  body: unknown;
  set: (name: string, value: string) => void;
};

export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => unknown;
