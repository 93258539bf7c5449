/**
 * A pod that says nothing about it tolerates a node that is not ready or unreachable for five minutes.
 * Upstream: plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
import type { Toleration } from 'kubernetes-types/core/v1';
import type { AdmissionPlugin } from '../api/admission';
import { isPod, podSpec, withPodSpec } from './pod';

const SECONDS = 300;
const KEYS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

const tolerates = (toleration: Toleration, key: string): boolean =>
  (toleration.key === key || (toleration.key ?? '') === '') && (toleration.effect === 'NoExecute' || (toleration.effect ?? '') === '');

export const createDefaultTolerationSeconds = (): AdmissionPlugin => ({
  name: 'DefaultTolerationSeconds',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isPod(attributes)) return object;
    const spec = podSpec(object);
    const present = spec.tolerations ?? [];
    const added = KEYS.filter((key) => !present.some((toleration) => tolerates(toleration, key))).map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: SECONDS,
    }));
    return added.length === 0 ? object : withPodSpec(object, { ...spec, tolerations: [...present, ...added] });
  },
});
