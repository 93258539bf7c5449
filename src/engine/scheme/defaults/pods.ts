/** Pods and what they are made of. Upstream: pkg/apis/core/v1/defaults.go */
import { child, children, isUnset, optionalChild, setDefault, setIfAbsent, type Defaulter, type Draft } from './draft';

const DEFAULT_MODE = 0o644;

const MAX_NAME = 255;
/** The grammar of github.com/distribution/reference, without that of digests. */
const REFERENCE = /^([a-zA-Z0-9.-]+(:[0-9]+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]*)?(@[^@]+)?$/;

/** The tag of an image reference; `latest` without a tag and digest, '' for what is not a reference. */
function tagOf(image: string): string {
  const [name = ''] = image.split('@', 1);
  const repository = name.includes(':', name.lastIndexOf('/') + 1) ? name.slice(0, name.lastIndexOf(':')) : name;
  if (!REFERENCE.test(image) || repository.length > MAX_NAME) return '';
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  if (colon >= 0) return last.slice(colon + 1);
  return image.includes('@') ? '' : 'latest';
}

const pullPolicyOf = (image: unknown): string => (tagOf(String(image ?? '')) === 'latest' ? 'Always' : 'IfNotPresent');

const container: Defaulter = (draft) => {
  setDefault(draft, 'imagePullPolicy', pullPolicyOf(draft['image']));
  setDefault(draft, 'terminationMessagePath', '/dev/termination-log');
  setDefault(draft, 'terminationMessagePolicy', 'File');
};

const httpGet: Defaulter = (draft) => {
  setDefault(draft, 'path', '/');
  setDefault(draft, 'scheme', 'HTTP');
};

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** What is asked of the containers of a pod over HTTP; a template leaves it open. */
function askByHttp1(spec: Draft): void {
  for (const draft of ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => children(spec, list))) {
    const lifecycle = optionalChild(draft, 'lifecycle');
    const hooks = lifecycle === undefined ? [] : ['postStart', 'preStop'].map((hook) => optionalChild(lifecycle, hook));
    for (const handler of [...PROBES.map((probe) => optionalChild(draft, probe)), ...hooks]) {
      const action = handler && optionalChild(handler, 'httpGet');
      if (action !== undefined) setIfAbsent(action, 'protocol', 'HTTP1');
    }
  }
}

/** What is limited and not requested is requested up to the limit. */
function requestLimits(draft: Draft): void {
  const resources = optionalChild(draft, 'resources');
  const limits = resources && optionalChild(resources, 'limits');
  if (resources === undefined || limits === undefined) return;
  const requests = child(resources, 'requests');
  for (const [name, quantity] of Object.entries(limits)) setIfAbsent(requests, name, quantity);
}

/** With the node's network a container port is a port of the node. */
function useHostPorts(spec: Draft): void {
  for (const list of ['containers', 'initContainers']) {
    for (const port of children(spec, list).flatMap((draft) => children(draft, 'ports'))) setDefault(port, 'hostPort', port['containerPort']);
  }
}

const VOLUME_SOURCES_ASIDE = ['name'];

const defaultMode: Defaulter = (source) => setIfAbsent(source, 'defaultMode', DEFAULT_MODE);

export const pods: Readonly<Record<string, Defaulter>> = {
  'core.Pod': (pod, version) => {
    const spec = child(pod, 'spec');
    if (version.has('podGeneration') && Number(spec['terminationGracePeriodSeconds'] ?? 0) < 0) spec['terminationGracePeriodSeconds'] = 1;
    for (const list of ['containers', 'initContainers']) children(spec, list).forEach(requestLimits);
    setIfAbsent(spec, 'enableServiceLinks', true);
    if (spec['hostNetwork'] === true) useHostPorts(spec);
    if (version.isEnabled('H2CContainerProbe') === true) askByHttp1(spec);
  },
  'core.PodSpec': (spec, version) => {
    // No default upstream either: the deprecated name of the field is written beside the new one.
    setDefault(spec, 'serviceAccountName', spec['serviceAccount']);
    if (!isUnset(spec['serviceAccountName'])) spec['serviceAccount'] = spec['serviceAccountName'];
    setDefault(spec, 'dnsPolicy', 'ClusterFirst');
    setDefault(spec, 'restartPolicy', 'Always');
    if (spec['hostNetwork'] === true && version.has('templatesUseHostPorts')) useHostPorts(spec);
    child(spec, 'securityContext');
    setIfAbsent(spec, 'terminationGracePeriodSeconds', 30);
    setDefault(spec, 'schedulerName', 'default-scheduler');
  },
  'core.Container': container,
  'core.EphemeralContainerCommon': container,
  'core.ContainerPort': (port) => setDefault(port, 'protocol', 'TCP'),
  'core.Probe': (probe) => {
    setDefault(probe, 'timeoutSeconds', 1);
    setDefault(probe, 'periodSeconds', 10);
    setDefault(probe, 'successThreshold', 1);
    setDefault(probe, 'failureThreshold', 3);
  },
  'core.HTTPGetAction': httpGet,
  'core.FileKeySelector': (selector) => setIfAbsent(selector, 'optional', false),
  'core.GRPCAction': (action) => setIfAbsent(action, 'service', ''),
  'core.ObjectFieldSelector': (selector) => setDefault(selector, 'apiVersion', 'v1'),
  'core.Volume': (volume) => {
    const hasSource = Object.entries(volume).some(([field, value]) => !VOLUME_SOURCES_ASIDE.includes(field) && value !== undefined && value !== null);
    if (!hasSource) volume['emptyDir'] = {};
    const image = optionalChild(volume, 'image');
    if (image !== undefined) setDefault(image, 'pullPolicy', pullPolicyOf(image['reference']));
  },
  'core.SecretVolumeSource': defaultMode,
  'core.ConfigMapVolumeSource': defaultMode,
  'core.DownwardAPIVolumeSource': defaultMode,
  'core.ProjectedVolumeSource': defaultMode,
  'core.ServiceAccountTokenProjection': (projection) => {
    setIfAbsent(projection, 'expirationSeconds', 3600);
  },
  'core.HostPathVolumeSource': (source) => setIfAbsent(source, 'type', ''),
  'core.ISCSIVolumeSource': (source) => setDefault(source, 'iscsiInterface', 'default'),
  'core.RBDVolumeSource': (source) => {
    setDefault(source, 'pool', 'rbd');
    setDefault(source, 'user', 'admin');
    setDefault(source, 'keyring', '/etc/ceph/keyring');
  },
  'core.AzureDiskVolumeSource': (source) => {
    setIfAbsent(source, 'cachingMode', 'ReadWrite');
    setIfAbsent(source, 'kind', 'Shared');
    setIfAbsent(source, 'fsType', 'ext4');
    setIfAbsent(source, 'readOnly', false);
  },
  'core.ScaleIOVolumeSource': (source) => {
    setDefault(source, 'storageMode', 'ThinProvisioned');
    setDefault(source, 'fsType', 'xfs');
  },
};
