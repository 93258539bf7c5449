/**
 * A node writes its own Node and no other. It sets neither taints nor owners, and only labels that steer no workload to it, so
 * that a node that has been taken over cannot draw secrets to itself.
 */
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { refused } from '../refusal';
import type { NodeRequest } from './node-request';
import { own } from '../../golang/map';

type Labels = Readonly<Record<string, string>> | undefined;

/**
 * The labels that a kubelet may put on its own Node. Those of node-restriction.kubernetes.io are kept for administrators; of the other labels that
 * Kubernetes means something by, only the ones that kubelets are known to set are theirs. After getForbiddenLabels of noderestriction/admission.go and
 * k8s.io/kubelet/pkg/apis/well_known_labels.go.
 */
const OF_KUBELETS: readonly string[] = [
  'kubernetes.io/hostname',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'beta.kubernetes.io/instance-type',
  'node.kubernetes.io/instance-type',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
];

const namespaceOf = (key: string): string => (key.includes('/') ? key.slice(0, key.indexOf('/')) : '');
const isIn = (namespace: string, domain: string): boolean => namespace === domain || namespace.endsWith(`.${domain}`);

function isForbidden(key: string): boolean {
  const namespace = namespaceOf(key);
  if (isIn(namespace, 'node-restriction.kubernetes.io')) return true;
  if (!isIn(namespace, 'kubernetes.io') && !isIn(namespace, 'k8s.io')) return false;
  return !OF_KUBELETS.includes(key) && !isIn(namespace, 'kubelet.kubernetes.io') && !isIn(namespace, 'node.kubernetes.io');
}

/** The keys that were added, changed or removed and are not the kubelet's, sorted. */
function forbiddenLabels(labels: Labels, old: Labels): readonly string[] {
  const keys = new Set([...Object.keys(labels ?? {}), ...Object.keys(old ?? {})]);
  return [...keys].filter((key) => own(labels, key) !== own(old, key) && isForbidden(key)).sort();
}

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
