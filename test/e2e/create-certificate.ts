import { generateKeyPairSync, sign } from 'node:crypto';

/* A self-signed certificate, version 1 (RFC 5280), for a browser that ignores certificate errors. */

const element = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => element(0x30, ...parts);
const time = (year: number): Buffer => element(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`));

/** `ecdsa-with-SHA256`, and the attribute `commonName`. */
const algorithm = sequence(element(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const name = sequence(
  element(0x31, sequence(element(0x06, Buffer.from('550403', 'hex')), element(0x0c, Buffer.from('127.0.0.1')))),
);

/** Creates a key and a certificate, in PEM. */
export function createCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const year = new Date().getUTCFullYear();
  const validity = sequence(time(year - 1), time(year + 2));
  const subject = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(element(0x02, Buffer.from([1])), algorithm, name, validity, name, subject);
  const signature = element(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const base64 = sequence(body, algorithm, signature).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
