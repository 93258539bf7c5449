/**
 * What a right gives where something is so of the cluster that no policy says: that a pod runs, that a controller believes its objects,
 * that no other admission plugin refuses. Data only. A technique counts for the versions that serve what it needs rights on.
 */
import type { GateName } from '../engine/versions';

/** What a technique needs: one of the verbs on one of the resources. */
export interface TechniqueRight {
  readonly verbs: readonly string[];
  readonly apiGroup: string;
  readonly resources: readonly string[];
  /** A name that the object has to have. */
  readonly name?: string;
}

/**
 * What a technique reaches: the ServiceAccounts of the namespace, the Secrets of the namespace, those of the node and through it the
 * ServiceAccounts of all namespaces, who joins as a node, or every subject.
 */
export type Reach = 'accounts' | 'secrets' | 'nodes' | 'bootstrappers' | 'everything';

export interface AssumedTechnique {
  readonly id: string;
  /** All of them. */
  readonly rights: readonly TechniqueRight[];
  /** Where the rights count: in the namespace that is reached, in one of its own, or in the whole cluster. */
  readonly where: { readonly namespace: string } | 'reached' | 'cluster';
  readonly condition: string;
  readonly effect: string;
  readonly reach: Reach;
  readonly source: string;
  /** The versions in which it works no more, or not yet. */
  readonly unless?: GateName;
}

const DOCS = 'https://kubernetes.io/docs';
const PRACTICES = `${DOCS}/concepts/security/rbac-good-practices`;
const CHANGE = ['update', 'patch'] as const;
const WRITE = ['create', ...CHANGE] as const;

