/**
 * The users of a scenario: their groups and tokens, and which names the scenario means. A name that is written once only may be misspelt, and
 * is then allowed nothing; so a scenario introduces a user whom nothing else names.
 */
import type { Requester } from '../../src/index';
import type { Presumptions } from './presumed';

/** The name that a server knows a requester by; undefined for one who is authenticated by a token. */
export const nameOf = (requester: Requester): string | undefined =>
  requester.kind === 'user'
    ? requester.name
    : requester.kind === 'serviceAccount'
      ? `system:serviceaccount:${requester.namespace}:${requester.name}`
      : undefined;

const SERVICE_ACCOUNT = /^system:serviceaccount:(?<namespace>[^:]+):(?<account>[^:]+)$/;

export class People {
  readonly #presumptions: Presumptions;
  readonly #isAsked: () => boolean;
  readonly #groups = new Map<string, readonly string[]>();
  readonly #tokens = new Map<string, string>();
  readonly #introduced = { users: new Set<string>(), groups: new Set<string>() };
  readonly #mentions = new Map<string, number>();
  readonly #asked = new Set<string>();

  /** `isAsked` returns whether the API server runs: one that refuses to start cannot be asked anything. */
  constructor(presumptions: Presumptions, isAsked: () => boolean) {
    this.#presumptions = presumptions;
    this.#isAsked = isAsked;
  }

  introduce(kind: 'users' | 'groups', names: readonly string[]): void {
    for (const name of names) this.#introduced[kind].add(name);
  }

  /** A user by the token that the scenario has given them, or else by a certificate with their groups; a ServiceAccount by its full name. */
  called(name: string): Requester {
    const { namespace, account } = SERVICE_ACCOUNT.exec(name)?.groups ?? {};
    if (namespace !== undefined && account !== undefined) return { kind: 'serviceAccount', namespace, name: account };
    const token = this.#tokens.get(name);
    return token === undefined ? { kind: 'user', name, groups: this.#groups.get(name) ?? [] } : { kind: 'token', token };
  }

  joinGroups(user: Requester, groups: readonly string[]): void {
    if (user.kind !== 'user')
      throw new Error(
        'Only a user who is authenticated by a certificate can be put into groups: a token has them among its claims, a ServiceAccount has its own.',
      );
    const { name } = user;
    this.#groups.set(name, groups);
    this.#mention(name);
    this.#presumeAsked(name, `is in the group ${groups.map((group) => JSON.stringify(group)).join(' and ')}`);
  }

  giveToken(user: Requester, token: string): void {
    const name = user.kind === 'user' ? user.name : this.#holderOf(user);
    if (name === undefined) throw new Error('Only a user can have a token of the OIDC issuer: ServiceAccounts have tokens of the API server.');
    if (this.#groups.has(name))
      throw new Error(`${name} is in groups by a certificate, and would not show it beside a token: write the groups into the claims.`);
    this.#tokens.set(name, token);
    this.#mention(name);
    this.#presumeAsked(name, 'has a token');
  }

  /** Notes that a step asks something as the requester. */
  asks(requester: Requester): void {
    const name = nameOf(requester) ?? this.#holderOf(requester);
    if (name === undefined) return;
    this.#mention(name);
    this.#asked.add(name);
  }

  /** Reports whether the scenario itself says whom it means: by introducing them, or in a step besides the one that asks. */
  knows(user: string): boolean {
    return this.#introduced.users.has(user) || (this.#mentions.get(user) ?? 0) > 1;
  }

  /** Groups of Kubernetes itself are known. */
  knowsGroup(group: string): boolean {
    return this.#introduced.groups.has(group) || group.startsWith('system:');
  }

  #holderOf(requester: Requester): string | undefined {
    return requester.kind === 'token' ? [...this.#tokens].find(([, token]) => token === requester.token)?.[0] : undefined;
  }

  #mention(user: string): void {
    this.#mentions.set(user, (this.#mentions.get(user) ?? 0) + 1);
  }

  #presumeAsked(user: string, what: string): void {
    this.#presumptions.add({
      called: user,
      complaint: `${user} ${what}, and no step asks anything as ${user}. Correct the name, or leave the step out.`,
      isUsed: () => !this.#isAsked() || this.#asked.has(user),
    });
  }
}
