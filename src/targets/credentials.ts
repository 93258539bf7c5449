/**
 * How a requester authenticates. A user gets a client certificate with its groups as organizations; a ServiceAccount
 * gets a token by TokenRequest, as a kubelet gets one for a pod; the administrator is a member of system:masters.
 */
import type { ApiResponse } from '../engine/api/http';
import type { KeyPair } from '../engine/http/certificates';
import type { ServeOptions } from '../engine/options/parse';
import type { ClientAuthority } from './client-authority';
import type { Requester, TargetRequest } from './target';

export type Credentials =
  { readonly kind: 'certificate'; readonly keyPair: KeyPair } | { readonly kind: 'token'; readonly token: string } | { readonly kind: 'none' };

export interface Trust {
  /** The client CA that the server trusts; undefined if it is not ours. */
  readonly authority?: ClientAuthority;
  /** Of the process itself, where the server is one of this process. */
  readonly loopbackToken?: string;
}

/** What a server of this process trusts. */
export const trustOf = ({ clientCaFile, loopbackToken }: ServeOptions, authority: ClientAuthority): Trust => ({
  ...(clientCaFile === authority.file && { authority }),
  ...(loopbackToken !== undefined && { loopbackToken }),
});

export class CredentialStore {
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(
    readonly trust: Trust,
    readonly send: (request: TargetRequest) => Promise<ApiResponse>,
  ) {}

  async of(requester: Requester): Promise<Credentials> {
    if (requester.kind === 'anonymous') return { kind: 'none' };
    if (requester.kind === 'token') return { kind: 'token', token: requester.token };
    if (requester.kind === 'serviceAccount') return { kind: 'token', token: await this.#serviceAccountToken(requester.namespace, requester.name) };
    if (requester.kind === 'user') return this.#certificate(requester.name, requester.groups ?? []);
    // With an authority that is not ours, only the token of the process itself is left.
    return this.trust.authority ? this.#certificate('admin', ['system:masters']) : { kind: 'token', token: this.trust.loopbackToken ?? '' };
  }

  async #certificate(name: string, groups: readonly string[]): Promise<Credentials> {
    const { authority } = this.trust;
    if (authority === undefined)
      throw new Error(`the server trusts another client CA, so no certificate can be made for ${name}: drop client-ca-file from its flags`);
    return { kind: 'certificate', keyPair: await authority.client(name, groups) };
  }

  #serviceAccountToken(namespace: string, name: string): Promise<string> {
    const key = `${namespace}/${name}`;
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const requested = this.#requestToken(namespace, name);
    this.#tokens.set(key, requested);
    requested.catch(() => this.#tokens.delete(key));
    return requested;
  }

  async #requestToken(namespace: string, name: string): Promise<string> {
    const response = await this.send({
      as: { kind: 'administrator' },
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
    });
    const answer = JSON.parse(response.body.toString()) as { readonly message?: string; readonly status?: { readonly token?: string } };
    const token = answer.status?.token;
    if (token === undefined)
      throw new Error(
        `no token for the ServiceAccount ${namespace}/${name}: ${answer.message ?? response.status}. Create it with a Given; a step that asks what it can do does without.`,
      );
    return token;
  }
}
