/**
 * The four ways to patch. Each takes the object in the version of the request, none for one that is not there yet, and
 * returns the patched one. After k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import { errorText } from '../../golang/error-text';
import { inTurns, type Turns } from '../../golang/turns';
import type { KubeObject } from '../../api/objects';
import { encodingJson } from '../../golang/json';
import { own } from '../../golang/map';
import { printValue, type Printable } from '../../golang/printf';
import { quote } from '../../golang/quote';
import { GoPrinted, invalidValue } from '../../errors/field-error';
import { badRequest, invalid, plainError, requestEntityTooLarge, StatusError } from '../../errors/status-error';
import { TooManyStructures } from '../../scheme/decode/problems';
import { applyJsonPatch, PatchNotApplicable, type PatchOperation } from './patch/json-patch';
import { mergePatch } from './patch/merge-patch';
import { PatchError, type JsonMap } from './patch/element-order';
import { strategicMerge } from './patch/strategic-merge';
import { applyPatch } from './apply-patch';
import { versionOfScope, type RequestScope } from './request-scope';
import { typeNameOf } from './json-type';
import { patchAsJson, patchText } from './patch-body';
import { APPLY_PATCH, type WriteOptions } from './write-options';

export type PatchMechanism = (current: KubeObject | undefined) => Promise<KubeObject>;

const MAX_OPERATIONS = 10_000;

const notApplicable = (): StatusError => new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});

export function patchMechanism(scope: RequestScope, type: string, options: WriteOptions): PatchMechanism {
  if (type === APPLY_PATCH) return applyPatch(scope, options);
  if (type === 'application/json-patch+json') return jsonPatch(scope, options);
  if (type === 'application/merge-patch+json') return merge(scope, options);
  return strategic(scope, options);
}

/** A document that says no version is read as one of the internal version, which does not have the metadata where it is. */
function checkVersioned({ name }: RequestScope, document: unknown): void {
  const isMap = typeof document === 'object' && document !== null && !Array.isArray(document);
  const apiVersion = isMap ? own(document as Readonly<Record<string, unknown>>, 'apiVersion') : null;
  if (isMap && (apiVersion === undefined || apiVersion === null || apiVersion === ''))
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
}

/** The patched JSON as an object. What is wrong with it is reported of the patch, not of the body; so is what is odd about the patch itself. */
async function decoded(scope: RequestScope, document: unknown, { fieldValidation }: WriteOptions, odd: readonly string[] = []): Promise<KubeObject> {
  const { context, call, resource } = scope;
  const text = await inTurns(encodingJson(document));
  checkVersioned(scope, document);
  try {
    const found: string[] = [];
    const lenient = fieldValidation === 'Strict' ? 'Warn' : fieldValidation;
    const options = { fieldValidation: lenient, warnings: found, patched: true };
    const object = await context.scheme.decodeInTurns(text, 'application/json', resource.kind, options);
    const strict = lenient === 'Ignore' || !versionOfScope(scope).has('fieldValidation') ? [] : [...odd, ...found];
    if (fieldValidation === 'Strict' && strict.length > 0) throw new Error(`strict decoding error: ${strict.join(', ')}`);
    call.warnings.push(...strict);
    return await context.scheme.setDefaultsInTurns(object, resource.kind);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TooManyStructures) throw error;
    throw invalid({ group: '', kind: '' }, '', [invalidValue('patch', text, error.message)]);
  }
}

const message = (error: unknown): string => errorText(error);

/** Fields of an operation that are texts; the only other one is its value. */
const TEXTS: ReadonlySet<string> = new Set(['op', 'from', 'path']);

/** What a strict reader says of the operations. */
function oddFields(scope: RequestScope, operations: readonly (PatchOperation | null)[]): readonly string[] {
  const unknown = operations.flatMap((operation, index) =>
    Object.keys(operation ?? {})
      .filter((name) => name !== 'value' && !TEXTS.has(name))
      .map((name) => `unknown field ${quote(`[${index}].${name}`)}`),
  );
  return [...unknown, ...scope.context.scheme.repeatedFields(patchText(scope))].map((words) => `json patch ${words}`);
}

