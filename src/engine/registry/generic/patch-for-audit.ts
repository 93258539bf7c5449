/**
 * The audit log holds the patch as JSON, so newer versions refuse what is none before they look at anything else.
 * After validateAndTranscodePatch of k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import { errorText } from '../../golang/error-text';
import { badRequest } from '../../response/status-error';
import { bodyBytes, versionOfExchange, type Exchange } from './exchange';
import { APPLY_PATCH } from './write-options';

/** What begins like JSON passes here as it is, and is read later. */
const BEGINS_LIKE_JSON = /^\s*\{/;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export async function checkPatchForAudit(exchange: Exchange, type: string): Promise<void> {
  if (!versionOfExchange(exchange).has('patchesCheckedForAudit')) return;
  const text = Buffer.from(bodyBytes(exchange)).toString();
  if (type !== APPLY_PATCH) {
    if (!isJson(text)) throw badRequest('invalid JSON patch');
    return;
  }
  if (BEGINS_LIKE_JSON.test(text)) return;
  try {
    await exchange.context.scheme.readYamlInTurns(text);
  } catch (error) {
    throw badRequest(`error encoding patch: ${errorText(error).replace(/^error converting YAML to JSON: /, '')}`);
  }
}
