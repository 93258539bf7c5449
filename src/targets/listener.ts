/** An API server of this process behind a real HTTPS socket, on any free port. */
import type { ApiRequest, ApiResponse } from '../engine/api/http';
import { shownCertificates } from '../engine/authentication/x509/handshake';
import { createServer, type SecureServer } from '../engine/http/server';
import type { Version } from '../engine/versions';
import type { KubeconfigServer } from './kubeconfig';
import type { ClientAuthority } from './client-authority';

interface Handler {
  /** Absent where the requests go on to a server that is not ours. */
  readonly options?: { readonly version: Version };
  handle(request: ApiRequest): Promise<ApiResponse>;
}

export interface Listener extends KubeconfigServer {
  readonly authorityPem: string;
  close(): Promise<void>;
}

export async function listen(handler: Handler, version: Version, authority: ClientAuthority): Promise<Listener> {
  const { certificatePem, keyPem } = await authority.serving();
  const server: SecureServer = createServer(
    { certificate: certificatePem, key: keyPem },
    version,
    (request) => handler.handle(request),
    (certificates, protocol) => {
      return handler.options === undefined ? certificates : shownCertificates(certificates, protocol, version);
    },
  );
  const port = await server.listen(0, '127.0.0.1');
  return { url: `https://127.0.0.1:${port}`, authorityPem: authority.certificatePem, close: () => server.close() };
}
