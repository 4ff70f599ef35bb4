/**
 * Serves the demo shops: node demo/server.ts. PORT says where; a taken port gives way to a free one. Orders are kept
 * in demo/data, in the folder that WAYBILL_DATA names, or in the Postgres database that WAYBILL_DATABASE names. Mail
 * goes to SMTP_URL. WAYBILL_SHOP_KEY lets other programs use the shop side.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createDemo } from './app.ts';
import { holdFolder } from './keeping/hold-folder.ts';

const HOST = '127.0.0.1';
const { env } = process;
const wanted = Number(env['PORT'] ?? 4173);

try {
  const folder = env['WAYBILL_DATA'] || fileURLToPath(new URL('data', import.meta.url));
  const letGo = holdFolder(folder);
  if (!letGo) console.log(`Another demo keeps its orders in ${folder}: this one forgets its own when it ends.`);
  const { server, close } = await createDemo({
    folder: letGo && folder,
    database: env['WAYBILL_DATABASE'] || undefined,
    smtp: env['SMTP_URL'] || undefined,
    shopKey: env['WAYBILL_SHOP_KEY'] || undefined,
  });
  const port = await listen(server, wanted);
  if (wanted !== 0 && port !== wanted) console.log(`Port ${wanted} is taken.`);
  console.log(`The demo shops are at http://${HOST}:${port}/`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close()
        .catch((error: unknown) => {
          console.error(error);
          process.exitCode = 1;
        })
        .finally(() => letGo?.());
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // What was opened by then would go on.
  process.exit(1);
}

/** Listens on a port, or on a free one where that is taken. */
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
