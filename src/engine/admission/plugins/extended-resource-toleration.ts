/**
 * ExtendedResourceToleration: a pod that asks for an extended resource, such as a device, tolerates the taint of the nodes that are
 * kept for it. Upstream: plugin/pkg/admission/extendedresourcetoleration/admission.go
 */
import type { Container, Toleration } from 'kubernetes-types/core/v1';
import type { AdmissionPlugin } from '../../api/admission';
import { isExtendedResource } from '../../registry/generic/validation/resource-names';
import type { PluginContext } from '../plugin-context';
import { isPod, podSpec, withPodSpec } from '../pod';

const requested = ({ resources }: Container): readonly string[] => Object.keys(resources?.requests ?? {});

/** One that tolerates the same taint gives way. */
function withToleration(tolerations: readonly Toleration[], added: Toleration): readonly Toleration[] {
  const isSame = ({ key, effect, operator, value }: Toleration): boolean =>
    key === added.key && effect === added.effect && operator === added.operator && (value ?? '') === '';
  return tolerations.some(isSame) ? tolerations.map((one) => (isSame(one) ? added : one)) : [...tolerations, added];
}

export const createExtendedResourceToleration = ({ options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'ExtendedResourceToleration',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isPod(attributes)) return object;
    const spec = podSpec(object);
    const names = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(requested);
    const extended = [...new Set(names)].filter((name) => isExtendedResource(name, version)).sort();
    const tolerations = extended.reduce<readonly Toleration[]>(
      (all, key) => withToleration(all, { key, operator: 'Exists', effect: 'NoSchedule' }),
      spec.tolerations ?? [],
    );
    return extended.length === 0 ? object : withPodSpec(object, { ...spec, tolerations: [...tolerations] });
  },
});
