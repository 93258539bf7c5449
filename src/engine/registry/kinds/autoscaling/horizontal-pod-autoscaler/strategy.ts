/** HorizontalPodAutoscalers, whose changes newer versions count. After k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler. */
import { withCpuLast } from '../../../../scheme/conversions/pod-autoscalers';
import { validated, withGenerationSince, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validateAutoscaler } from './validation';

export const horizontalPodAutoscalers: Strategy = {
  ...withGenerationSince('autoscalerGeneration', withStatus(validated(validateAutoscaler))),
  // Versions without autoscaling/v2 store autoscalers as v1.
  allocate: (object, _old, _call, { options }) => (options.version.has('autoscalersStoredAsV2') ? object : withCpuLast(object)),
};
