/**
 * The objects of which each node has its own: its lease, its CSINode, the ResourceSlices of its devices. The Node authorizer
 * cannot see the name of what is created, nor what a deletion of many deletes.
 */
import type { KubeObject } from '../../api/objects';
import { quote } from '../../golang/quote';
import { refused } from '../refusal';
import type { NodeRequest } from './node-request';

const LEASES = 'kube-node-lease';

const isOwn = ({ node, attributes: { operation, object, name } }: NodeRequest): boolean =>
  (operation === 'CREATE' ? (object?.metadata.name ?? '') : name) === node;

export function checkLease(request: NodeRequest): void {
  const { attributes } = request;
  if (attributes.namespace !== LEASES) throw refused(attributes, `can only access leases in the ${quote(LEASES)} system namespace`);
  if (!isOwn(request)) throw refused(attributes, 'can only access node lease with the same name as the requesting node');
}

export function checkCsiNode(request: NodeRequest): void {
  if (!isOwn(request)) throw refused(request.attributes, 'can only access CSINode with the same name as the requesting node');
}

const nodeOf = (slice: KubeObject | undefined): string | undefined => (slice?.['spec'] as { readonly nodeName?: string } | undefined)?.nodeName;

export function checkResourceSlice({ node, attributes }: NodeRequest): void {
  const { operation, object, oldObject } = attributes;
  if (operation === 'CREATE' && nodeOf(object) !== node)
    throw refused(attributes, 'can only create ResourceSlice with the same NodeName as the requesting node');
  if (operation === 'DELETE' && nodeOf(oldObject) !== node)
    throw refused(attributes, 'can only delete ResourceSlice with the same NodeName as the requesting node');
}
