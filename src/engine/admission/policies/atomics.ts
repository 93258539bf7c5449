/**
 * The places of a configuration that have only one owner: lists, maps and structs that are replaced as a whole. A policy may not make
 * them, lest it removes what it does not name. After findAtomics of k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch/smd.go.
 */
import type { GoType } from '../../catalog/types';
import { keysOf, own } from '../../golang/map';
import type { Version } from '../../versions';
import { structuresOf, type Structure } from '../../registry/generic/managed-fields/structure';
import { isMap } from '../../registry/generic/managed-fields/compare';

const plain = (type: GoType): GoType => (type.kind === 'pointer' ? plain(type.elem) : type);

/** Paths such as .spec.tolerations; what is in a map is not looked at. */
export function atomicsOf(value: unknown, type: GoType, version: Version): readonly string[] {
  const structures = structuresOf(version.name);
  const walk = (part: unknown, declared: GoType, structure: Structure, path: string): readonly string[] => {
    if (!Array.isArray(part) && !isMap(part)) return [];
    const of = plain(declared);
    const isAtomic = structure.kind === 'value' || (structure.kind === 'deduced' && Array.isArray(part));
    return [...(isAtomic ? [path] : []), ...(of.custom ? [] : Array.isArray(part) ? items(part, of, path) : fields(part, of, path))];
  };
  const items = (list: readonly unknown[], type: GoType, path: string): readonly string[] =>
    type.kind === 'slice' ? list.flatMap((item, at) => walk(item, type.elem, structures.of(type.elem), `${path}[${at}]`)) : [];
  const fields = (map: Readonly<Record<string, unknown>>, type: GoType, path: string): readonly string[] =>
    type.kind !== 'struct'
      ? []
      : keysOf(map).flatMap((name) => {
          const field = type.field(name);
          return field === undefined ? [] : walk(own(map, name), field.type, structures.ofField(type, field), `${path}.${name}`);
        });
  return walk(value, type, structures.of(type), '');
}
