import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { createSigner } from '../../../src/server/webhooks/signature.ts';

type Body = { type: string; timestamp: string; data: { orderId: string; version: number } };
type ReceivedRequest = {
  readonly id: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: Body;
};

/** Response of the receiver by request number, from 0. Without a response the request stays open. */
type Behavior = (response: ServerResponse, got: ReceivedRequest, index: number) => unknown;

export const respondOk: Behavior = (response) => response.writeHead(204).end();
export const respondWith =
  (status: number, headers: Record<string, string> = {}): Behavior =>
  (response) =>
    response.writeHead(status, headers).end();
export const dropConnection: Behavior = (response) => response.destroy();
export const neverRespond: Behavior = () => {};

export const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;
export const newSecret = `whsec_${Buffer.from('another secret of 32 bytes, fine').toString('base64')}`;

/** A webhook receiver on loopback that verifies signatures of Standard Webhooks. */
export async function startReceiver(behave: Behavior = respondOk, receiverSecret: string = secret) {
  const receiver = { behave, url: '', got: [] as ReceivedRequest[], forged: 0, close };
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { headers } = request;
    // The library compares the timestamp with the machine's clock, which differs from the clock of the tests.
    const id = String(headers['webhook-id']);
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const isSigned = String(headers['webhook-signature'])
      .split(' ')
      .includes(createSigner(receiverSecret).sign(id, at, body));
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

/** Verifies a request by the library and the machine's clock. Throws if it is not signed. */
export function verifyByLibrary({ text, headers }: ReceivedRequest, receiverSecret: string): unknown {
  return new Webhook(receiverSecret).verify(text, headers as Record<string, string>);
}
