/**
 * A node makes mirror pods of what it runs by itself, reports the status of the pods on it, and deletes and evicts those.
 * A pod that it makes must not open anything to it: it refers to nothing that the API server would give.
 */
import type { KubeObject, OwnerReference } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { MIRROR_POD } from '../../nodes/pod-references';
import { notFound } from '../../errors/status-error';
import { podSpec } from '../pod';
import { refused } from '../refusal';
import { referredResource, UnknownVolume } from './mirror-pod-references';
import type { NodeRequest } from './node-request';

const NODES = { group: '', resource: 'nodes' };
const PODS = { group: '', resource: 'pods' };

interface PodStatus {
  readonly resourceClaimStatuses?: unknown;
  readonly extendedResourceClaimStatus?: unknown;
  readonly nodeAllocatableResourceClaimStatuses?: unknown;
}

const nodeOf = (pod: KubeObject): string => podSpec(pod).nodeName ?? '';
const statusOf = (pod: KubeObject): PodStatus => (pod['status'] ?? {}) as PodStatus;
const same = (one: unknown, other: unknown, empty: unknown): boolean => encodeJson(one ?? empty) === encodeJson(other ?? empty);

/** The pod as its lister finds it, which names it in the singular. */
export function existingPod({ storage, attributes: { namespace } }: NodeRequest, name: string): KubeObject {
  const pod = storage.get(PODS, namespace, name);
  if (pod === undefined) throw notFound({ group: '', resource: 'pod' }, name);
  return pod;
}

function ownerComplaint(node: string, { apiVersion, kind, name, controller, blockOwnerDeletion }: OwnerReference): string | undefined {
  if (apiVersion !== 'v1' || kind !== 'Node' || name !== node) return `node ${quote(node)} can only create pods with an owner reference set to itself`;
  if (controller !== true) return `node ${quote(node)} can only create pods with a controller owner reference set to itself`;
  return blockOwnerDeletion === true ? `node ${quote(node)} must not set blockOwnerDeletion on an owner reference` : undefined;
}

function checkOwner({ node, attributes, storage }: NodeRequest, pod: KubeObject): void {
  const [owner, ...others] = pod.metadata.ownerReferences ?? [];
  if (others.length > 0) throw refused(attributes, `node ${quote(node)} can only create pods with a single owner reference set to itself`);
  if (owner === undefined) throw refused(attributes, `node ${quote(node)} can only create pods with an owner reference set to itself`);
  const complaint = ownerComplaint(node, owner);
  if (complaint !== undefined) throw refused(attributes, complaint);
  const found = storage.get(NODES, '', node);
  if (found === undefined) throw notFound({ group: '', resource: 'node' }, node);
  const uid = found.metadata.uid ?? '';
  if (owner.uid !== uid) throw refused(attributes, `node ${node} UID mismatch: expected ${owner.uid} got ${uid}`);
}

function checkReferences({ node, attributes, version }: NodeRequest, pod: KubeObject): void {
  const referred = referredResource(podSpec(pod), version);
  if (referred instanceof UnknownVolume) throw refused(attributes, `error checking mirror pod for API references: ${referred.message}`);
  if (referred !== undefined) throw refused(attributes, `node ${quote(node)} can not create pods that reference ${referred}`);
}

function checkCreation(request: NodeRequest, pod: KubeObject): void {
  const { node, attributes } = request;
  if (pod.metadata.annotations?.[MIRROR_POD] === undefined)
    throw refused(attributes, `pod does not have ${quote(MIRROR_POD)} annotation, node ${quote(node)} can only create mirror pods`);
  if (nodeOf(pod) !== node) throw refused(attributes, `node ${quote(node)} can only create pods with spec.nodeName set to itself`);
  checkOwner(request, pod);
  checkReferences(request, pod);
}

export function checkPod(request: NodeRequest): void {
  const { node, attributes } = request;
  const { operation, object, name } = attributes;
  if (operation === 'CREATE' && object !== undefined) {
    checkCreation(request, object);
    return;
  }
  if (operation !== 'DELETE') throw refused(attributes, `unexpected operation ${quote(operation)}, node ${quote(node)} can only create and delete mirror pods`);
  if (nodeOf(existingPod(request, name)) !== node) throw refused(attributes, `node ${quote(node)} can only delete pods with spec.nodeName set to itself`);
}

export function checkPodStatus({ node, attributes, version }: NodeRequest): void {
  const { operation, object, oldObject } = attributes;
  if (operation !== 'UPDATE' || object === undefined || oldObject === undefined) throw refused(attributes, `unexpected operation ${quote(operation)}`);
  if (nodeOf(oldObject) !== node) throw refused(attributes, `node ${quote(node)} can only update pod status for pods with spec.nodeName set to itself`);
  if (!same(object.metadata.labels, oldObject.metadata.labels, {})) throw refused(attributes, `node ${quote(node)} cannot update labels through pod status`);
  const [status, old] = [statusOf(object), statusOf(oldObject)];
  if (!same(status.resourceClaimStatuses, old.resourceClaimStatuses, [])) throw refused(attributes, `node ${quote(node)} cannot update resource claim statues`);
  if (!same(status.extendedResourceClaimStatus, old.extendedResourceClaimStatus, null))
    throw refused(attributes, `node ${quote(node)} cannot update extended resource claim status`);
  const isChecked = version.has('allocatableClaimsOfNodes');
  if (isChecked && !same(status.nodeAllocatableResourceClaimStatuses, old.nodeAllocatableResourceClaimStatuses, []))
    throw refused(attributes, `node ${quote(node)} cannot update node allocatable resource claim statuses`);
}

export function checkEviction(request: NodeRequest): void {
  const { node, attributes } = request;
  const { operation, name, object } = attributes;
  if (operation !== 'CREATE') throw refused(attributes, `unexpected operation ${operation}`);
  const pod = name || object?.metadata.name || '';
  if (pod === '') throw refused(attributes, 'could not determine pod from request data');
  if (nodeOf(existingPod(request, pod)) !== node) throw refused(attributes, `node ${node} can only evict pods with spec.nodeName set to itself`);
}
