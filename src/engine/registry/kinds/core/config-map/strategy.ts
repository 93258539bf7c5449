/** ConfigMaps: the names of keys, their size, immutability. After k8s.io/kubernetes/pkg/apis/core/validation ValidateConfigMap. */
import type { KubeObject } from '../../../../api/objects';
import { encodeJson } from '../../../../golang/json';
import { keysOf, own } from '../../../../golang/map';
import { Pace, type Turns } from '../../../../golang/turns';
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { configMapKey } from '../../../../apimachinery/names';
import { tooLongField, validateWholeMetadata } from '../../../generic/metadata/validation';
import type { Strategy } from '../../../generic/strategy';

const MAX_BYTES = 1024 * 1024;

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

function* validate(object: KubeObject, { options }: RegistryContext): Turns<readonly FieldError[]> {
  const { data = {}, binaryData = {} } = object as ConfigMap;
  const [ofData, doubled, ofBinary]: [FieldError[], FieldError[], FieldError[]] = [[], [], []];
  const pace = new Pace();
  let size = 0;
  for (const key of keysOf(data)) {
    size += Buffer.byteLength(own(data, key) ?? '');
    for (const complaint of configMapKey(key)) ofData.push(invalidValue(`data[${key}]`, key, complaint));
    if (Object.hasOwn(binaryData, key)) doubled.push(invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData'));
    if (pace.isOver()) yield;
  }
  for (const key of keysOf(binaryData)) {
    size += Buffer.from(own(binaryData, key) ?? '', 'base64').length;
    for (const complaint of configMapKey(key)) ofBinary.push(invalidValue(`binaryData[${key}]`, key, complaint));
    if (pace.isOver()) yield;
  }
  return [...ofData, ...doubled, ...ofBinary, ...(size > MAX_BYTES ? [tooLongField('[]', MAX_BYTES, options.version)] : [])];
}

function validateImmutability(object: KubeObject, old: KubeObject): readonly FieldError[] {
  const [after, before] = [object as ConfigMap, old as ConfigMap];
  if (before.immutable !== true) return [];
  const changed = (field: 'data' | 'binaryData'): boolean => encodeJson(after[field] ?? {}) !== encodeJson(before[field] ?? {});
  const why = 'field is immutable when `immutable` is set';
  return [
    ...(after.immutable === true ? [] : [forbiddenField('immutable', why)]),
    ...(changed('data') ? [forbiddenField('data', why)] : []),
    ...(changed('binaryData') ? [forbiddenField('binaryData', why)] : []),
  ];
}

export const configMaps: Strategy = {
  validate,
  *validateUpdate(object, old, context) {
    return [...validateImmutability(object, old), ...validateWholeMetadata(object, context), ...(yield* validate(object, context))];
  },
};
