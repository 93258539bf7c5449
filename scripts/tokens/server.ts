/** The flags and files of a server that takes the tokens of the cases, and the OpenID issuer of some of them. */
import { createServer } from 'node:https';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAuthority } from '../../src/engine/http/certificates';
import { jwk, privatePem, publicPem } from './token';

export interface Issuer {
  readonly url: string;
  readonly authorityPem: string;
  close(): void;
}

export async function startIssuer(): Promise<Issuer> {
  const authority = await createAuthority('authority of the issuer');
  const { certificatePem, keyPem } = await authority.serving('issuer', ['localhost'], ['127.0.0.1']);
  const keys = (['first', 'second', 'curve', 'curve384'] as const).map((kid) => ({ ...jwk(kid), kid, use: 'sig' }));
  let url = '';
  const server = createServer({ cert: certificatePem, key: keyPem }, ({ url: target }, response) => {
    response.setHeader('Content-Type', 'application/json').setHeader('Cache-Control', 'max-age=3600');
    response.end(JSON.stringify(target === '/keys' ? { keys } : { issuer: url, jwks_uri: `${url}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    authorityPem: authority.certificatePem,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export function flagsFor(folder: string, { url, authorityPem }: Issuer): readonly string[] {
  const files = {
    'sa.key': privatePem('first'),
    'first.pub': publicPem('first'),
    'second.pub': publicPem('second'),
    'curve.pub': publicPem('curve'),
    'issuer.crt': authorityPem,
    'tokens.csv': 'admin-token,admin,u-admin,system:masters\n',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return [
    '--bind-address=127.0.0.1',
    `--cert-dir=${folder}/certs`,
    `--token-auth-file=${folder}/tokens.csv`,
    ...['first', 'second', 'curve'].map((name) => `--service-account-key-file=${folder}/${name}.pub`),
    `--service-account-signing-key-file=${folder}/sa.key`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--api-audiences=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--authorization-mode=RBAC',
    '--enable-bootstrap-token-auth=true',
    `--oidc-issuer-url=${url}`,
    '--oidc-client-id=client',
    '--oidc-username-claim=name',
    '--oidc-groups-claim=groups',
    '--oidc-username-prefix=-',
    `--oidc-ca-file=${folder}/issuer.crt`,
    '--oidc-signing-algs=RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512',
    '--controllers=',
  ];
}
