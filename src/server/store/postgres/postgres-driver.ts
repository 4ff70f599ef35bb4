/*
 * The used part of the package `pg`, declared here so that shops with another store need neither the package nor its types.
 */

export type PostgresResult = { readonly rows: Record<string, unknown>[]; readonly command: string };

/** With a name, the statement is prepared once for each connection. */
export type PostgresStatement = { readonly text: string; readonly values: unknown[]; readonly name?: string };

export interface PostgresClient {
  query(sql: string): Promise<PostgresResult>;
  query(statement: PostgresStatement): Promise<PostgresResult>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'notification', listener: (message: { payload?: string | undefined }) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A client outside of the pool, with timeouts for servers that do not respond. */
export interface PostgresListeningClient extends PostgresClient {
  connect(): Promise<unknown>;
  end(): Promise<void>;
}

/** A client of a pool. */
export interface PostgresPoolClient extends PostgresClient {
  release(destroy?: boolean): void;
}

/** Configuration of a client of `pg`. */
type ClientConfig = { readonly connectionString?: string | undefined; readonly password?: unknown };

/** A pool of the package `pg`. */
export interface PostgresPool {
  readonly options: ClientConfig;
  connect(): Promise<PostgresPoolClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

export type PostgresDriver = {
  readonly createPool: (connectionString: string) => PostgresPool;
  readonly createClient: (config: ClientConfig) => PostgresListeningClient;
};

/** Milliseconds. */
const connectionTimeouts = { keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: 10_000 };

export async function importDriver(): Promise<PostgresDriver> {
  try {
    const { default: pg } = await import('pg');
    return {
      createPool: (connectionString) => new pg.Pool({ connectionString, keepAlive: true }),
      // The password of a pool's options is not enumerable.
      createClient: (config) =>
        new pg.Client({ ...config, ...connectionTimeouts, password: config.password as string | undefined }),
    };
  } catch (cause) {
    throw new Error('the Postgres store needs the package pg: npm install pg', { cause });
  }
}

/** Whether the connection failed, not the statement: SQLSTATE class 08, server shutdown or startup, or a network error. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(
      code,
    ) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  );
}
