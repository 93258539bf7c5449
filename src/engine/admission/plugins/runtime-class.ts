/**
 * RuntimeClass: a pod gets the overhead, the node selector and the tolerations of the class that it names, which must be there.
 * Upstream: plugin/pkg/admission/runtimeclass/admission.go
 */
import type { PodSpec, Toleration } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { inKeyOrder, own } from '../../golang/map';
import { compareQuantities } from '../../registry/generic/validation/quantities';
import { isPod, podSpec, withPodSpec } from '../pod';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { mergedTolerations } from '../tolerations';

type Quantities = Readonly<Record<string, string>>;

interface RuntimeClass extends KubeObject {
  readonly overhead?: { readonly podFixed?: Quantities };
  readonly scheduling?: { readonly nodeSelector?: Readonly<Record<string, string>>; readonly tolerations?: readonly Toleration[] };
}

const CLASSES = { group: 'node.k8s.io', resource: 'runtimeclasses' };
const OTHER_OVERHEAD = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

function classOf(attributes: AdmissionAttributes, { runtimeClassName }: PodSpec, storage: Storage): RuntimeClass | undefined {
  if (runtimeClassName === undefined) return undefined;
  const found = storage.get(CLASSES, '', runtimeClassName);
  if (found === undefined) throw refused(attributes, `pod rejected: RuntimeClass "${runtimeClassName}" not found`);
  return found as RuntimeClass;
}

function isSame(a: Quantities, b: Quantities): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [left, right] = [own(a, name), own(b, name)];
    return left !== undefined && right !== undefined && compareQuantities(left, right) === 0;
  });
}

function withOverhead(attributes: AdmissionAttributes, spec: PodSpec, { overhead }: RuntimeClass): PodSpec {
  if (overhead === undefined) return spec;
  const { podFixed = {} } = overhead;
  const given = spec.overhead ?? {};
  if (Object.keys(given).length > 0 && !isSame(podFixed, given)) throw refused(attributes, OTHER_OVERHEAD);
  return { ...spec, overhead: podFixed };
}

function withScheduling(attributes: AdmissionAttributes, spec: PodSpec, { scheduling }: RuntimeClass): PodSpec {
  if (scheduling === undefined) return spec;
  const { nodeSelector = {}, tolerations = [] } = scheduling;
  const given = spec.nodeSelector ?? {};
  for (const [key, value] of Object.entries(nodeSelector)) {
    const podValue = own(given, key);
    if (podValue === undefined || podValue === value) continue;
    throw refused(attributes, `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${podValue}`);
  }
  const merged = inKeyOrder({ ...given, ...nodeSelector });
  const all = mergedTolerations(spec.tolerations, tolerations);
  return {
    ...spec,
    ...(Object.keys(merged).length > 0 && { nodeSelector: merged }),
    ...(all.length > 0 && { tolerations: all }),
  };
}

export const createRuntimeClass = ({ storage }: PluginContext): AdmissionPlugin => ({
  name: 'RuntimeClass',
  handles: (operation) => operation === 'CREATE',
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isPod(attributes)) return object;
    const spec = podSpec(object);
    const runtimeClass = classOf(attributes, spec, storage);
    if (runtimeClass === undefined) return object;
    return withPodSpec(object, withScheduling(attributes, withOverhead(attributes, spec, runtimeClass), runtimeClass));
  },
  validate(attributes) {
    const { object } = attributes;
    if (object === undefined || !isPod(attributes)) return;
    const spec = podSpec(object);
    const overhead = classOf(attributes, spec, storage)?.overhead;
    if (overhead === undefined) {
      if (spec.overhead !== undefined) throw refused(attributes, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
    } else if (!isSame(overhead.podFixed ?? {}, spec.overhead ?? {})) throw refused(attributes, OTHER_OVERHEAD);
  },
});
