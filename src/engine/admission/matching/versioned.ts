/** An object in the kind that a webhook or a policy asks for. After k8s.io/apiserver/pkg/admission/conversion.go. */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import { Scheme } from '../../scheme/scheme';
import type { Version } from '../../versions';

const isSame = (a: GroupVersionKind, b: GroupVersionKind): boolean => a.group === b.group && a.version === b.version && a.kind === b.kind;

/** The same object where it is of that kind already. */
export const asKind = (object: KubeObject | undefined, from: GroupVersionKind, to: GroupVersionKind, version: Version): KubeObject | undefined =>
  object === undefined || isSame(from, to) ? object : Scheme.of(version).inVersion(object, to);
