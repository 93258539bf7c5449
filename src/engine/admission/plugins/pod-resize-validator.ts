/**
 * PodResizeValidator: a pod that has a node is resized only where the node runs Linux and has as much CPU and memory to give as the pod
 * then asks for. Upstream: plugin/pkg/admission/podresize/admission.go
 */
import type { Node } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { own } from '../../golang/map';
import { quote } from '../../golang/quote';
import { compareQuantities } from '../../registry/generic/validation/quantities';
import { StatusError } from '../../errors/status-error';
import { NODES, podWithChangedSpec } from '../changed-pod';
import { podSpec } from '../pod';
import { podResources } from '../pod-resources';
import type { PluginContext } from '../plugin-context';
import { sum, wholeNumber, type Quantities } from '../quantities';
import { refused } from '../refusal';

const OS_LABEL = 'kubernetes.io/os';

/** Adds the reason by which a client distinguishes the refusals. */
function refusedBecause(attributes: AdmissionAttributes, why: string, reason: string): StatusError {
  const { code, reason: kind, message, details } = refused(attributes, why);
  return new StatusError(code, kind, message, { ...details, causes: [{ reason, message: '' }] });
}

/** Returns what a node has too little of, in thousandths of a CPU and in bytes. */
function shortages(pod: KubeObject, allocatable: Quantities): readonly string[] {
  const spec = podSpec(pod);
  const requests = sum(podResources(spec).requests, (spec.overhead ?? {}) as Quantities);
  const shortage = (name: string, unit: number): readonly string[] => {
    const [asked, there] = [own(requests, name) ?? '0', own(allocatable, name) ?? '0'];
    if (compareQuantities(asked, there) <= 0) return [];
    return [`${name}, requested: ${wholeNumber(asked, unit)}, allocatable: ${wholeNumber(there, unit)}`];
  };
  return [...shortage('cpu', 1000), ...shortage('memory', 1)];
}

export const createPodResizeValidator = ({ options: { version }, storage }: PluginContext): AdmissionPlugin => ({
  name: 'PodResizeValidator',
  handles: (operation) => operation === 'UPDATE' && version.isEnabled('InPlacePodVerticalScaling') !== false,
  validate(attributes) {
    const pod = attributes.subresource === 'resize' ? podWithChangedSpec(attributes) : undefined;
    if (pod === undefined) return;
    const name = podSpec(pod).nodeName ?? '';
    const node = storage.get(NODES, '', name) as (KubeObject & { readonly status?: Node['status'] }) | undefined;
    if (node === undefined) throw refused(attributes, `node ${quote(name)} not found`);
    const system = node.metadata.labels?.[OS_LABEL] ?? 'linux';
    if (system !== 'linux')
      throw refusedBecause(attributes, `pod resize is only supported on linux nodes, node ${quote(name)} is ${quote(system)}`, 'UnsupportedPlatform');
    const short = shortages(pod, (node.status?.allocatable ?? {}) as Quantities);
    if (short.length > 0) throw refusedBecause(attributes, `node didn't have enough allocatable resources: ${short.join('; ')}`, 'NodeCapacity');
  },
});
