/** A kubeconfig for one server and one user, with everything embedded. JSON is YAML, so kubectl reads it. */
import type { Credentials } from './credentials';

export interface KubeconfigServer {
  /** For example https://127.0.0.1:6443. */
  readonly url: string;
  /** PEM of the authority of its serving certificate; without it the certificate is not checked. */
  readonly authorityPem?: string;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function userOf(credentials: Credentials): object {
  if (credentials.kind === 'token') return { token: credentials.token };
  if (credentials.kind === 'none') return {};
  return { 'client-certificate-data': base64(credentials.keyPair.certificatePem), 'client-key-data': base64(credentials.keyPair.keyPem) };
}

export function kubeconfigOf(server: KubeconfigServer, credentials: Credentials): string {
  const trust = server.authorityPem === undefined ? { 'insecure-skip-tls-verify': true } : { 'certificate-authority-data': base64(server.authorityPem) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'cukernetes',
    clusters: [{ name: 'cukernetes', cluster: { server: server.url, ...trust } }],
    users: [{ name: 'cukernetes', user: userOf(credentials) }],
    contexts: [{ name: 'cukernetes', context: { cluster: 'cukernetes', user: 'cukernetes' } }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
