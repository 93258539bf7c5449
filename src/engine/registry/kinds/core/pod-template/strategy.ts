/** PodTemplates, whose changes newer versions count. After k8s.io/kubernetes/pkg/registry/core/podtemplate. */
import { templateWarnings } from '../pod/warnings';
import { withGenerationSince } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validatePodTemplate, type Template } from '../pod/template';

export const podTemplates: Strategy = withGenerationSince('podTemplateGeneration', {
  validate: (object, context) => validatePodTemplate((object['template'] ?? {}) as Template, 'template', context),
  returnsDeletedObject: () => true,
  warnings: (object, version, old) =>
    old !== undefined && old.metadata.generation === object.metadata.generation ? [] : templateWarnings(object['template'], 'template', version),
});
