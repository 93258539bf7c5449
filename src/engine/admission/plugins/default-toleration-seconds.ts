/**
 * A pod that says nothing about it tolerates a node that is not ready or unreachable for five minutes, or as long as
 * --default-not-ready-toleration-seconds and --default-unreachable-toleration-seconds say.
 * Upstream: plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
import type { Toleration } from 'kubernetes-types/core/v1';
import type { AdmissionPlugin } from '../../api/admission';
import type { PluginContext } from '../plugin-context';
import { isPod, podSpec, withPodSpec } from '../pod';

const tolerates = (toleration: Toleration, key: string): boolean =>
  (toleration.key === key || (toleration.key ?? '') === '') && (toleration.effect === 'NoExecute' || (toleration.effect ?? '') === '');

export const createDefaultTolerationSeconds = ({
  options: {
    tolerationSeconds: { notReady, unreachable },
  },
}: Pick<PluginContext, 'options'>): AdmissionPlugin => ({
  name: 'DefaultTolerationSeconds',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isPod(attributes)) return object;
    const spec = podSpec(object);
    const present = spec.tolerations ?? [];
    const wanted = [
      { key: 'node.kubernetes.io/not-ready', tolerationSeconds: notReady },
      { key: 'node.kubernetes.io/unreachable', tolerationSeconds: unreachable },
    ];
    const added = wanted
      .filter(({ key }) => !present.some((toleration) => tolerates(toleration, key)))
      .map(({ key, tolerationSeconds }) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds }));
    return added.length === 0 ? object : withPodSpec(object, { ...spec, tolerations: [...present, ...added] });
  },
});
