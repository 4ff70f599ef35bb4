/*
 * What is used of the package `pg`, said here so that neither it nor its types are needed by those who
 * keep their orders elsewhere.
 */

export type PostgresResult = { readonly rows: Record<string, unknown>[]; readonly command: string };

/** With a name it is prepared once a connection. */
export type PostgresStatement = { readonly text: string; readonly values: unknown[]; readonly name?: string };

export interface PostgresClient {
  query(sql: string): Promise<PostgresResult>;
  query(statement: PostgresStatement): Promise<PostgresResult>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'notification', listener: (message: { payload?: string | undefined }) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A client of its own, beside the pool: it gives up on a server that does not answer. */
export interface PostgresListeningClient extends PostgresClient {
  connect(): Promise<unknown>;
  end(): Promise<void>;
}

/** A client of a pool. */
export interface PostgresPoolClient extends PostgresClient {
  release(destroy?: boolean): void;
}

/** What a client is made of: see the package. */
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
const patience = { keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: 10_000 };

export async function importDriver(): Promise<PostgresDriver> {
  try {
    const { default: pg } = await import('pg');
    return {
      createPool: (connectionString) => new pg.Pool({ connectionString, keepAlive: true }),
      // A pool hides its password from being copied along.
      createClient: (config) => new pg.Client({ ...config, ...patience, password: config.password as string | undefined }),
    };
  } catch (cause) {
    throw new Error('the Postgres store needs the package pg: npm install pg', { cause });
  }
}

/** Whether the connection, not the statement, failed: by Postgres' class 08, a server going down or coming up, or the network. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(error.message)
  );
}
