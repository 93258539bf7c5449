/**
 * What the Go types say of a field in a strategic merge patch: how it is merged, by which key, and of which type its fields are.
 * After k8s.io/apimachinery/pkg/util/strategicpatch/meta.go and third_party/forked/golang/json/fields.go.
 */
import type { Field, GoType } from '../../../catalog/types';
import { quote } from '../../../golang/quote';
import { PatchError } from './element-order';

export interface PatchMeta {
  readonly strategy: string;
  readonly mergeKey: string;
  /** Of the field's own fields, or of its elements. */
  readonly type: GoType;
}

const plain = (type: GoType): GoType => (type.kind === 'pointer' ? type.elem : type);

/** The word of package reflect. */
export const kindOf = (type: GoType): string => (type.kind === 'int' || type.kind === 'float' ? type.basic : type.kind === 'pointer' ? 'ptr' : type.kind);

/** The field by its name, or by its name in other letters. */
const fieldOf = (type: GoType, name: string): Field | undefined =>
  type.field(name) ?? type.jsonFields.find((field) => field.name.toLowerCase() === name.toLowerCase());

export function metaOfStruct(owner: GoType, name: string): PatchMeta {
  const struct = plain(owner);
  if (struct.kind !== 'struct') throw new PatchError(`merging an object in json but data type is not struct, instead is: ${kindOf(struct)}`);
  const field = fieldOf(struct, name);
  if (field === undefined)
    throw new PatchError(`unable to find api field in struct ${struct.id.slice(struct.id.lastIndexOf('.') + 1)} for the json field ${quote(name)}`);
  const strategies = (field.patchStrategy ?? '').split(',').filter((strategy) => strategy !== 'retainKeys');
  return { strategy: strategies[0] ?? '', mergeKey: field.patchMergeKey ?? '', type: field.type };
}

export function metaOfSlice(owner: GoType, name: string): PatchMeta {
  const meta = metaOfStruct(owner, name);
  const { type } = meta;
  if (type.kind === 'slice') {
    if (type.elem.kind === 'slice') throw new PatchError('unexpected slice of slice');
    return { ...meta, type: type.elem };
  }
  if (type.kind !== 'pointer') throw new PatchError(`expected slice or array type, but got: ${kindOf(owner)}`);
  return { ...meta, type: type.elem.kind === 'slice' ? type.elem.elem : type.elem };
}
