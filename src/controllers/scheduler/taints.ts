/** Which taints of a node keep a pod away from it. Upstream: k8s.io/component-helpers/scheduling/corev1/helpers.go */
import type { Taint, Toleration } from 'kubernetes-types/core/v1';

const matchesValue = ({ operator = 'Equal', value = '' }: Toleration, taint: Taint): boolean => {
  if (operator === 'Exists') return true;
  if (operator === 'Equal') return value === (taint.value ?? '');
  // Numbers are compared where a version has these operators.
  const [held, given] = [Number(taint.value), Number(value)];
  return operator === 'Lt' ? held < given : operator === 'Gt' ? held > given : false;
};

export const tolerates = (toleration: Toleration, taint: Taint): boolean =>
  (toleration.effect === undefined || toleration.effect === taint.effect) &&
  (toleration.key === undefined || toleration.key === taint.key) &&
  matchesValue(toleration, taint);

export const isTolerated = (taint: Taint, tolerations: readonly Toleration[] = []): boolean => tolerations.some((toleration) => tolerates(toleration, taint));

/** The first taint with one of these effects that is not tolerated. */
export const untolerated = (taints: readonly Taint[] = [], tolerations: readonly Toleration[] | undefined, effects: readonly string[]): Taint | undefined =>
  taints.find((taint) => effects.includes(taint.effect) && !isTolerated(taint, tolerations));

export const KEEPS_AWAY = ['NoSchedule', 'NoExecute'];
