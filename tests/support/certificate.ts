/** A certificate for localhost and 127.0.0.1, valid for a hundred years, and its key. Made with `openssl req -x509`. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';

const folder = path.join(import.meta.dirname, 'certificate');

/** As the server's options. */
export const certificate = {
  cert: path.join(folder, 'certificate.pem'),
  key: path.join(folder, 'key.pem'),
};

/** Makes all clients of this process trust it, and nobody else. */
export function trustCertificate(): void {
  tls.setDefaultCACertificates([readFileSync(certificate.cert, 'utf8')]);
}

/** The server's flags. */
export const certificateFlags = ['--cert', certificate.cert, '--key', certificate.key];

/** Makes Chromium trust this certificate, and no other that it would not. */
export function trustingArguments(): string[] {
  const { publicKey } = new X509Certificate(readFileSync(certificate.cert));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const hash = createHash('sha256').update(key).digest('base64');
  return [`--ignore-certificate-errors-spki-list=${hash}`];
}
