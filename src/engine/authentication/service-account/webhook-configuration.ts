/**
 * A token that is bound to the configuration of a webhook is good while the configuration is there and the gate of such tokens is on; the user has it,
 * and what the token attests, in its extra. After k8s.io/kubernetes/pkg/serviceaccount/claims.go.
 */
import type { Identity } from '../../api/identity';
import type { Storage } from '../../api/storage';
import { own } from '../../golang/map';
import type { Version } from '../../versions';
import { isObject, referenceIn, type Claims } from './token-claims';

const KEY = 'authentication.kubernetes.io/';
const ATTESTED = 'admissionReviewAPIGroups';
const GATE = 'APIServerWebhookAuthenticationToken';
const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const;

function attestedIn(kubernetes: Claims): readonly string[] {
  const attestations = own(kubernetes, 'attestations');
  const groups = isObject(attestations) ? own(attestations, ATTESTED) : undefined;
  return Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [];
}

/** Throws where the token is not good any more. */
export function extraOfWebhook(
  kubernetes: Claims,
  storage: Storage,
  isDeleted: (metadata: { readonly deletionTimestamp?: string }) => boolean,
  version: Version,
): Identity['extra'] {
  const bound = KINDS.flatMap((kind) => {
    const reference = referenceIn(kubernetes, kind.toLowerCase());
    return reference === undefined ? [] : [{ kind, reference }];
  });
  if (bound.length === 0 || !version.has('attestationsOfTokens')) return {};
  if (!version.has('tokensBoundToWebhooks')) throw new Error(`feature gate "${GATE}" is disabled, but token is webhook bound`);
  const groups = attestedIn(kubernetes);
  if (groups.length === 0) throw new Error(`bound object was a webhook config, but "${ATTESTED}" attestation is missing`);
  const entries = bound.flatMap(({ kind, reference }) => {
    const name = kind.toLowerCase();
    const metadata = storage.get({ group: 'admissionregistration.k8s.io', resource: `${name}s` }, '', reference.name)?.metadata;
    if (metadata === undefined) throw new Error('service account token has been invalidated');
    if (metadata.uid !== reference.uid) throw new Error(`${kind} UID (${metadata.uid}) does not match service account validating ref claim (${reference.uid})`);
    if (isDeleted(metadata)) throw new Error('service account token has been invalidated');
    return [[`${KEY}${name}-name`, [reference.name]] as const, [`${KEY}${name}-uid`, [reference.uid]] as const];
  });
  return { ...Object.fromEntries(entries), [`attestation.${KEY}${ATTESTED}`]: groups };
}