async function operationsOf(scope: RequestScope): Promise<readonly PatchOperation[]> {
  const early = versionOfScope(scope).has('patchBodiesCheckedFirst');
  const refuse = (text: string): Error => badRequest(early ? `error decoding patch: ${text}` : text);
  const [list, element] = early ? ['[]handlers.jsonPatchOp', 'handlers.jsonPatchOp'] : ['jsonpatch.Patch', 'jsonpatch.Operation'];
  let value: unknown;
  try {
    value = await patchAsJson(scope);
  } catch (error) {
    throw refuse(message(error));
  }
  if (value === null) return [];
  if (!Array.isArray(value)) throw refuse(`json: cannot unmarshal ${typeNameOf(value)} into Go value of type ${list}`);
  const odd: unknown = value.find((operation) => typeof operation !== 'object' || operation === null || Array.isArray(operation));
  if (odd !== undefined && odd !== null) throw refuse(`json: cannot unmarshal ${typeNameOf(odd)} into Go value of type ${element}`);
  for (const [name, field] of early ? (value as readonly (object | null)[]).flatMap((operation) => Object.entries(operation ?? {})) : [])
    if (TEXTS.has(name) && typeof field !== 'string' && field !== null)
      throw refuse(`json: cannot unmarshal ${typeNameOf(field)} into Go struct field jsonPatchOp.${name} of type string`);
  return value as readonly PatchOperation[];
}

function jsonPatch(scope: RequestScope, options: WriteOptions): PatchMechanism {
  return async (current) => {
    const operations = await operationsOf(scope);
    if (operations.length > MAX_OPERATIONS)
      throw requestEntityTooLarge(`The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${operations.length}`);
    try {
      const patched = await applyJsonPatch(current ?? {}, operations, versionOfScope(scope).has('jsonPatchReplacesAll'));
      return await decoded(scope, patched, options, oddFields(scope, operations));
    } catch (error) {
      throw error instanceof PatchNotApplicable ? notApplicable() : error;
    }
  };
}

function merge(scope: RequestScope, options: WriteOptions): PatchMechanism {
  const version = versionOfScope(scope);
  const early = version.has('patchBodiesCheckedFirst');
  const refuse = (): Error => (early ? badRequest('Invalid JSON Patch') : plainError('Invalid JSON Patch'));
  return async (current) => {
    let value: unknown;
    try {
      value = await patchAsJson(scope);
    } catch (error) {
      throw early ? badRequest(`error decoding patch: ${message(error)}`) : refuse();
    }
    if (early && value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw badRequest(`error decoding patch: json: cannot unmarshal ${typeNameOf(value)} into Go value of type map[string]interface {}`);
    if (typeof value !== 'object' || value === null) throw refuse();
    return decoded(scope, await inTurns(mergePatch(current ?? {}, value, { dropNullElements: version.has('mergePatchDropsNulls') })), options);
  };
}

/** Older versions read the patch as a stream. */
function fromStream(words: string, scope: RequestScope): string {
  if (versionOfScope(scope).has('patchBodiesCheckedFirst') || words !== 'unexpected end of JSON input') return words;
  return patchText(scope).trim() === '' ? 'EOF' : 'unexpected EOF';
}

function strategic(scope: RequestScope, { fieldValidation }: WriteOptions): PatchMechanism {
  const { context, call, resource } = scope;
  return async (current) => {
    let value: unknown;
    try {
      value = await patchAsJson(scope);
    } catch (error) {
      throw badRequest(fromStream(message(error), scope));
    }
    if (value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw badRequest(`json: cannot unmarshal ${typeNameOf(value)} into Go value of type map[string]interface {}`);
    const patch = (value ?? {}) as JsonMap;
    const original = (await context.scheme.parseJsonInTurns(await inTurns(encodingJson(current ?? {})))) as JsonMap;
    const merged = await inTurns(mergingStrategically(scope, original, patch));
    try {
      const {
        kind: _kind,
        apiVersion: _apiVersion,
        ...fields
      } = await context.scheme.fromUnstructuredInTurns(merged, resource.kind, {
        fieldValidation,
        warnings: call.warnings,
      });
      return await context.scheme.setDefaultsInTurns({ kind: resource.kind.kind, apiVersion: groupVersionOf(resource.kind), ...fields }, resource.kind);
    } catch (error) {
      if (error instanceof TooManyStructures) throw error;
      throw invalid({ group: '', kind: '' }, '', [invalidValue('patch', new GoPrinted(quote(printValue(patch as Printable))), message(error))]);
    }
  };
}

function* mergingStrategically({ context, resource }: RequestScope, original: JsonMap, patch: JsonMap): Turns<JsonMap> {
  const type = context.scheme.typeOf(resource.kind);
  if (type === undefined) throw badRequest('strategic merge patch format is not supported');
  try {
    return yield* strategicMerge(original, patch, type, context.options.version.has('patchDirectivesRemoved'));
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    if (error.message === 'lists of lists are not supported') throw notApplicable();
    throw error.message.startsWith('invalid patch format') ? badRequest(error.message) : plainError(error.message);
  }
}
