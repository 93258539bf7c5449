/** PodTemplates, whose changes newer versions count. After k8s.io/kubernetes/pkg/registry/core/podtemplate. */
import { withGenerationSince } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validatePodTemplate, type Template } from '../pod/template';

export const podTemplates: Strategy = withGenerationSince('podTemplateGeneration', {
  validate: (object, context) => validatePodTemplate((object['template'] ?? {}) as Template, 'template', context),
  returnsDeletedObject: () => true,
});
