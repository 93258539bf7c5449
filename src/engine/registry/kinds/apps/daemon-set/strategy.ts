/** DaemonSets count the changes of their template, in an annotation since apps/v1. After k8s.io/kubernetes/pkg/registry/apps/daemonset. */
import type { KubeObject } from '../../../../api/objects';
import { TEMPLATE_GENERATION } from '../../../../apimachinery/template-generation';
import { encodeJson } from '../../../../golang/json';
import { inKeyOrder } from '../../../../golang/map';
import { withMeta } from '../../../../storage/object-meta';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, specOf, workload, workloadWarnings } from '../workload-strategy';
import { validateDaemonSet } from './validation';

function withTemplateGeneration(object: KubeObject, generation: number): KubeObject {
  const annotations = { ...object.metadata.annotations, [TEMPLATE_GENERATION]: String(generation) };
  return withMeta(object, { annotations: inKeyOrder(annotations) });
}

export const daemonSets: Strategy = workload(
  validateDaemonSet,
  {
    warnings: workloadWarnings(false),
    orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2'),
    prepareForCreate: (object) => withTemplateGeneration(object, 1),
    prepareForUpdate: (object, old) => {
      const before = Number(old.metadata.annotations?.[TEMPLATE_GENERATION] ?? 0);
      const changed = encodeJson(specOf(object).template ?? {}) !== encodeJson(specOf(old).template ?? {});
      return withTemplateGeneration(object, changed ? before + 1 : before);
    },
  },
  undefined,
  true,
);
