/**
 * A mutation of patchType JSONPatch: the operations that the expression makes change the JSON of the object, which is then read
 * strictly. Where an operation `test` finds another value nothing is changed.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch/json_patch.go.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import { misnamedTypes } from '../../cel/library/mutation-types';
import { toJson } from '../../cel/values/json';
import { CelList } from '../../cel/values/value';
import { Struct, type CelValue } from '../../cel/values/value';
import { internalError } from '../../errors/status-error';
import { errorText } from '../../golang/error-text';
import { encodeJson } from '../../golang/json';
import { applyJsonPatch, PatchNotApplicable, TestFailed, type PatchOperation } from '../../registry/generic/patch/json-patch';
import { Scheme } from '../../scheme/scheme';
import { UnknownConversion } from '../../scheme/unknown-conversion';
import type { Version } from '../../versions';
import { MutationFailed } from './mutation-failed';

/** Whole numbers that a double does not hold exactly become texts, as in protobuf's JSON. */
const jsonValue = (value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonValue(member)]));
};

function operationOf(patch: CelValue): PatchOperation {
  if (!(patch instanceof Struct)) throw new Error('an operation of a JSON patch is of another type than its expression');
  const value = patch.fields.get('value');
  const [op = '', path = '', from = ''] = ['op', 'path', 'from'].map((name) => patch.fields.get(name) as string | undefined);
  const operation = { op, path, ...(from !== '' && { from }) };
  if (value === undefined) return operation;
  const misnamed = value instanceof Struct ? misnamedTypes(value, value.type.name) : [];
  if (misnamed.length > 0) throw new MutationFailed(`type mismatch: ${misnamed.join('\n')}`);
  try {
    return { ...operation, value: jsonValue(toJson(value)) };
  } catch (error) {
    throw new MutationFailed(`JSONPath valueExpression evaluated to a type that could not marshal to JSON: ${errorText(error)}`);
  }
}

/** Throws MutationFailed; 500 where the outcome is not an object of the kind. */
export async function patchedByPolicy(made: CelValue, object: KubeObject, kind: GroupVersionKind, version: Version): Promise<KubeObject> {
  const operations = made instanceof CelList ? made.values().map(operationOf) : [];
  let result: unknown;
  try {
    result = await applyJsonPatch(object, operations, true);
  } catch (error) {
    if (error instanceof TestFailed) return object;
    throw error instanceof PatchNotApplicable ? new MutationFailed(`JSON Patch: ${error.message}`) : error;
  }
  try {
    return await Scheme.of(version).decodeInTurns(encodeJson(result), 'application/json', kind, { patched: true, fieldValidation: 'Strict' });
  } catch (error) {
    throw internalError(error instanceof UnknownConversion ? `failed to convert object: ${error.message}` : errorText(error));
  }
}
