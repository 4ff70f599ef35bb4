/** Serves the demo shops: node demo/server.ts. PORT says where; a taken port gives way to a free one. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDemo } from './app.ts';

const HOST = '127.0.0.1';
const wanted = Number(process.env['PORT'] ?? 4173);

try {
  const server = await createDemo();
  const port = await listen(server, wanted);
  if (wanted !== 0 && port !== wanted) console.log(`Port ${wanted} is taken.`);
  console.log(`The demo shops are at http://${HOST}:${port}/`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
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
