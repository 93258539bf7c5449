/** ConfigMaps: the names of keys, their size, immutability. After k8s.io/kubernetes/pkg/apis/core/validation ValidateConfigMap. */
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { forbiddenField, invalidValue, type FieldError } from '../../response/field-error';
import type { RegistryContext } from '../context';
import { configMapKey } from '../../apimachinery/names';
import { tooLongField, validateWholeMetadata } from '../metadata/validation';
import type { Strategy } from '../strategy';

const MAX_BYTES = 1024 * 1024;

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

const badKeys = (field: string, values: object): readonly FieldError[] =>
  Object.keys(values).flatMap((key) => configMapKey(key).map((complaint) => invalidValue(`${field}[${key}]`, key, complaint)));

function validate(object: KubeObject, { options }: RegistryContext): readonly FieldError[] {
  const { data = {}, binaryData = {} } = object as ConfigMap;
  const size =
    Object.values(data).reduce((sum, value) => sum + Buffer.byteLength(value), 0) +
    Object.values(binaryData).reduce((sum, value) => sum + Buffer.from(value, 'base64').length, 0);
  const doubled = Object.keys(data).filter((key) => Object.hasOwn(binaryData, key));
  return [
    ...badKeys('data', data),
    ...doubled.map((key) => invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData')),
    ...badKeys('binaryData', binaryData),
    ...(size > MAX_BYTES ? [tooLongField('[]', MAX_BYTES, options.version)] : []),
  ];
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
  validateUpdate: (object, old, context) => [...validateImmutability(object, old), ...validateWholeMetadata(object, context), ...validate(object, context)],
};
