/** StatefulSets. After ValidateStatefulSet of pkg/apis/apps/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { printStructSyntax } from '../../../../golang/printf';
import { quote } from '../../../../golang/quote';
import { GoPrinted, invalidValue, notSupported, required, type FieldValue } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import { alwaysRestarts, validatePodTemplate, type Template } from '../../core/pod/template';
import { labelsMatch } from '../../core/pod/template-labels';
import { each, label, nonNegative, optional, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { amountOf, atMostWhole, intOrPercent, intOrPercentPrinted } from '../../../generic/validation/int-or-percent';
import { isEmptySelector, unusable, validateSelector } from '../../../generic/validation/label-selectors';
import { validateAnnotations, validateLabels } from '../../../generic/metadata/validation';
import { labelsPrinted } from '../../../generic/metadata/go-printed';
import { validateClaimSpec } from '../../core/persistent-volume-claim/validation';
import { specOf, type UpdateStrategy, type WorkloadSpec } from '../workload-validation';

function statefulStrategyPrinted({ type = '', rollingUpdate }: UpdateStrategy, version: Version): FieldValue {
  const { partition = 0, maxUnavailable } = rollingUpdate ?? {};
  if (version.has('jsonFieldErrors'))
    return { Type: type, RollingUpdate: rollingUpdate === undefined ? null : { Partition: partition, MaxUnavailable: maxUnavailable ?? null } };
  return new GoPrinted(
    printStructSyntax('apps.StatefulSetUpdateStrategy', { Type: quote(type), RollingUpdate: '(*apps.RollingUpdateStatefulSetStrategy)(0xc000000000)' }),
  );
}

const typesOf = (version: Version): string =>
  version.isEnabled('StatefulSetRecreateStrategy') === true ? "must be 'RollingUpdate', 'OnDelete', or 'Recreate'" : "must be 'RollingUpdate' or 'OnDelete'";

function validateStatefulStrategy(strategy: UpdateStrategy, at: string, version: Version): Errors {
  const { type = '', rollingUpdate } = strategy;
  const rolling = `${at}.rollingUpdate`;
  // Neither of the two has anything that rolls.
  switch (type === 'Recreate' && version.isEnabled('StatefulSetRecreateStrategy') === true ? 'OnDelete' : type) {
    case '':
      return [required(at)];
    case 'OnDelete':
      return when(rollingUpdate !== undefined, () =>
        invalidValue(
          rolling,
          { Partition: rollingUpdate?.partition ?? 0, MaxUnavailable: rollingUpdate?.maxUnavailable ?? null },
          "only allowed for updateStrategy 'RollingUpdate'",
        ),
      );
    case 'RollingUpdate':
      return optional(rollingUpdate, ({ partition, maxUnavailable }) => [
        ...nonNegative(partition, `${rolling}.partition`),
        ...optional(maxUnavailable, (given) => [
          ...intOrPercent(given, `${rolling}.maxUnavailable`, version),
          ...when(amountOf(given) === 0, () => invalidValue(`${rolling}.maxUnavailable`, intOrPercentPrinted(given, version), 'cannot be 0')),
          ...atMostWhole(given, `${rolling}.maxUnavailable`, version),
        ]),
      ]);
    default:
      return [invalidValue(at, statefulStrategyPrinted(strategy, version), typesOf(version))];
  }
}

const retention = (policy: string | undefined, at: string): Errors =>
  when(policy !== undefined && policy !== 'Retain' && policy !== 'Delete', () => notSupported(at, policy ?? '', ['Retain', 'Delete']));

/** The claims of a StatefulSet are volumes of its pods, whatever its template says under their names. */
function withClaimVolumes({ template = {}, volumeClaimTemplates = [] }: WorkloadSpec): Template {
  if (volumeClaimTemplates.length === 0) return { ...template, spec: { ...template.spec, hostname: null, subdomain: null } };
  const names = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? '');
  const claims = names.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const own = (template.spec?.volumes ?? []).filter(({ name }) => !names.includes(name ?? ''));
  return { ...template, spec: { ...template.spec, hostname: null, subdomain: null, volumes: [...claims, ...own] } };
}

export function* validateStatefulSet(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  const { version } = context.options;
  const { podManagementPolicy = '', selector, serviceName = '', persistentVolumeClaimRetentionPolicy: policy } = spec;
  const template = withClaimVolumes(spec);
  const broken = unusable(selector, 'spec.selector', '', version);
  const own = spec.template?.metadata;
  const matches = selector !== undefined && (isEmptySelector(selector) || labelsMatch(selector, own?.labels ?? {}));
  return [
    ...when(!['OrderedReady', 'Parallel'].includes(podManagementPolicy), () =>
      invalidValue('spec.podManagementPolicy', podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"),
    ),
    ...validateStatefulStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy', version),
    ...retention(policy?.whenDeleted, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted'),
    ...retention(policy?.whenScaled, 'spec.persistentVolumeClaimRetentionPolicy.whenScaled'),
    ...(version.has('claimTemplatesChecked')
      ? each(spec.volumeClaimTemplates, 'spec.volumeClaimTemplates', (claim, place) =>
          validateClaimSpec((claim.spec ?? {}) as Given<PersistentVolumeClaimSpec>, `${place}.spec`, version),
        )
      : []),
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...nonNegative(spec.ordinals?.start, 'spec.ordinals.start'),
    ...(serviceName !== '' && version.has('serviceNamesOfSetsChecked') ? label(serviceName, 'spec.serviceName', version) : []),
    ...validateSelector(selector, 'spec.selector', 'statefulset', version),
    ...(broken.length > 0
      ? broken
      : [
          ...when(!matches, () =>
            invalidValue('spec.template.metadata.labels', labelsPrinted(own?.labels, version), '`selector` does not match template `labels`'),
          ),
          ...(version.has('claimTemplatesChecked') ? yield* validatePodTemplate(template, 'spec.template', context) : []),
          // Upstream looks at the labels twice.
          ...validateLabels(own?.labels, 'spec.template.labels', version),
          ...validateAnnotations(own?.annotations, 'spec.template.annotations', version),
        ]),
    ...alwaysRestarts(template, 'spec.template', 'StatefulSet'),
  ];
}
