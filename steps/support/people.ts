/**
 * Who is who in a scenario: groups, tokens, and which names it means. A name that is written once only may be misspelt, and is then allowed
 * nothing for ever; so a scenario says of whom it speaks when nothing else does.
 */
import type { Requester } from '../../src/index';

/** The name that a server knows a requester by; undefined for one who proves who they are otherwise. */
export const nameOf = (requester: Requester): string | undefined =>
  requester.kind === 'user'
    ? requester.name
    : requester.kind === 'serviceAccount'
      ? `system:serviceaccount:${requester.namespace}:${requester.name}`
      : undefined;

export class People {
  readonly #groups = new Map<string, readonly string[]>();
  readonly #tokens = new Map<string, string>();
  readonly #introduced = { users: new Set<string>(), groups: new Set<string>() };
  readonly #mentions = new Map<string, number>();
  readonly #asked = new Set<string>();

  introduce(kind: 'users' | 'groups', names: readonly string[]): void {
    for (const name of names) this.#introduced[kind].add(name);
  }

  joinGroups(user: string, groups: readonly string[]): void {
    this.#groups.set(user, groups);
    this.#mention(user);
  }

  giveToken(user: string, token: string): void {
    this.#tokens.set(user, token);
    this.#mention(user);
  }

  groupsOf(user: string): readonly string[] {
    return this.#groups.get(user) ?? [];
  }

  tokenOf(user: string): string | undefined {
    return this.#tokens.get(user);
  }

  /** A step asks something as them. */
  asks(user: string): void {
    this.#mention(user);
    this.#asked.add(user);
  }

  hasAsked(user: string): boolean {
    return this.#asked.has(user);
  }

  /** Reports whether the scenario itself says whom it means: by introducing them, or in a step besides the one that asks. */
  knows(user: string): boolean {
    return this.#introduced.users.has(user) || (this.#mentions.get(user) ?? 0) > 1;
  }

  /** Groups of Kubernetes itself are known. */
  knowsGroup(group: string): boolean {
    return this.#introduced.groups.has(group) || group.startsWith('system:');
  }

  #mention(user: string): void {
    this.#mentions.set(user, (this.#mentions.get(user) ?? 0) + 1);
  }
}
