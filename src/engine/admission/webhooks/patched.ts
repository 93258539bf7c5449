/**
 * The object as the JSON patch of a webhook leaves it: decoded and defaulted like one that a client sent. What does not fit is an
 * error of the server, whatever the failurePolicy of the webhook.
 * After callAttrMutatingHook of k8s.io/apiserver/pkg/admission/plugin/webhook/mutating/dispatcher.go.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import { errorText } from '../../golang/error-text';
import { encodeJson, sameJson } from '../../golang/json';
import { inTurns } from '../../golang/turns';
import { quote } from '../../golang/quote';
import { applyJsonPatch, type PatchOperation } from '../../registry/generic/patch/json-patch';
import { internalError } from '../../errors/status-error';
import { kindOf, isArray } from '../../scheme/json/node';
import { Scheme } from '../../scheme/scheme';
import type { Version } from '../../versions';
import type { ReviewResponse } from './admission-review';
import { callError } from './errors';

export interface Patched {
  readonly object: KubeObject;
  readonly changed: boolean;
  readonly patch: readonly PatchOperation[];
}

async function operationsOf(text: string, scheme: Scheme): Promise<readonly PatchOperation[]> {
  const patch = await scheme.parseJsonInTurns(text);
  if (patch === null) return [];
  if (!Array.isArray(patch)) throw new Error(`json: cannot unmarshal ${kindOf(patch as never)} into Go value of type jsonpatch.Patch`);
  for (const operation of patch as readonly unknown[])
    if (typeof operation !== 'object' || isArray(operation as never))
      throw new Error(`json: cannot unmarshal ${kindOf(operation as never)} into Go value of type jsonpatch.Operation`);
  return patch as readonly PatchOperation[];
}

async function orInternalError<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw internalError(errorText(error));
  }
}

/** Undefined where there is nothing to change. */
export async function patched(
  webhook: string,
  response: ReviewResponse,
  object: KubeObject | undefined,
  kind: GroupVersionKind,
  version: Version,
): Promise<Patched | undefined> {
  if (response.patch === '') return undefined;
  const scheme = Scheme.of(version);
  const patch = await operationsOf(response.patch, scheme).catch((error: unknown) => {
    if (version.has('webhookFailuresNameStage')) throw callError(webhook, 'received undecodable patch in webhook response', error, version);
    throw internalError(errorText(error));
  });
  if (patch.length === 0) return undefined;
  if (object === undefined)
    throw internalError(`admission webhook ${quote(webhook)} attempted to modify the object, which is not supported for this operation`);
  if (response.patchType !== 'JSONPatch') throw callError(webhook, 'unsupported patch type', new Error(quote(response.patchType)), version);
  return orInternalError(async () => {
    const result = encodeJson(await applyJsonPatch(object, patch, true));
    const decoded = await scheme.decodeInTurns(result, 'application/json', kind, { patched: true });
    const defaulted = await scheme.setDefaultsInTurns(decoded, kind);
    return { object: defaulted, changed: !(await inTurns(sameJson(object, decoded))), patch };
  });
}
