/**
 * The object of a request in each kind that policies are about. A mutation leaves it in the kind of the request, and what the last
 * of them made counts. After versionedAttributeAccessor of policy/generic/policy_dispatcher.go and policy/mutating/dispatcher.go.
 */
import type { AdmissionAttributes } from '../../api/admission';
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { Version } from '../../versions';
import { asKind } from '../matching/versioned';

class VersionedObject {
  isDirty = false;
  constructor(
    public object: KubeObject | undefined,
    public kind: GroupVersionKind,
  ) {}

  update(object: KubeObject, kind: GroupVersionKind): void {
    this.object = object;
    this.kind = kind;
    this.isDirty = true;
  }
}

export class VersionedObjects {
  readonly #known = new Map<string, VersionedObject>();
  constructor(
    private readonly attributes: AdmissionAttributes,
    private readonly version: Version,
  ) {}

  in(kind: GroupVersionKind): VersionedObject {
    const key = `${kind.group}/${kind.version}/${kind.kind}`;
    const { object, kind: given } = this.attributes;
    const found = this.#known.get(key) ?? new VersionedObject(asKind(object, given, kind, this.version), kind);
    this.#known.set(key, found);
    return found;
  }
}
