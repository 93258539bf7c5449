/**
 * .../scale of a custom resource, which has replicas where its definition says.
 * After ScaleREST of k8s.io/apiextensions-apiserver/pkg/registry/customresource/etcd.go and ValidateScaleSpec of validator.go.
 */
import type { KubeObject } from '../../api/objects';
import { badRequest, internalError } from '../../errors/status-error';
import { invalidValue, type FieldError } from '../../errors/field-error';
import { printValue, type Printable } from '../../golang/printf';
import { own, setOwn } from '../../golang/map';
import type { Handlers } from '../generic/kind';
import { scaleHandlersOf, type Scaling } from '../generic/scale-subresource';
import { stored } from '../generic/get';
import type { ScalePaths } from './definition';
import { isMap, type Fields } from './schema/schema';

const MOST = 2_147_483_647;
/** Says that replicas were not set before: the smallest int32. */
const UNSET = -2_147_483_648;

const fieldsOf = (path: string): readonly string[] => (path.startsWith('.') ? path.slice(1) : path).split('.');

const goTypeOf = (value: unknown): string => {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'string' ? 'string' : value === null ? '<nil>' : 'map[string]interface {}';
};

type Found = { readonly value: unknown } | { readonly error: string } | undefined;

const mismatch = (path: string, value: unknown, expected: string): { readonly error: string } => ({
  error: `${path} accessor error: ${printValue(value as Printable)} is of the type ${goTypeOf(value)}, expected ${expected}`,
});

/** unstructured.NestedFieldNoCopy, and a check of the type of what is there. */
function nested(object: KubeObject, path: string, expected: 'int64' | 'string'): Found {
  let value: unknown = object;
  const names = fieldsOf(path);
  const whole = `.${names.join('.')}`;
  for (const name of names) {
    if (value === null || value === undefined) return undefined;
    if (!isMap(value)) return mismatch(whole, value, 'map[string]interface{}');
    value = own(value, name);
    if (value === undefined) return undefined;
  }
  return goTypeOf(value) === expected ? { value } : mismatch(whole, value, expected);
}

function replicasErrors(object: KubeObject, path: string): readonly FieldError[] {
  const found = nested(object, path, 'int64');
  if (found === undefined) return [];
  if ('error' in found) return [invalidValue(path, 0, found.error)];
  const value = found.value as number;
  if (value < 0) return [invalidValue(path, value, 'should be a non-negative integer')];
  return value > MOST ? [invalidValue(path, value, `should be less than or equal to ${MOST}`)] : [];
}

export const scaleSpecErrors = (object: KubeObject, scale: ScalePaths | undefined): readonly FieldError[] =>
  scale === undefined ? [] : replicasErrors(object, scale.specReplicasPath);

export function scaleStatusErrors(object: KubeObject, scale: ScalePaths | undefined): readonly FieldError[] {
  if (scale === undefined) return [];
  const { statusReplicasPath, labelSelectorPath } = scale;
  const selector = labelSelectorPath === undefined ? undefined : nested(object, labelSelectorPath, 'string');
  return [
    ...replicasErrors(object, statusReplicasPath),
    ...(selector !== undefined && 'error' in selector ? [invalidValue(labelSelectorPath ?? '', '', selector.error)] : []),
  ];
}

function withValue(map: Fields, [name = '', ...rest]: readonly string[], value: unknown): Fields {
  const inner = own(map, name);
  const copy: Record<string, unknown> = { ...map };
  setOwn(copy, name, rest.length === 0 ? value : withValue(isMap(inner) ? inner : {}, rest, value));
  return copy;
}

function valueOf(object: KubeObject, path: string, expected: 'int64' | 'string'): unknown {
  const found = nested(object, path, expected);
  if (found !== undefined && 'error' in found) throw internalError(found.error);
  return found?.value;
}

function scalingOf({ specReplicasPath, statusReplicasPath, labelSelectorPath }: ScalePaths): Scaling {
  return {
    read: (object) => ({
      replicas: (valueOf(object, specReplicasPath, 'int64') as number | undefined) ?? UNSET,
      current: (valueOf(object, statusReplicasPath, 'int64') as number | undefined) ?? 0,
      selector: labelSelectorPath === undefined ? '' : ((valueOf(object, labelSelectorPath, 'string') as string | undefined) ?? ''),
    }),
    withReplicas: (object, replicas) => {
      if (replicas === UNSET) throw badRequest(`the spec replicas field "${specReplicasPath}" cannot be empty`);
      return withValue(object, fieldsOf(specReplicasPath), replicas) as KubeObject;
    },
    validate: () => [],
  };
}

/** `custom`: the object is what is stored, without the columns of a table. */
export function customScale(paths: ScalePaths): Handlers {
  const handlers = scaleHandlersOf(scalingOf(paths));
  return {
    ...handlers,
    get: (scope) => {
      const path = paths.specReplicasPath;
      if (valueOf(stored(scope), path, 'int64') === undefined) throw internalError(`the spec replicas field "${path}" does not exist`);
      return handlers.get?.(scope) ?? { status: 200, text: '' };
    },
  };
}
