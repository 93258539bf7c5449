/**
 * A mutation of patchType ApplyConfiguration: what the expression makes is merged into the object as server-side apply would, without
 * owners of fields. After k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch/smd.go.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import { groupVersionOf } from '../../apimachinery/group-version';
import type { GoType } from '../../catalog/types';
import { misnamedTypes } from '../../cel/library/mutation-types';
import { toJson } from '../../cel/values/json';
import type { CelValue } from '../../cel/values/value';
import { errorText } from '../../golang/error-text';
import { inTurns } from '../../golang/turns';
import { installedResources } from '../../registry/generic/installed-resources';
import { mergedObject } from '../../registry/generic/managed-fields/merge';
import { structuresOf } from '../../registry/generic/managed-fields/structure';
import { misfitOf } from '../../registry/generic/managed-fields/typed-patch';
import { Scheme } from '../../scheme/scheme';
import { atomicsOf } from './atomics';
import { MutationFailed } from './mutation-failed';

const printedKind = ({ group, version, kind }: GroupVersionKind): string => `${group}/${version}, Kind=${kind}`;

/** The schema of a group and version has the kinds of its own resources; options of a connection, and kinds that others serve, are not in it. */
function typeIn(schemaOf: GroupVersionKind, kind: GroupVersionKind, options: ServerOptions): GoType | undefined {
  const resources = installedResources(options).get(`${schemaOf.group}/${schemaOf.version}`);
  if (resources === undefined || groupVersionOf(kind) !== groupVersionOf(schemaOf) || kind.kind.endsWith('Options')) return undefined;
  const isServed = [...resources.values()].some(
    ({ entry }) => entry.kind === kind.kind && (entry.group ?? kind.group) === kind.group && (entry.version ?? kind.version) === kind.version,
  );
  return isServed ? Scheme.of(options.version).typeOf(kind) : undefined;
}

/** `schemaOf`: the kind that the policy is about; `kind`: that of the object. Throws MutationFailed. */
export async function appliedConfiguration(
  made: CelValue,
  object: KubeObject,
  kind: GroupVersionKind,
  schemaOf: GroupVersionKind,
  options: ServerOptions,
): Promise<KubeObject> {
  const { version } = options;
  const misnamed = misnamedTypes(made);
  if (misnamed.length > 0) throw new MutationFailed(`type mismatch: ${misnamed.join('\n')}`);
  const configuration = { ...(toJson(made) as object), apiVersion: groupVersionOf(kind), kind: kind.kind };
  const type = typeIn(schemaOf, kind, options);
  const failed = (why: string): MutationFailed => new MutationFailed(`error applying patch: ${why}`);
  const untyped = (why: string): MutationFailed => failed(`failed to convert patch object to typed object: ${why}`);
  if (type === undefined) throw untyped(`no corresponding type for ${printedKind(kind)}`);
  const misfit = await inTurns(misfitOf(configuration, type, version));
  if (misfit !== undefined) throw untyped(misfit);
  const atomics = atomicsOf(configuration, type, version);
  if (atomics.length > 0) throw failed(`invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${atomics.join(', ')}`);
  const merged = await inTurns(mergedObject(object, configuration, structuresOf(version.name).of(type), version.has('writesRenewOwnership')));
  try {
    return await Scheme.of(version).fromUnstructuredInTurns(merged as object, kind);
  } catch (error) {
    throw new MutationFailed(`unable to convert unstructured object to ${printedKind(kind)}: ${errorText(error)}`);
  }
}
