/** The webhooks of bench:admission, in a process of their own: node:https, which allows whatever an AdmissionReview asks about. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from '../../src/engine/http/certificates';

interface Review {
  readonly request: { readonly uid: string };
}

process.once('message', ({ certificatePem, keyPem }: KeyPair) => {
  const server = createServer({ cert: certificatePem, key: keyPem, keepAliveTimeout: 0 }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { uid } = (JSON.parse(Buffer.concat(parts).toString()) as Review).request;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid, allowed: true } }));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit());
