/** A control plane of this process behind a real HTTPS socket, on any free port. */
import { createServer, type SecureServer } from '../engine/http/server';
import type { ControlPlane } from './control-plane';
import type { KubeconfigServer } from './kubeconfig';
import { sharedClientAuthority } from './credentials';
import type { KeyPair } from '../engine/http/certificates';

export interface Listener extends KubeconfigServer {
  readonly authorityPem: string;
  close(): Promise<void>;
}

let serving: Promise<KeyPair> | undefined;

export async function listen(controlPlane: ControlPlane): Promise<Listener> {
  const { authority } = await sharedClientAuthority();
  const { certificatePem, keyPem } = await (serving ??= authority.serving('kube-apiserver', ['localhost'], ['127.0.0.1']));
  const server: SecureServer = createServer({ certificate: certificatePem, key: keyPem }, (request) => controlPlane.handle(request));
  const port = await server.listen(0, '127.0.0.1');
  return { url: `https://127.0.0.1:${port}`, authorityPem: authority.certificatePem, close: () => server.close() };
}
