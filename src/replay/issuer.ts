/**
 * The OpenID issuer of recordings. Their tokens name it by its address, so it listens where it did when they were made; all
 * recordings of a session share it. What it says of itself is odd under some paths, as the recordings that ask there expect.
 */
import type { Backend, BackendResponse, ReceivedRequest } from '../backends/backend';
import type { Backends } from '../backends/backends';
import { replacePemBlocks } from '../engine/golang/pem';
import { DISTRIBUTED_CLAIMS, EC_KEY, RSA_KEY } from './issuer-keys';
import { table } from '../engine/golang/map';

const PORT = 28410;
const ISSUER = `https://127.0.0.1:${PORT}`;
const DISCOVERY = '/.well-known/openid-configuration';

const json = (value: unknown, status = 200): BackendResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

const KEY_SETS = table<string>({ '/second': '/keys-ec', '/keys-broken': '/nowhere' });
const ISSUERS = table<string>({ '/wrong-issuer': `${ISSUER}/another`, '/elsewhere': 'https://issuer.example.com' });

const documentOf = (place: string): object => ({
  issuer: ISSUERS[place] ?? `${ISSUER}${place}`,
  ...(place !== '/no-keys-uri' && { jwks_uri: `${ISSUER}${KEY_SETS[place] ?? '/keys'}` }),
  authorization_endpoint: `${ISSUER}/auth`,
  token_endpoint: `${ISSUER}/token`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
});

function answer({ target }: ReceivedRequest): BackendResponse {
  const { pathname } = new URL(target, ISSUER);
  if (pathname === '/keys') return json({ keys: [RSA_KEY, EC_KEY] });
  if (pathname === '/keys-ec') return json({ keys: [EC_KEY] });
  if (pathname === '/claims/groups') return { headers: { 'content-type': 'application/jwt' }, body: DISTRIBUTED_CLAIMS };
  if (!pathname.endsWith(DISCOVERY)) return json({ error: 'nothing here' }, 404);
  const place = pathname.slice(0, -DISCOVERY.length);
  if (place === '/broken') return json({ error: 'nothing here' }, 500);
  return json(place === '/not-json' ? 'this is not JSON' : documentOf(place));
}

export interface ReplayIssuer {
  /** PEM of the authority that its certificate is from. */
  readonly authority: string;
  close(): void;
}

/** Open as long as a recording uses it: who is done with it closes it, and the last one closes it for all. */
export class SharedIssuer {
  readonly #backends: Backends;
  #open: Promise<Backend> | undefined;
  #users = 0;

  constructor(backends: Backends) {
    this.#backends = backends;
  }

  async start(): Promise<ReplayIssuer> {
    this.#users += 1;
    const issuer = await (this.#open ??= this.#backends.open(answer, { port: PORT }));
    return {
      authority: issuer.authorityPem,
      close: () => {
        this.#users -= 1;
        if (this.#users > 0) return;
        this.#open = undefined;
        void issuer.close();
      },
    };
  }
}

/** The file with another authority in place of the recorded one, however its lines are broken there. */
export const withAuthority = (content: string, authority: string): string =>
  replacePemBlocks(content, ({ type, text, body }) => {
    const [lineBreak] = /^(?:\\n|\s+)/.exec(body) ?? [];
    return type === 'CERTIFICATE' && lineBreak !== undefined ? authority.trimEnd().split('\n').join(lineBreak) : text;
  });
