import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Real time: other processes start and end.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from '../../../tools/machine/ensure-postgres.ts';

/*
 * A Postgres server for one test file: a temporary folder, a free port of 127.0.0.1, synchronous writes. With WAYBILL_POSTGRES=required a machine without Postgres fails the tests instead of skipping them.
 */

export type PostgresServer = {
  /** Connection string of a new, empty database. */
  newDatabase(): Promise<string>;
  /** Kills all processes of the server (SIGKILL) and restarts it on the same folder and port. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

const password = 'secret';
const bin = findPostgres();

/** Why tests with Postgres are skipped, or `false`. */
export const skipPostgres =
  bin === undefined && process.env['WAYBILL_POSTGRES'] !== 'required' ? 'no Postgres server is installed here' : false;

/** Throws without an installed server: skip the tests with `skipPostgres`. */
export async function startPostgres(): Promise<PostgresServer> {
  if (bin === undefined) throw new Error('WAYBILL_POSTGRES is required, and no Postgres server is installed here');
  const binaries = bin;
  const folder = mkdtempSync(join(tmpdir(), 'waybill-postgres-'));
  const data = join(folder, 'data');
  // Postgres refuses to run as root. The other user needs access to the folder.
  const user = process.getuid?.() === 0 ? findUser() : undefined;
  if (user) {
    spawnSync('chown', [`${user.uid}:${user.gid}`, folder]);
    chmodSync(folder, 0o700);
  }
  const asUser = user ? ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o644 });
  const initdb = [
    ...asUser,
    join(binaries, 'initdb'),
    '-D',
    data,
    '-U',
    'waybill',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ];
  const made = spawnSync(initdb[0]!, initdb.slice(1), { cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);

  const port = await freePort();
  let count = 0;
  let server = await start();
  // Cleans up even if a test ends the process.
  const clean = (): void => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clean);

  async function start(): Promise<ReturnType<typeof spawn>> {
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=`,
      'fsync=on',
      'max_connections=100',
    ];
    const [command = '', ...rest] = [
      ...asUser,
      join(binaries, 'postgres'),
      '-D',
      data,
      ...settings.flatMap((text) => ['-c', text]),
    ];
    const child = spawn(command, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-10_000)));
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`postgres: ${log}`);
      try {
        const client = new pg.Client(address('postgres'));
        await client.connect();
        await client.end();
        return child;
      } catch {
        // Real time: another process starts.
        await sleep(20);
      }
    }
  }

  /** The server refuses to start while processes of the previous one are still ending. */
  async function startAgain(): ReturnType<typeof start> {
    for (;;) {
      try {
        return await start();
      } catch (error) {
        if (!/still in use|already exists/.test(String(error))) throw error;
        // Real time: other processes end.
        await sleep(50);
      }
    }
  }

  function address(database: string): string {
    return `postgres://waybill:${password}@127.0.0.1:${port}/${database}`;
  }

  return {
    async newDatabase() {
      count += 1;
      const client = new pg.Client(address('postgres'));
      await client.connect();
      await client.query(`CREATE DATABASE test_${count}`);
      await client.end();
      return address(`test_${count}`);
    },
    async crash() {
      const children = childrenOf(server.pid!);
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      children.forEach((pid) => kill(pid));
      await ended;
      server = await startAgain();
    },
    async stop() {
      const ended = once(server, 'exit');
      // Fast shutdown: closes open connections.
      server.kill('SIGINT');
      await ended;
      process.off('exit', clean);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new Error('Postgres refuses to run as root, and there is neither a user postgres nor nobody');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has ended with its parent.
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
