/** What a node says of itself. Upstream: pkg/kubelet/nodestatus/setters.go, pkg/kubelet/kubelet_node_status.go */
import { arch, cpus, release, totalmem } from 'node:os';
import type { JsonObject } from '../../engine/api/objects';
import type { Version } from '../../engine/versions';
import type { NodeIdentity } from '../context';
import { timeText } from '../../controllers/clock';
import type { RuntimeImage } from '../runtime/runtime';

export interface NodeFacts extends NodeIdentity {
  readonly version: Version;
  readonly kubeletVersion: string;
  readonly runtimeVersion: string;
  /** The port of its server. */
  readonly port: number;
  /** Why it is not ready; undefined: it is. */
  readonly notReady?: string | undefined;
}

const ARCHITECTURES = new Map([
  ['x64', 'amd64'],
  ['arm64', 'arm64'],
]);
const architecture = (): string => ARCHITECTURES.get(arch()) ?? arch();

/** Of a node without anything reserved. */
export function capacityOf(pods: number): Readonly<Record<string, string>> {
  return { cpu: String(cpus().length), memory: `${Math.floor(totalmem() / 1024)}Ki`, pods: String(pods), 'ephemeral-storage': '0' };
}

export const nodeLabels = (name: string): Readonly<Record<string, string>> => ({
  'beta.kubernetes.io/arch': architecture(),
  'beta.kubernetes.io/os': 'linux',
  'kubernetes.io/arch': architecture(),
  'kubernetes.io/hostname': name,
  'kubernetes.io/os': 'linux',
});

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string | null;
}

function conditions(before: readonly Condition[], { notReady }: NodeFacts, now: number): readonly JsonObject[] {
  const enough = (type: string, what: string, message: string): JsonObject => ({
    type,
    status: 'False',
    reason: `KubeletHas${what}`,
    message: `kubelet has ${message}`,
  });
  const all: readonly JsonObject[] = [
    enough('MemoryPressure', 'SufficientMemory', 'sufficient memory available'),
    enough('DiskPressure', 'NoDiskPressure', 'no disk pressure'),
    enough('PIDPressure', 'SufficientPID', 'sufficient PID available'),
    notReady === undefined
      ? { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
      : { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: notReady },
  ];
  return all.map((condition) => {
    const known = before.find(({ type, status }) => type === condition['type'] && status === condition['status']);
    return { ...condition, lastHeartbeatTime: timeText(now), lastTransitionTime: known?.lastTransitionTime ?? timeText(now) };
  });
}

/** The features of a kubelet that it says it has: the gates that are on of those of which the API server wants to know. */
function declaredFeatures(version: Version): readonly string[] {
  const gates = [
    'ExtendWebSocketsToKubelet',
    'InPlacePodLevelResourcesVerticalScaling',
    'InPlacePodVerticalScalingInitContainers',
    'RestartAllContainersOnContainerExits',
  ];
  return version.isEnabled('NodeDeclaredFeatures') === true ? gates.filter((gate) => version.isEnabled(gate) === true) : [];
}

export function nodeStatusOf(facts: NodeFacts, before: readonly Condition[], images: readonly RuntimeImage[], now: number): JsonObject {
  const features = declaredFeatures(facts.version);
  return {
    capacity: facts.allocatable,
    allocatable: facts.allocatable,
    conditions: conditions(before, facts, now),
    addresses: [
      { type: 'InternalIP', address: facts.ip },
      { type: 'Hostname', address: facts.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: facts.port } },
    nodeInfo: {
      machineID: '',
      systemUUID: '',
      bootID: '',
      kernelVersion: release(),
      osImage: 'Linux',
      containerRuntimeVersion: facts.runtimeVersion,
      kubeletVersion: facts.kubeletVersion,
      kubeProxyVersion: facts.version.has('kubeProxyVersionInNodes') ? facts.kubeletVersion : '',
      operatingSystem: 'linux',
      architecture: architecture(),
    },
    images: images.map(({ name, size }) => ({ names: [name], sizeBytes: size })),
    ...(features.length > 0 && { declaredFeatures: features }),
  };
}
