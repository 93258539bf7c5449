/**
 * The audit log holds the patch as JSON, so newer versions refuse what is none before they look at anything else; older ones hold it as it was sent.
 * After validateAndTranscodePatch of k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import { errorText } from '../../golang/error-text';
import { encodeJson } from '../../golang/json';
import { badRequest } from '../../errors/status-error';
import { versionOfScope, type RequestScope } from './request-scope';
import { patchInJson, patchInYaml, patchText } from './patch-body';
import { APPLY_PATCH } from './write-options';

/** What begins like JSON passes here as it is, and is read later. */
const BEGINS_LIKE_JSON = /^\s*\{/;

/** The patch as the audit log has it, where it is kept. Throws 400. */
async function checkedPatch(scope: RequestScope, type: string): Promise<() => string> {
  if (type !== APPLY_PATCH) {
    const isJson = await patchInJson(scope).then(
      () => true,
      () => false,
    );
    if (!isJson) throw badRequest('invalid JSON patch');
    return () => patchText(scope);
  }
  if (BEGINS_LIKE_JSON.test(patchText(scope))) return () => patchText(scope);
  try {
    const { value } = await patchInYaml(scope);
    return () => encodeJson(value);
  } catch (error) {
    throw badRequest(`error encoding patch: ${errorText(error).replace(/^error converting YAML to JSON: /, '')}`);
  }
}

export async function notePatch(scope: RequestScope, type: string): Promise<void> {
  const { audit } = scope.call;
  const isChecked = versionOfScope(scope).has('patchesCheckedForAudit');
  const patch = isChecked ? await checkedPatch(scope, type) : () => patchText(scope);
  if (audit.keeps('Request')) audit.requestPatch(patch());
}
