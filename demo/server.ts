/**
 * Serves the demo shops: node demo/server.ts
 *
 * - `PORT`: the port, 4173 by default. If the port is taken, the demo listens on a free one.
 * - `WAYBILL_DATA`: the folder of the orders, demo/data by default.
 * - `WAYBILL_DATABASE`: a Postgres database for the orders, in place of files.
 * - `SMTP_URL`: the mail server for mail to customers. Without it the demo only shows the mail.
 * - `WAYBILL_SHOP_KEY`: the key of the shop side, for requests of other programs.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { assertBuilt } from './cdn-files.ts';
import { lockFolder } from './persistence/lock-folder.ts';

const HOST = '127.0.0.1';
const { env } = process;
const requestedPort = Number(env['PORT'] ?? 4173);

try {
  assertBuilt();
  // Loaded after the check: the modules below import the built package.
  const { createDemo } = await import('./app.ts');
  const folder = env['WAYBILL_DATA'] || fileURLToPath(new URL('data', import.meta.url));
  const unlockFolder = lockFolder(folder);
  if (!unlockFolder) console.log(`Another demo uses ${folder}: this demo keeps its orders in memory.`);
  const { server, close } = await createDemo({
    folder: unlockFolder && folder,
    database: env['WAYBILL_DATABASE'] || undefined,
    smtp: env['SMTP_URL'] || undefined,
    shopKey: env['WAYBILL_SHOP_KEY'] || undefined,
  });
  const port = await listen(server, requestedPort);
  if (requestedPort !== 0 && port !== requestedPort) console.log(`Port ${requestedPort} is taken.`);
  console.log(`The demo shops are at http://${HOST}:${port}/`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close()
        .catch((error: unknown) => {
          console.error(error);
          process.exitCode = 1;
        })
        .finally(() => unlockFolder?.());
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Open connections and timers would keep the process alive.
  process.exit(1);
}

/** Listens on the port, or on a free port if that one is taken. */
async function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('listening', () => resolve((server.address() as AddressInfo).port));
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port !== 0) server.listen(0, HOST);
      else reject(error);
    });
    server.listen(port, HOST);
  });
}
