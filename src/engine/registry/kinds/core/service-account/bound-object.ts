/**
 * The object that a requested token shall be bound to: a Pod that runs as the ServiceAccount, a Secret of the namespace or, where
 * the version knows it, a Node. After k8s.io/kubernetes/pkg/registry/core/serviceaccount/storage/token.go.
 */
import type { GroupVersionKind, KubeObject } from '../../../../api/objects';
import type { Storage } from '../../../../api/storage';
import type { BoundObject, ServiceAccountClaims } from '../../../../api/tokens';
import { quote } from '../../../../golang/quote';
import { badRequest, conflict, notFound } from '../../../../errors/status-error';
import type { Version } from '../../../../versions';
import { lenientGroupVersion } from '../../../../apimachinery/group-version';
import { nameIsPathSegment } from '../../../../apimachinery/names';

export interface BoundObjectReference {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  readonly uid?: string;
}

export type Binding = Pick<ServiceAccountClaims, 'boundTo' | 'node' | 'attestations'>;

interface Account {
  readonly namespace: string;
  readonly name: string;
}

const kindOf = ({ apiVersion = '', kind = '' }: BoundObjectReference): GroupVersionKind => ({ ...lenientGroupVersion(apiVersion), kind });

function found(storage: Storage, resource: string, namespace: string, name: string, version: Version): KubeObject {
  if (name === '') throw badRequest('Name parameter required.');
  const [invalid] = nameIsPathSegment(name, false, version);
  if (invalid !== undefined) throw badRequest(`Name parameter invalid: ${quote(name)}: ${invalid}`);
  const object = storage.get({ group: '', resource }, namespace, name);
  if (object === undefined) throw notFound({ group: '', resource }, name);
  return object;
}

/** The node of a pod is named even when it is gone; then without its uid. */
function nodeOf(storage: Storage, pod: KubeObject, version: Version): Binding['node'] {
  const name = (pod['spec'] as { readonly nodeName?: string } | undefined)?.nodeName ?? '';
  if (name === '' || !version.has('nodeOfPodInTokens')) return undefined;
  const uid = storage.get({ group: '', resource: 'nodes' }, '', name)?.metadata.uid;
  return { name, ...(uid !== undefined && { uid }) };
}

const boundTo = (kind: BoundObject['kind'], { metadata }: KubeObject): BoundObject => ({ kind, name: metadata.name ?? '', uid: metadata.uid ?? '' });

function lookedUp(storage: Storage, account: Account, reference: BoundObjectReference, version: Version): Binding & { readonly boundTo: BoundObject } {
  const { group, version: apiVersion, kind } = kindOf(reference);
  const name = reference.name ?? '';
  if (group === '' && kind === 'Pod') {
    const pod = found(storage, 'pods', account.namespace, name, version);
    const runsAs = (pod['spec'] as { readonly serviceAccountName?: string } | undefined)?.serviceAccountName ?? '';
    if (runsAs !== account.name)
      throw badRequest(`cannot bind token for serviceaccount ${quote(account.name)} to pod running with different serviceaccount name.`);
    const node = nodeOf(storage, pod, version);
    return { boundTo: boundTo('Pod', pod), ...(node && { node }) };
  }
  if (group === '' && kind === 'Node' && version.has('nodesInTokenRequests')) {
    if (!version.has('tokensBoundToNodes'))
      throw badRequest('cannot bind token to a Node object as the "ServiceAccountTokenNodeBinding" feature-gate is disabled');
    return { boundTo: boundTo('Node', found(storage, 'nodes', '', name, version)) };
  }
  if (group === '' && kind === 'Secret') return { boundTo: boundTo('Secret', found(storage, 'secrets', account.namespace, name, version)) };
  throw badRequest(`cannot bind token to object of type ${group}/${apiVersion}, Kind=${kind}`);
}

/** Throws 409 where the reference names the uid of another object. */
export function checkReferredUid({ kind, uid }: BoundObject, reference: BoundObjectReference): void {
  if (reference.uid === undefined || reference.uid === '' || reference.uid === uid) return;
  throw conflict(
    { group: kindOf(reference).group, resource: kind },
    reference.name ?? '',
    `the UID in the bound object reference (${reference.uid}) does not match the UID in record. The object might have been deleted and then recreated`,
  );
}

export function bindingOf(storage: Storage, account: Account, reference: BoundObjectReference, version: Version): Binding {
  const binding = lookedUp(storage, account, reference, version);
  checkReferredUid(binding.boundTo, reference);
  return binding;
}
