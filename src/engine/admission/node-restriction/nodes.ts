/**
 * A node writes its own Node and no other. It sets neither taints nor owners, and only labels that steer no workload to it, so
 * that a node that has been taken over cannot draw secrets to itself.
 */
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { refused } from '../refusal';
import { forbiddenLabels } from './node-labels';
import type { NodeRequest } from './node-request';

interface NodeSpec {
  readonly configSource?: unknown;
  readonly taints?: readonly unknown[];
}

const specOf = (node: KubeObject | undefined): NodeSpec => (node?.['spec'] ?? {}) as NodeSpec;
const same = (one: unknown, other: unknown): boolean => encodeJson(one ?? []) === encodeJson(other ?? []);

function creationComplaint(node: string, object: KubeObject): string | undefined {
  if (specOf(object).configSource !== undefined) return `node ${quote(node)} is not allowed to create pods with a non-nil configSource`;
  const labels = forbiddenLabels(object.metadata.labels, undefined);
  return labels.length > 0 ? `node ${quote(node)} is not allowed to set the following labels: ${labels.join(', ')}` : undefined;
}

function updateComplaint({ node, version }: NodeRequest, object: KubeObject, old: KubeObject): string | undefined {
  const { configSource, taints } = specOf(object);
  if (configSource !== undefined && !same(configSource, specOf(old).configSource))
    return `node ${quote(node)} is not allowed to update configSource to a new non-nil configSource`;
  if (!same(taints, specOf(old).taints)) return `node ${quote(node)} is not allowed to modify taints`;
  if (version.has('nodesKeepTheirOwners') && !same(object.metadata.ownerReferences, old.metadata.ownerReferences))
    return `node ${quote(node)} is not allowed to modify ownerReferences`;
  const labels = forbiddenLabels(object.metadata.labels, old.metadata.labels);
  return labels.length > 0 ? `is not allowed to modify labels: ${labels.join(', ')}` : undefined;
}

export function checkNode(request: NodeRequest): void {
  const { node, attributes } = request;
  const { operation, name, object, oldObject } = attributes;
  if (name !== node) throw refused(attributes, `node ${quote(node)} is not allowed to modify node ${quote(name)}`);
  if (object === undefined) return;
  const complaint = operation === 'CREATE' ? creationComplaint(node, object) : updateComplaint(request, object, oldObject ?? object);
  if (complaint !== undefined) throw refused(attributes, complaint);
}
