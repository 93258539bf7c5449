/** Rows of the core group, pods aside. After pkg/printers/internalversion/printers.go. */
import { compareBytes } from '../../../golang/bytes';
import { ageOf } from '../age';
import { containerCells, fewOf, fieldsOf, labelsText, listOf, numberOf, shown, sizeOf, textOf, textsOf, type Fields } from '../fields';
import type { Printer } from '../printer';
import { own } from '../../../golang/map';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function nodeRoles(labels: Readonly<Record<string, string>>): string {
  const roles = Object.entries(labels).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return [key.slice(ROLE_PREFIX.length)];
    return key === 'kubernetes.io/role' ? [value] : [];
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort(compareBytes).join(',') || '<none>';
}

function nodeStatus(spec: Fields, status: Fields): string {
  const ready = listOf(status['conditions']).findLast(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready['status'] === 'True' ? 'Ready' : 'NotReady';
  return spec['unschedulable'] === true ? `${word},SchedulingDisabled` : word;
}

const printNode: Printer = ({ metadata, ...node }, version) => {
  const [spec, status] = [fieldsOf(node['spec']), fieldsOf(node['status'])];
  const info = fieldsOf(status['nodeInfo']);
  const address = (wanted: string): string => textOf(listOf(status['addresses']).find(({ type }) => type === wanted)?.['address'], '<none>');
  const architecture = textOf(info['architecture']);
  return {
    Status: nodeStatus(spec, status),
    Roles: nodeRoles(metadata.labels ?? {}),
    Version: textOf(info['kubeletVersion']),
    'Internal-IP': address('InternalIP'),
    'External-IP': address('ExternalIP'),
    'OS-Image': textOf(info['osImage'], '<unknown>'),
    'Kernel-Version': `${textOf(info['kernelVersion'], '<unknown>')}${architecture !== '' && version.has('podRestartTimes') ? ` (${architecture})` : ''}`,
    'Container-Runtime': textOf(info['containerRuntimeVersion'], '<unknown>'),
  };
};

export function loadBalancerText(status: unknown): string {
  const ingress = listOf(fieldsOf(fieldsOf(status)['loadBalancer'])['ingress']);
  return [...new Set(ingress.map(({ ip, hostname }) => textOf(ip, textOf(hostname))).filter((text) => text !== ''))].sort(compareBytes).join(',');
}

function externalIp(spec: Fields, status: unknown): string {
  const given = textsOf(spec['externalIPs']);
  switch (spec['type']) {
    case 'ClusterIP':
    case 'NodePort':
      return given.join(',') || '<none>';
    case 'LoadBalancer':
      return [loadBalancerText(status), ...given].filter((text) => text !== '').join(',') || '<pending>';
    case 'ExternalName':
      return textOf(spec['externalName']);
    default:
      return '<unknown>';
  }
}

const printService: Printer = (service) => {
  const spec = fieldsOf(service['spec']);
  const ports = listOf(spec['ports']).map(
    ({ port, nodePort, protocol }) => `${numberOf(port)}${numberOf(nodePort) > 0 ? `:${numberOf(nodePort)}` : ''}/${textOf(protocol)}`,
  );
  return {
    Type: textOf(spec['type']),
    'Cluster-IP': textsOf(spec['clusterIPs'])[0] ?? '<none>',
    'External-IP': externalIp(spec, service['status']),
    'Port(s)': ports.join(',') || '<none>',
    Selector: labelsText(spec['selector']),
  };
};

function endpointsText(subsets: readonly Fields[]): string {
  if (subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({ addresses, ports }) => {
    const ips = listOf(addresses).map(({ ip }) => textOf(ip));
    const open = listOf(ports);
    return open.length === 0 ? ips : open.flatMap(({ port }) => ips.map((ip) => (ip.includes(':') ? `[${ip}]:${numberOf(port)}` : `${ip}:${numberOf(port)}`)));
  });
  return fewOf(all, all.length, 3);
}

const MODES = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' } as const;
const accessModes = (modes: unknown): string =>
  Object.entries(MODES)
    .flatMap(([mode, short]) => (textsOf(modes).includes(mode) ? [short] : []))
    .join(',');
const storageClass = (annotations: Readonly<Record<string, string>> | undefined, spec: Fields): string =>
  annotations?.['volume.beta.kubernetes.io/storage-class'] ?? textOf(spec['storageClassName']);

const printPersistentVolume: Printer = ({ metadata, ...volume }) => {
  const [spec, status] = [fieldsOf(volume['spec']), fieldsOf(volume['status'])];
  const claim = fieldsOf(spec['claimRef']);
  return {
    Capacity: shown(fieldsOf(spec['capacity'])['storage'], '0'),
    'Access Modes': accessModes(spec['accessModes']),
    'Reclaim Policy': textOf(spec['persistentVolumeReclaimPolicy']),
    Status: metadata.deletionTimestamp === undefined ? textOf(status['phase']) : 'Terminating',
    Claim: spec['claimRef'] === undefined ? '' : `${textOf(claim['namespace'])}/${textOf(claim['name'])}`,
    StorageClass: storageClass(metadata.annotations, spec),
    VolumeAttributesClass: textOf(spec['volumeAttributesClassName'], '<unset>'),
    Reason: textOf(status['reason']),
    VolumeMode: textOf(spec['volumeMode'], '<unset>'),
  };
};

const printPersistentVolumeClaim: Printer = ({ metadata, ...claim }) => {
  const [spec, status] = [fieldsOf(claim['spec']), fieldsOf(claim['status'])];
  const bound = textOf(spec['volumeName']) !== '';
  return {
    Status: metadata.deletionTimestamp === undefined ? textOf(status['phase']) : 'Terminating',
    Volume: textOf(spec['volumeName']),
    Capacity: bound ? shown(fieldsOf(status['capacity'])['storage'], '0') : '',
    'Access Modes': bound ? accessModes(status['accessModes']) : '',
    StorageClass: storageClass(metadata.annotations, spec),
    VolumeAttributesClass: textOf(spec['volumeAttributesClassName'], '<unset>'),
    VolumeMode: textOf(spec['volumeMode'], '<unset>'),
  };
};

/** Events of both groups: events.k8s.io calls the same things otherwise. */
const printEvent: Printer = (event, version) => {
  const about = fieldsOf(event['involvedObject'] ?? event['regarding']);
  const source = fieldsOf(event['source'] ?? event['deprecatedSource']);
  const seriesCount = numberOf(fieldsOf(event['series'])['count']);
  const first = ageOf(event['firstTimestamp'] ?? event['deprecatedFirstTimestamp'] ?? event['eventTime']);
  const lastTime = event['lastTimestamp'] ?? event['deprecatedLastTimestamp'];
  const hasSeries = event['series'] !== undefined && event['series'] !== null;
  const plainCount = numberOf(event['count'] ?? event['deprecatedCount']) || 1;
  const kind = textOf(about['kind']).toLowerCase();
  const component = textOf(source['component'], textOf(event['reportingComponent'], textOf(event['reportingController'])));
  const instance = textOf(source['host'], textOf(event['reportingInstance']));
  return {
    'Last Seen': hasSeries ? ageOf(fieldsOf(event['series'])['lastObservedTime']) : typeof lastTime === 'string' ? ageOf(lastTime) : first,
    Type: textOf(event['type']),
    Reason: textOf(event['reason']),
    Object: textOf(about['name']) === '' ? kind : `${kind}/${textOf(about['name'])}`,
    Subobject: textOf(about['fieldPath']),
    Source: instance === '' ? component : `${component}, ${instance}`,
    Message: textOf(event['message'], textOf(event['note'])).trim(),
    'First Seen': first,
    Count: hasSeries ? (version.has('podRestartTimes') ? seriesCount : seriesCount + 1) : plainCount,
  };
};

const printResourceQuota: Printer = (quota) => {
  const { hard, used } = fieldsOf(quota['status']);
  const entries = Object.entries(fieldsOf(hard)).sort(([a], [b]) => compareBytes(a, b));
  const column = (limits: boolean): string =>
    entries
      .filter(([name]) => name.startsWith('limits.') === limits)
      .map(([name, quantity]) => `${name}: ${shown(own(fieldsOf(used), name), '0')}/${shown(quantity, '0')}`)
      .join(', ');
  return { Request: column(false), Limit: column(true) };
};

const printReplicationController: Printer = (controller) => {
  const [spec, status] = [fieldsOf(controller['spec']), fieldsOf(controller['status'])];
  return {
    Desired: numberOf(spec['replicas']),
    Current: numberOf(status['replicas']),
    Ready: numberOf(status['readyReplicas']),
    ...containerCells(spec['template']),
    Selector: labelsText(spec['selector']),
  };
};

const printComponentStatus: Printer = (component) => {
  const healthy = listOf(component['conditions']).find(({ type }) => type === 'Healthy');
  const status = healthy === undefined ? 'Unknown' : healthy['status'] === 'True' ? 'Healthy' : 'Unhealthy';
  return { Status: status, Message: textOf(healthy?.['message']), Error: textOf(healthy?.['error']) };
};

export const corePrinters: Readonly<Record<string, Printer>> = {
  Node: printNode,
  Service: printService,
  PersistentVolume: printPersistentVolume,
  PersistentVolumeClaim: printPersistentVolumeClaim,
  Event: printEvent,
  ResourceQuota: printResourceQuota,
  ReplicationController: printReplicationController,
  ComponentStatus: printComponentStatus,
  Endpoints: (endpoints) => ({ Endpoints: endpointsText(listOf(endpoints['subsets'])) }),
  Namespace: ({ status }) => ({ Status: textOf(fieldsOf(status)['phase']) }),
  Secret: ({ type, data }) => ({ Type: textOf(type), Data: sizeOf(data) }),
  ConfigMap: ({ data, binaryData }) => ({ Data: sizeOf(data) + sizeOf(binaryData) }),
  ServiceAccount: ({ secrets }) => ({ Secrets: listOf(secrets).length }),
  PodTemplate: ({ template }) => ({ ...containerCells(template), 'Pod Labels': labelsText(fieldsOf(fieldsOf(template)['metadata'])['labels']) }),
};
