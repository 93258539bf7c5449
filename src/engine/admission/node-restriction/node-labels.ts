/**
 * The labels that a kubelet may put on its own Node. Those of node-restriction.kubernetes.io are kept for administrators; of
 * the other labels that Kubernetes means something by, only the ones that kubelets are known to set are theirs.
 * After getForbiddenLabels of noderestriction/admission.go and k8s.io/kubelet/pkg/apis/well_known_labels.go.
 */
import { own } from '../../golang/map';

type Labels = Readonly<Record<string, string>> | undefined;

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
export function forbiddenLabels(labels: Labels, old: Labels): readonly string[] {
  const keys = new Set([...Object.keys(labels ?? {}), ...Object.keys(old ?? {})]);
  return [...keys].filter((key) => own(labels, key) !== own(old, key) && isForbidden(key)).sort();
}
