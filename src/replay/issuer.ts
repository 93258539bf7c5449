/**
 * The OpenID issuer of recordings. Their tokens name it by its address, so it listens where it did when they were made; all
 * recordings of a process share it. What it says of itself is odd under some paths, as the recordings that ask there expect.
 */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DISTRIBUTED_CLAIMS, EC_KEY, RSA_KEY } from './issuer-keys';
import { ownCertificate } from './own-certificate';

const PORT = 28410;
const ISSUER = `https://127.0.0.1:${PORT}`;
const DISCOVERY = '/.well-known/openid-configuration';

const json = (response: ServerResponse, value: unknown, code = 200): void =>
  void response.writeHead(code, { 'content-type': 'application/json' }).end(typeof value === 'string' ? value : JSON.stringify(value));

const KEY_SETS: Readonly<Record<string, string>> = { '/second': '/keys-ec', '/keys-broken': '/nowhere' };
const ISSUERS: Readonly<Record<string, string>> = { '/wrong-issuer': `${ISSUER}/another`, '/elsewhere': 'https://issuer.example.com' };

const documentOf = (place: string): object => ({
  issuer: ISSUERS[place] ?? `${ISSUER}${place}`,
  ...(place !== '/no-keys-uri' && { jwks_uri: `${ISSUER}${KEY_SETS[place] ?? '/keys'}` }),
  authorization_endpoint: `${ISSUER}/auth`,
  token_endpoint: `${ISSUER}/token`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
});

function answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(url, ISSUER);
  if (pathname === '/keys') return json(response, { keys: [RSA_KEY, EC_KEY] });
  if (pathname === '/keys-ec') return json(response, { keys: [EC_KEY] });
  if (pathname === '/claims/groups') return void response.writeHead(200, { 'content-type': 'application/jwt' }).end(DISTRIBUTED_CLAIMS);
  if (!pathname.endsWith(DISCOVERY)) return json(response, { error: 'nothing here' }, 404);
  const place = pathname.slice(0, -DISCOVERY.length);
  if (place === '/broken') return json(response, { error: 'nothing here' }, 500);
  json(response, place === '/not-json' ? 'this is not JSON' : documentOf(place));
}

export interface ReplayIssuer {
  /** PEM of the authority that its certificate is from. */
  readonly authority: string;
  close(): void;
}

let shared: Promise<ReplayIssuer> | undefined;
let users = 0;

async function start(): Promise<ReplayIssuer> {
  const { certificate, key } = await ownCertificate();
  const server = createServer({ key, cert: certificate }, answer);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(PORT, '127.0.0.1', resolve));
  return {
    authority: certificate,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Who is done with it closes it; the last one closes it for all. */
export async function startIssuer(): Promise<ReplayIssuer> {
  users += 1;
  shared ??= start();
  const issuer = await shared;
  return {
    authority: issuer.authority,
    close() {
      users -= 1;
      if (users > 0) return;
      shared = undefined;
      issuer.close();
    },
  };
}

/** The file with another authority in place of the recorded one, however its lines are broken there. */
export const withAuthority = (content: string, authority: string): string =>
  content.replace(/-----BEGIN CERTIFICATE-----(\\n|\s+)[\s\S]*?-----END CERTIFICATE-----/g, (_, lineBreak: string) =>
    authority.trimEnd().split('\n').join(lineBreak),
  );
