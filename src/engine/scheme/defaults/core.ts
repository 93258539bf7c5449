/** The core group but for pods. Upstream: pkg/apis/core/v1/defaults.go */
import { child, children, isUnset, optionalChild, setDefault, setIfAbsent, type Defaulter, type Draft } from './draft';
import { setOwn } from '../../golang/map';

const CLIENT_IP_SECONDS = 10_800;

const service: Defaulter = (draft, version) => {
  const spec = child(draft, 'spec');
  setDefault(spec, 'sessionAffinity', 'None');
  if (spec['sessionAffinity'] === 'None') delete spec['sessionAffinityConfig'];
  if (spec['sessionAffinity'] === 'ClientIP') setIfAbsent(child(child(spec, 'sessionAffinityConfig'), 'clientIP'), 'timeoutSeconds', CLIENT_IP_SECONDS);
  setDefault(spec, 'type', 'ClusterIP');
  for (const port of children(spec, 'ports')) {
    setDefault(port, 'protocol', 'TCP');
    if (isUnset(port['targetPort'])) port['targetPort'] = port['port'];
  }
  const balanced = spec['type'] === 'LoadBalancer' && version.has('loadBalancerIpMode') ? optionalChild(draft, 'status') : undefined;
  for (const ingress of children(optionalChild(balanced ?? {}, 'loadBalancer') ?? {}, 'ingress'))
    if (!isUnset(ingress['ip'])) setIfAbsent(ingress, 'ipMode', 'VIP');
  const { type, externalIPs } = spec;
  const hasExternalIps = type === 'ClusterIP' && Array.isArray(externalIPs) && externalIPs.length > 0;
  if (type === 'NodePort' || type === 'LoadBalancer' || (hasExternalIps && version.has('trafficPoliciesRequired')))
    setDefault(spec, 'externalTrafficPolicy', 'Cluster');
  if (!version.has('serviceTrafficPolicies')) return;
  if (type !== 'ExternalName') setIfAbsent(spec, 'internalTrafficPolicy', 'Cluster');
  if (type === 'LoadBalancer') setIfAbsent(spec, 'allocateLoadBalancerNodePorts', true);
};

/** Each of a container's limits fills the next gap: default from max, defaultRequest from default, then from min. */
const limitRangeItem: Defaulter = (item) => {
  if (item['type'] !== 'Container') return;
  const fill = (into: string, from: string): void => {
    const source = optionalChild(item, from);
    if (source === undefined) return;
    const target = child(item, into);
    for (const [resource, quantity] of Object.entries(source)) setIfAbsent(target, resource, quantity);
  };
  // A map that was not given is written even when it stays empty, which omitempty then hides.
  fill('default', 'max');
  fill('defaultRequest', 'default');
  fill('defaultRequest', 'min');
};

const labelled = (draft: Draft, name: string, value: unknown): void => {
  const labels = child(child(draft, 'metadata'), 'labels');
  setOwn(labels, name, value);
};

export const core: Readonly<Record<string, Defaulter>> = {
  'core.Service': service,
  'core.LimitRangeItem': limitRangeItem,
  'core.Secret': (secret) => setDefault(secret, 'type', 'Opaque'),
  'core.Namespace': (namespace, version) => {
    const name = optionalChild(namespace, 'metadata')?.['name'];
    if (version.has('namespaceNameLabel') && !isUnset(name)) labelled(namespace, 'kubernetes.io/metadata.name', name);
  },
  'core.NamespaceStatus': (status) => setDefault(status, 'phase', 'Active'),
  'core.NodeStatus': (status) => {
    if (isUnset(status['allocatable']) && !isUnset(status['capacity'])) status['allocatable'] = { ...(status['capacity'] as object) };
  },
  'core.EndpointPort': (port) => setDefault(port, 'protocol', 'TCP'),
  'core.PersistentVolume': (volume) => {
    setDefault(child(volume, 'status'), 'phase', 'Pending');
    setDefault(child(volume, 'spec'), 'persistentVolumeReclaimPolicy', 'Retain');
  },
  'core.PersistentVolumeClaim': (claim) => setDefault(child(claim, 'status'), 'phase', 'Pending'),
  'core.PersistentVolumeSpec': (spec) => setIfAbsent(spec, 'volumeMode', 'Filesystem'),
  'core.PersistentVolumeClaimSpec': (spec) => setIfAbsent(spec, 'volumeMode', 'Filesystem'),
  'core.ScaleIOPersistentVolumeSource': (source) => {
    setDefault(source, 'storageMode', 'ThinProvisioned');
    setDefault(source, 'fsType', 'xfs');
  },
  'core.ISCSIPersistentVolumeSource': (source) => setDefault(source, 'iscsiInterface', 'default'),
  'core.RBDPersistentVolumeSource': (source) => {
    setDefault(source, 'pool', 'rbd');
    setDefault(source, 'user', 'admin');
    setDefault(source, 'keyring', '/etc/ceph/keyring');
  },
  'core.ReplicationController': (controller) => {
    const spec = child(controller, 'spec');
    const labels = optionalChild(optionalChild(optionalChild(spec, 'template') ?? {}, 'metadata') ?? {}, 'labels');
    if (labels !== undefined) {
      setIfAbsent(spec, 'selector', { ...labels });
      setIfAbsent(child(controller, 'metadata'), 'labels', { ...labels });
    }
    setIfAbsent(spec, 'replicas', 1);
  },
};
