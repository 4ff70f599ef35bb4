import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { keyOf } from '../../../src/server/webhooks/signature.ts';

type Body = { type: string; timestamp: string; data: { orderId: string; version: number } };
type Got = { readonly id: string; readonly headers: IncomingMessage['headers']; readonly text: string; readonly body: Body };

/** How the receiver behaves, by the request's number from 0; without an answer the request stays open. */
type Behavior = (response: ServerResponse, got: Got, index: number) => unknown;

export const ok: Behavior = (response) => response.writeHead(204).end();
export const answer =
  (status: number, headers: Record<string, string> = {}): Behavior =>
  (response) =>
    response.writeHead(status, headers).end();
export const drop: Behavior = (response) => response.destroy();
export const hang: Behavior = () => {};

export const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;
export const newSecret = `whsec_${Buffer.from('another secret of 32 bytes, fine').toString('base64')}`;

/** Another system of the shop, on loopback: it refuses what a receiver of Standard Webhooks would refuse. */
export async function openReceiver(behave: Behavior = ok, receiverSecret: string = secret) {
  const receiver = { behave, url: '', got: [] as Got[], forged: 0, close };
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { headers } = request;
    // The library holds the timestamp against the machine's clock, which is not the tests'.
    const id = String(headers['webhook-id']);
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const isSigned = String(headers['webhook-signature']).split(' ').includes(keyOf(receiverSecret).sign(id, at, body));
    if (!isSigned) receiver.forged += 1;
    const got = { id, headers, text: body, body: JSON.parse(body) as Body };
    receiver.got.push(got);
    await receiver.behave(response, got, receiver.got.length - 1);
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** As a receiver of today does it, by the library and the machine's clock. Throws where it is not signed. */
export function verifyByLibrary({ text, headers }: Got, receiverSecret: string): unknown {
  return new Webhook(receiverSecret).verify(text, headers as Record<string, string>);
}
