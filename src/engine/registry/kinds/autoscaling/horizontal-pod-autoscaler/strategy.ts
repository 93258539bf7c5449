/** HorizontalPodAutoscalers, whose changes newer versions count. After k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler. */
import { validated, withGenerationSince, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validateAutoscaler } from './validation';

export const horizontalPodAutoscalers: Strategy = withGenerationSince('autoscalerGeneration', withStatus(validated(validateAutoscaler)));
