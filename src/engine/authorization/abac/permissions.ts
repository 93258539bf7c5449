/**
 * What the policies of one subject allow, as tables, so that a decision looks up a handful of keys however many policies there
 * are. After resourceMatches and nonResourceMatches of k8s.io/kubernetes/pkg/auth/authorizer/abac/abac.go.
 */
import type { Attributes, ResourceAttributes } from '../../api/attributes';
import { trimRight } from '../../golang/trim';
import { isReadOnly } from '../read-only';
import type { Policy } from './policy';

const ANY = '*';

/** The value is whether more than reading is allowed. */
type Grants = Map<string, boolean>;
type Nested<T> = Map<string, T>;

function grant(grants: Grants, key: string, { readonly }: Policy): void {
  grants.set(key, !readonly || grants.get(key) === true);
}

function at<T>(table: Nested<T>, key: string, make: () => T): T {
  const found = table.get(key) ?? make();
  table.set(key, found);
  return found;
}

export class Permissions {
  /** By resource, API group and namespace. */
  readonly #resources: Nested<Nested<Grants>> = new Map();
  readonly #paths: Grants = new Map();
  readonly #prefixes: Grants = new Map();

  add(policy: Policy): void {
    const { apiGroup, resource, namespace, nonResourcePath } = policy;
    const groups = at(this.#resources, resource, () => new Map<string, Grants>());
    grant(
      at(groups, apiGroup, () => new Map<string, boolean>()),
      namespace,
      policy,
    );
    if (nonResourcePath.endsWith(ANY)) grant(this.#prefixes, trimRight(nonResourcePath, '*'), policy);
    grant(this.#paths, nonResourcePath, policy);
  }

  allow(attributes: Attributes): boolean {
    const reads = isReadOnly(attributes);
    return attributes.isResourceRequest ? this.#allowResource(attributes, reads) : this.#allowPath(attributes.path, reads);
  }

  #allowResource({ resource, apiGroup, namespace }: ResourceAttributes, reads: boolean): boolean {
    return this.#inGroups(this.#resources.get(resource), apiGroup, namespace, reads) || this.#inGroups(this.#resources.get(ANY), apiGroup, namespace, reads);
  }
  #inGroups(groups: Nested<Grants> | undefined, apiGroup: string, namespace: string, reads: boolean): boolean {
    if (groups === undefined) return false;
    return this.#inNamespaces(groups.get(apiGroup), namespace, reads) || this.#inNamespaces(groups.get(ANY), namespace, reads);
  }
  #inNamespaces(grants: Grants | undefined, namespace: string, reads: boolean): boolean {
    return grants !== undefined && (allows(grants.get(namespace), reads) || allows(grants.get(ANY), reads));
  }

  #allowPath(path: string, reads: boolean): boolean {
    if (allows(this.#paths.get(path), reads)) return true;
    for (const [prefix, writes] of this.#prefixes) if (allows(writes, reads) && path.startsWith(prefix)) return true;
    return false;
  }
}

const allows = (writes: boolean | undefined, reads: boolean): boolean => writes !== undefined && (writes || reads);
