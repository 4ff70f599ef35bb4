import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = {
  readonly to: readonly string[];
  /** Headers by lower-case name, unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
};

/** A mail server on loopback that keeps received mails. It refuses every recipient with the SMTP code `refuseWith`. */
export async function openMailServer() {
  const mails: ReceivedMail[] = [];
  const server = {
    mails,
    refuseWith: undefined as number | undefined,
    get address() {
      return `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
    },
    send,
    close,
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, callback) {
      const refusal = Object.assign(new Error(`not to <${address}>`), { responseCode: server.refuseWith });
      callback(server.refuseWith === undefined ? null : refusal);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, ...parseMail(Buffer.concat(chunks).toString()) });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const transport = createTransport(server.address);
  return server;

  function send(mail: Parameters<typeof transport.sendMail>[0]): Promise<unknown> {
    return transport.sendMail(mail);
  }

  /** May be called more than once. */
  async function close(): Promise<void> {
    transport.close();
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
  }
}

/** Parses a mail with a text and an HTML part (RFC 2045 and 2047), as nodemailer writes it. */
function parseMail(raw: string): Omit<ReceivedMail, 'to'> {
  const { headers, body } = parsePart(raw);
  const boundary = /boundary="?([^";]+)/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => parsePart(part.trimStart()));
  const findBody = (type: string): string =>
    parts.find((part) => part.headers.get('content-type')?.startsWith(type))?.body ?? '';
  return { headers, text: findBody('text/plain'), html: findBody('text/html') };
}

function parsePart(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      decodeHeader(line.slice(line.indexOf(':') + 1).trim()),
    ]),
  );
  return { headers, body: decode(raw.slice(end + 4), headers.get('content-transfer-encoding') ?? '7bit') };
}

function decodeHeader(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, form: string, word: string) =>
      form.toUpperCase() === 'B' ? decode(word, 'base64') : decode(word.replaceAll('_', ' '), 'quoted-printable'),
    );
}

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
