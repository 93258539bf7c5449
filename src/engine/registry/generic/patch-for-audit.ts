/**
 * The audit log holds the patch as JSON, so newer versions refuse what is none before they look at anything else.
 * After validateAndTranscodePatch of k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import { errorText } from '../../golang/error-text';
import { badRequest } from '../../errors/status-error';
import { versionOfExchange, type Exchange } from './exchange';
import { patchInJson, patchInYaml, patchText } from './patch-body';
import { APPLY_PATCH } from './write-options';

/** What begins like JSON passes here as it is, and is read later. */
const BEGINS_LIKE_JSON = /^\s*\{/;

export async function checkPatchForAudit(exchange: Exchange, type: string): Promise<void> {
  if (!versionOfExchange(exchange).has('patchesCheckedForAudit')) return;
  if (type !== APPLY_PATCH) {
    const isJson = await patchInJson(exchange).then(
      () => true,
      () => false,
    );
    if (!isJson) throw badRequest('invalid JSON patch');
    return;
  }
  if (BEGINS_LIKE_JSON.test(patchText(exchange))) return;
  try {
    await patchInYaml(exchange);
  } catch (error) {
    throw badRequest(`error encoding patch: ${errorText(error).replace(/^error converting YAML to JSON: /, '')}`);
  }
}
