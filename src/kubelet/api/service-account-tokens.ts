/**
 * Tokens of ServiceAccounts for pods, asked for once and again when 80 % of their life is over or after a day.
 * Upstream: pkg/kubelet/token/token_manager.go
 */
import type { Client } from '../../controllers/client';
import type { Clock } from '../../controllers/clock';
import type { Pod, TokenSource } from '../pod';
import { messageOf } from './reflector';

interface Token {
  readonly token: string;
  readonly issued: number;
  readonly expires: number;
}

const DEFAULT_SECONDS = 3600;
const DAY = 86_400_000;
const PART_OF_LIFE = 0.8;

export class ServiceAccountTokens {
  readonly #tokens = new Map<string, Token>();

  constructor(
    readonly client: Client,
    readonly clock: Clock,
  ) {}

  async get(pod: Pod, { audience, expirationSeconds = DEFAULT_SECONDS }: TokenSource): Promise<string> {
    const { name, namespace, uid } = pod.metadata;
    const account = pod.spec.serviceAccountName ?? 'default';
    const key = JSON.stringify([namespace, account, audience, expirationSeconds, uid]);
    const known = this.#tokens.get(key);
    if (known !== undefined && !this.#isDue(known)) return known.token;
    const { status, body } = await this.client.request('POST', `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {
        audiences: audience === undefined || audience === '' ? [] : [audience],
        expirationSeconds,
        boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
      },
    });
    const answer = body['status'] as { readonly token?: string; readonly expirationTimestamp?: string } | undefined;
    if (status === 201 && answer?.token !== undefined) {
      const issued = this.clock.now();
      // Where the time is moved by hand, the server's time is another one: what counts is how long the token lives.
      this.#tokens.set(key, { token: answer.token, issued, expires: issued + expirationSeconds * 1000 });
      return answer.token;
    }
    // An old one serves until it expires.
    if (known !== undefined && known.expires > this.clock.now()) return known.token;
    throw new Error(`failed to fetch token: ${messageOf(body, status)}`);
  }

  release(podUid: string): void {
    for (const key of this.#tokens.keys()) if ((JSON.parse(key) as readonly unknown[])[4] === podUid) this.#tokens.delete(key);
  }

  #isDue({ issued, expires }: Token): boolean {
    const age = this.clock.now() - issued;
    return age > (expires - issued) * PART_OF_LIFE || age > DAY;
  }
}