const WORKLOADS: readonly TechniqueRight[] = [
  { verbs: CHANGE, apiGroup: '', resources: ['replicationcontrollers'] },
  { verbs: CHANGE, apiGroup: 'apps', resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
  { verbs: CHANGE, apiGroup: 'batch', resources: ['cronjobs'] },
];

const MAKERS: readonly TechniqueRight[] = [
  { verbs: ['create'], apiGroup: '', resources: ['pods', 'replicationcontrollers'] },
  { verbs: ['create'], apiGroup: 'apps', resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
  { verbs: ['create'], apiGroup: 'batch', resources: ['cronjobs', 'jobs'] },
];

const POD: TechniqueRight = { verbs: ['create'], apiGroup: '', resources: ['pods'] };

export const TECHNIQUES: readonly AssumedTechnique[] = [
  ...(['exec', 'attach'] as const).flatMap((subresource): readonly AssumedTechnique[] => {
    const about = {
      where: 'reached',
      condition: 'a pod of the namespace runs as the ServiceAccount and has its token',
      effect: 'run commands in pods',
      reach: 'accounts',
      source: `${DOCS}/tasks/debug/debug-application/get-shell-running-container/`,
    } as const;
    const resources = [`pods/${subresource}`];
    return [
      { id: `pods-${subresource}`, rights: [{ verbs: ['create'], apiGroup: '', resources }], ...about },
      { id: `pods-${subresource}-get`, rights: [{ verbs: ['get'], apiGroup: '', resources }], ...about, unless: 'upgradesAskForCreate' },
    ];
  }),
  {
    id: 'ephemeral-containers',
    rights: [{ verbs: CHANGE, apiGroup: '', resources: ['pods/ephemeralcontainers'] }],
    where: 'reached',
    condition: 'a pod of the namespace runs as the ServiceAccount and has its token',
    effect: 'add a container to pods',
    reach: 'accounts',
    source: `${DOCS}/concepts/workloads/pods/ephemeral-containers/`,
  },
  {
    id: 'patch-pods',
    rights: [{ verbs: CHANGE, apiGroup: '', resources: ['pods'] }],
    where: 'reached',
    condition: 'a pod of the namespace runs as the ServiceAccount and has its token',
    effect: 'change the image of pods',
    reach: 'accounts',
    source: `${DOCS}/concepts/workloads/pods/#pod-update-and-replacement`,
  },
  ...WORKLOADS.flatMap(({ resources, ...right }) =>
    resources.map((resource): AssumedTechnique => ({
      id: `patch-${resource}`,
      rights: [{ ...right, resources: [resource] }],
      where: 'reached',
      condition: `one of the ${resource} of the namespace is there, and its controller runs`,
      effect: `change the pods of ${resource}, and as which ServiceAccount they run`,
      reach: 'accounts',
      source: `${PRACTICES}/#workload-creation`,
    })),
  ),
  ...MAKERS.flatMap(({ resources, ...right }) =>
    resources.map((resource): AssumedTechnique => ({
      id: `mount-secrets-${resource}`,
      rights: [{ ...right, resources: [resource] }],
      where: 'reached',
      condition: 'a node runs the pods, and no admission plugin limits what they mount',
      effect: `mount every Secret of the namespace by ${resource}`,
      reach: 'secrets',
      source: `${PRACTICES}/#workload-creation`,
    })),
  ),
  {
    id: 'nodes-proxy',
    rights: [{ verbs: ['get', 'create', 'update', 'patch', 'delete'], apiGroup: '', resources: ['nodes/proxy'] }],
    where: 'cluster',
    condition: 'pods run on the nodes, and a kubelet answers who holds nodes/proxy',
    effect: 'run commands in every pod of the nodes by their kubelets',
    reach: 'nodes',
    source: `${PRACTICES}/#access-to-proxy-subresource-of-nodes`,
  },
  {
    id: 'csr-signers',
    rights: [
      { verbs: ['create'], apiGroup: 'certificates.k8s.io', resources: ['certificatesigningrequests'] },
      { verbs: CHANGE, apiGroup: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'] },
      { verbs: ['approve'], apiGroup: 'certificates.k8s.io', resources: ['signers'], name: 'kubernetes.io/kube-apiserver-client-kubelet' },
    ],
    where: 'cluster',
    condition: 'kube-controller-manager signs, and the Node authorizer is on',
    effect: 'get a client certificate of any node',
    reach: 'nodes',
    source: `${PRACTICES}/#csrs-and-certificate-issuing`,
  },
  {
    id: 'bootstrap-tokens',
    rights: [{ verbs: ['create'], apiGroup: '', resources: ['secrets'] }],
    where: { namespace: 'kube-system' },
    condition: 'kube-apiserver runs with --enable-bootstrap-token-auth',
    effect: 'create a bootstrap token and authenticate with it',
    reach: 'bootstrappers',
    source: `${DOCS}/reference/access-authn-authz/bootstrap-tokens/`,
  },
  {
    id: 'mutating-webhooks',
    rights: [{ verbs: WRITE, apiGroup: 'admissionregistration.k8s.io', resources: ['mutatingwebhookconfigurations'] }],
    where: 'cluster',
    condition: 'others write objects, and kube-apiserver reaches the webhook',
    effect: 'change whatever others write, bindings too',
    reach: 'everything',
    source: `${PRACTICES}/#control-admission-webhooks`,
  },
  {
    id: 'mutating-policies',
    rights: [
      { verbs: WRITE, apiGroup: 'admissionregistration.k8s.io', resources: ['mutatingadmissionpolicies'] },
      { verbs: WRITE, apiGroup: 'admissionregistration.k8s.io', resources: ['mutatingadmissionpolicybindings'] },
    ],
    where: 'cluster',
    condition: 'others write objects',
    effect: 'change whatever others write, bindings too',
    reach: 'everything',
    source: `${DOCS}/reference/access-authn-authz/mutating-admission-policy/`,
  },
  {
    id: 'api-services',
    rights: [{ verbs: WRITE, apiGroup: 'apiregistration.k8s.io', resources: ['apiservices'] }],
    where: 'cluster',
    condition: 'others ask the API group, and kube-apiserver reaches the server that is named',
    effect: 'answer the requests of others for an API group',
    reach: 'everything',
    source: `${DOCS}/concepts/extend-kubernetes/api-extension/apiserver-aggregation/`,
  },
  {
    id: 'conversion-webhooks',
    rights: [{ verbs: WRITE, apiGroup: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'] }],
    where: 'cluster',
    condition: 'a controller with more rights acts on custom resources, and kube-apiserver reaches the webhook',
    effect: 'read and change custom resources whenever they are converted',
    reach: 'everything',
    source: `${DOCS}/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion`,
  },
  {
    id: 'persistent-volumes',
    rights: [
      { verbs: ['create'], apiGroup: '', resources: ['persistentvolumes'] },
      { verbs: ['create'], apiGroup: '', resources: ['persistentvolumeclaims'] },
      POD,
    ],
    where: 'reached',
    condition: 'a node runs the pod, and volumes with hostPath are not refused',
    effect: "mount a node's files by a PersistentVolume with hostPath",
    reach: 'nodes',
    source: `${PRACTICES}/#persistent-volume-creation`,
  },
  {
    id: 'namespace-labels',
    rights: [{ verbs: CHANGE, apiGroup: '', resources: ['namespaces'] }, POD],
    where: 'reached',
    condition: 'pod security admission is what keeps pods of the namespace from their node',
    effect: 'label the namespace as privileged and create pods that own their node',
    reach: 'nodes',
    source: `${PRACTICES}/#namespace-modification`,
  },
  ...[
    { apiGroup: '', resources: ['endpoints'] },
    { apiGroup: 'discovery.k8s.io', resources: ['endpointslices'] },
  ].map((right): AssumedTechnique => ({
    id: right.resources.join(),
    rights: [{ ...right, verbs: WRITE }],
    where: 'reached',
    condition: 'pods of the ServiceAccount send their token to a Service of the namespace',
    effect: 'receive what is sent to Services of the namespace',
    reach: 'accounts',
    source: 'https://github.com/kubernetes/kubernetes/issues/103675',
  })),
  {
    id: 'external-ips',
    rights: [{ verbs: WRITE, apiGroup: '', resources: ['services', 'services/status'] }],
    where: 'reached',
    condition: 'pods send credentials to an address outside, and no admission plugin refuses externalIPs',
    effect: 'receive what is sent to an external address',
    reach: 'accounts',
    source: 'https://github.com/kubernetes/kubernetes/issues/97076',
  },
  {
    id: 'kube-system-configmaps',
    rights: [{ verbs: WRITE, apiGroup: '', resources: ['configmaps'] }],
    where: { namespace: 'kube-system' },
    condition: 'components are configured by ConfigMaps of kube-system (extension-apiserver-authentication, coredns, aws-auth, kubeadm-config)',
    effect: 'reconfigure components of the cluster',
    reach: 'everything',
    source: `${DOCS}/tasks/extend-kubernetes/configure-aggregation-layer/`,
  },
];
