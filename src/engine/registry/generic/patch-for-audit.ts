/**
 * The audit log holds the patch as JSON, so newer versions refuse what is none before they look at anything else; older ones hold it as it was sent.
 * After validateAndTranscodePatch of k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import { errorText } from '../../golang/error-text';
import { encodeJson } from '../../golang/json';
import { badRequest } from '../../errors/status-error';
import { versionOfExchange, type Exchange } from './exchange';
import { patchInJson, patchInYaml, patchText } from './patch-body';
import { APPLY_PATCH } from './write-options';

/** What begins like JSON passes here as it is, and is read later. */
const BEGINS_LIKE_JSON = /^\s*\{/;

/** The patch as the audit log has it, where it is kept. Throws 400. */
async function checkedPatch(exchange: Exchange, type: string): Promise<() => string> {
  if (type !== APPLY_PATCH) {
    const isJson = await patchInJson(exchange).then(
      () => true,
      () => false,
    );
    if (!isJson) throw badRequest('invalid JSON patch');
    return () => patchText(exchange);
  }
  if (BEGINS_LIKE_JSON.test(patchText(exchange))) return () => patchText(exchange);
  try {
    const { value } = await patchInYaml(exchange);
    return () => encodeJson(value);
  } catch (error) {
    throw badRequest(`error encoding patch: ${errorText(error).replace(/^error converting YAML to JSON: /, '')}`);
  }
}

export async function notePatch(exchange: Exchange, type: string): Promise<void> {
  const { audit } = exchange.call;
  const isChecked = versionOfExchange(exchange).has('patchesCheckedForAudit');
  const patch = isChecked ? await checkedPatch(exchange, type) : () => patchText(exchange);
  if (audit.keeps('Request')) audit.requestPatch(patch());
}
