/**
 * The four ways to patch. Each takes the object in the version of the request, none for one that is not there yet, and
 * returns the patched one. After k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import { errorText } from '../../golang/error-text';
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { Turn } from '../../golang/turns';
import { GoPrinted, invalidValue } from '../../response/field-error';
import { badRequest, invalid, plainError, requestEntityTooLarge, StatusError } from '../../response/status-error';
import { applyJsonPatch, PatchNotApplicable, type PatchOperation } from '../patch/json-patch';
import { mergePatch } from '../patch/merge-patch';
import { PatchError, type JsonMap } from '../patch/element-order';
import { strategicMerge } from '../patch/strategic-merge';
import { applyPatch } from './apply-patch';
import { bodyBytes, versionOfExchange, type Exchange } from './exchange';
import { typeNameOf } from './json-type';
import { apiVersionOf } from './resource';
import { APPLY_PATCH, type WriteOptions } from './write-options';

export type PatchMechanism = (current: KubeObject | undefined) => Promise<KubeObject>;

const MAX_OPERATIONS = 10_000;

const notApplicable = (): StatusError => new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});

export function patchMechanism(exchange: Exchange, type: string, options: WriteOptions): PatchMechanism {
  if (type === APPLY_PATCH) return applyPatch(exchange, options);
  if (type === 'application/json-patch+json') return jsonPatch(exchange, options);
  if (type === 'application/merge-patch+json') return merge(exchange, options);
  return strategic(exchange, options);
}

/** The patched JSON as an object. What is wrong with it is told of the patch, not of the body. */
async function decoded({ context, call, resource }: Exchange, document: unknown, { fieldValidation }: WriteOptions): Promise<KubeObject> {
  const text = encodeJson(document);
  try {
    const options = { fieldValidation, warnings: call.warnings, patched: true };
    const object = await context.scheme.decodeInTurns(text, 'application/json', resource.kind, options);
    return context.scheme.setDefaults(object, resource.kind);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw invalid({ group: '', kind: '' }, '', [invalidValue('patch', text, error.message)]);
  }
}

const bodyText = (exchange: Exchange): string => Buffer.from(bodyBytes(exchange)).toString();

/** Go's words for a document that is no JSON. */
function parsed(exchange: Exchange): Promise<unknown> {
  return exchange.context.scheme.parseJsonInTurns(bodyText(exchange));
}
const message = (error: unknown): string => errorText(error);

async function operationsOf(exchange: Exchange): Promise<readonly PatchOperation[]> {
  const early = versionOfExchange(exchange).has('patchBodiesCheckedFirst');
  const refuse = (text: string): Error => badRequest(early ? `error decoding patch: ${text}` : text);
  const [list, element] = early ? ['[]handlers.jsonPatchOp', 'handlers.jsonPatchOp'] : ['jsonpatch.Patch', 'jsonpatch.Operation'];
  let value: unknown;
  try {
    value = await parsed(exchange);
  } catch (error) {
    throw refuse(message(error));
  }
  if (value === null) return [];
  if (!Array.isArray(value)) throw refuse(`json: cannot unmarshal ${typeNameOf(value)} into Go value of type ${list}`);
  const odd: unknown = value.find((operation) => typeof operation !== 'object' || operation === null || Array.isArray(operation));
  if (odd !== undefined && odd !== null) throw refuse(`json: cannot unmarshal ${typeNameOf(odd)} into Go value of type ${element}`);
  return value as readonly PatchOperation[];
}

function jsonPatch(exchange: Exchange, options: WriteOptions): PatchMechanism {
  return async (current) => {
    const operations = await operationsOf(exchange);
    if (operations.length > MAX_OPERATIONS)
      throw requestEntityTooLarge(`The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${operations.length}`);
    try {
      return await decoded(exchange, await applyJsonPatch(current ?? {}, operations), options);
    } catch (error) {
      throw error instanceof PatchNotApplicable ? notApplicable() : error;
    }
  };
}

function merge(exchange: Exchange, options: WriteOptions): PatchMechanism {
  const version = versionOfExchange(exchange);
  const early = version.has('patchBodiesCheckedFirst');
  const refuse = (): Error => (early ? badRequest('Invalid JSON Patch') : plainError('Invalid JSON Patch'));
  return async (current) => {
    let value: unknown;
    try {
      value = await parsed(exchange);
    } catch (error) {
      throw early ? badRequest(`error decoding patch: ${message(error)}`) : refuse();
    }
    if (early && value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw badRequest(`error decoding patch: json: cannot unmarshal ${typeNameOf(value)} into Go value of type map[string]interface {}`);
    if (typeof value !== 'object' || value === null) throw refuse();
    return decoded(exchange, mergePatch(current ?? {}, value, { dropNullElements: version.has('mergePatchDropsNulls') }), options);
  };
}

function strategic(exchange: Exchange, { fieldValidation }: WriteOptions): PatchMechanism {
  const { context, call, resource } = exchange;
  return async (current) => {
    let value: unknown;
    try {
      value = await parsed(exchange);
    } catch (error) {
      throw badRequest(message(error));
    }
    if (value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw badRequest(`json: cannot unmarshal ${typeNameOf(value)} into Go value of type map[string]interface {}`);
    const patch = (value ?? {}) as JsonMap;
    const original = JSON.parse(encodeJson(current ?? {})) as JsonMap;
    const turn = new Turn();
    const merged = mergedStrategically(exchange, original, patch);
    if (turn.isLate()) await turn.next();
    try {
      const object = context.scheme.fromUnstructured({ ...merged, kind: resource.kind.kind, apiVersion: apiVersionOf(resource.kind) }, resource.kind, {
        fieldValidation,
        warnings: call.warnings,
      });
      if (turn.isLate()) await turn.next();
      return context.scheme.setDefaults(object, resource.kind);
    } catch (error) {
      throw invalid({ group: '', kind: '' }, '', [invalidValue('patch', new GoPrinted(quote(goPrinted(patch))), message(error))]);
    }
  };
}

function mergedStrategically({ context, resource }: Exchange, original: JsonMap, patch: JsonMap): JsonMap {
  try {
    return strategicMerge(original, patch, context.scheme.typeOf(resource.kind));
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    throw error.message.startsWith('invalid patch format') ? badRequest(error.message) : plainError(error.message);
  }
}

/** %+v of a decoded patch: maps by key, strings bare. */
function goPrinted(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goPrinted).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, member]) => `${key}:${goPrinted(member)}`).join(' ')}]`;
}
