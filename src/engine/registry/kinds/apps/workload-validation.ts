/** Deployments, ReplicaSets, DaemonSets, StatefulSets, ControllerRevisions, and ReplicationControllers. After pkg/apis/apps/validation/validation.go. */
import type { Turns } from '../../../golang/turns';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../api/objects';
import { printStructSyntax } from '../../../golang/printf';
import { quote } from '../../../golang/quote';
import { forbiddenField, GoPrinted, invalidValue, notSupported, required, type FieldValue } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import type { RegistryContext } from '../../generic/context';
import { alwaysRestarts, selectorMatches, validatePodTemplate, type Template } from '../core/pod/template';
import { isUsable, validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { labelsMatch } from '../core/pod/template-labels';
import { each, isEmpty, label, nonNegative, optional, when, type Errors } from '../../generic/validation/checks';
import { givenFields, type Given } from '../../generic/validation/given';
import { amountOf, atMostWhole, intOrPercent, intOrPercentPrinted, type IntOrPercent } from '../../generic/validation/int-or-percent';
import { isEmptySelector, unusable, validateSelector } from '../../generic/validation/label-selectors';
import { validateAnnotations, validateLabels } from '../../generic/metadata/validation';
import { labelsPrinted, selectorPrinted } from '../../generic/metadata/go-printed';
import { validateClaimSpec } from '../core/persistent-volume-claim/validation';

interface Rolling {
  readonly maxUnavailable?: IntOrPercent;
  readonly maxSurge?: IntOrPercent;
  readonly partition?: number;
}
interface UpdateStrategy {
  readonly type?: string;
  readonly rollingUpdate?: Rolling;
}
interface WorkloadSpec {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
  readonly progressDeadlineSeconds?: number;
  readonly selector?: LabelSelector;
  readonly template?: Template;
  readonly strategy?: UpdateStrategy;
  readonly updateStrategy?: UpdateStrategy;
  readonly podManagementPolicy?: string;
  readonly serviceName?: string;
  readonly ordinals?: { readonly start?: number };
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string; readonly whenScaled?: string };
  readonly volumeClaimTemplates?: readonly Given<PersistentVolumeClaim>[];
}

const specOf = (object: KubeObject): WorkloadSpec => givenFields(object['spec']);

/** The internal types have no JSON names. */
function strategyPrinted({ type = '', rollingUpdate }: UpdateStrategy, kind: 'Deployment' | 'DaemonSet', version: Version): FieldValue {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const json = { Type: type, RollingUpdate: rollingUpdate === undefined ? null : { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge } };
  if (version.has('jsonFieldErrors')) return json;
  const pointer = `(*apps.RollingUpdate${kind})(0xc000000000)`;
  return new GoPrinted(
    printStructSyntax(`apps.${kind}${kind === 'Deployment' ? 'Strategy' : 'SetUpdateStrategy'}`.replace('DaemonSetSet', 'DaemonSet'), {
      Type: quote(type),
      RollingUpdate: pointer,
    }),
  );
}

function validateDeploymentStrategy(strategy: UpdateStrategy, at: string, version: Version): Errors {
  const { type = '', rollingUpdate } = strategy;
  switch (type) {
    case 'Recreate':
      return when(rollingUpdate !== undefined, () => forbiddenField(`${at}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'"));
    case 'RollingUpdate': {
      if (rollingUpdate === undefined) return [required(`${at}.rollingUpdate`, 'this should be defaulted and never be nil')];
      const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
      const place = `${at}.rollingUpdate`;
      return [
        ...intOrPercent(maxUnavailable, `${place}.maxUnavailable`, version),
        ...intOrPercent(maxSurge, `${place}.maxSurge`, version),
        ...when(amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0, () =>
          invalidValue(`${place}.maxUnavailable`, intOrPercentPrinted(maxUnavailable, version), 'may not be 0 when `maxSurge` is 0'),
        ),
        ...atMostWhole(maxUnavailable, `${place}.maxUnavailable`, version),
      ];
    }
    default:
      return [notSupported(at, strategyPrinted(strategy, 'Deployment', version), ['Recreate', 'RollingUpdate'])];
  }
}

function* validateReplicated(spec: WorkloadSpec, context: RegistryContext): Turns<Errors> {
  const { version } = context.options;
  const template = spec.template ?? {};
  const broken = unusable(spec.selector, 'spec.selector', 'invalid label selector', version);
  const empty = spec.selector !== undefined && isEmptySelector(spec.selector);
  return [
    ...validateSelector(spec.selector, 'spec.selector', 'deployment', version),
    ...(broken.length > 0
      ? broken
      : [
          ...(empty ? [] : selectorMatches(spec.selector, template, 'spec.template', context)),
          ...(yield* validatePodTemplate(template, 'spec.template', context)),
          ...alwaysRestarts(template, 'spec.template', 'ReplicaSet'),
        ]),
  ];
}

export function* validateDeployment(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec;
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...(yield* validateReplicated(spec, context)),
    ...validateDeploymentStrategy(spec.strategy ?? {}, 'spec.strategy', context.options.version),
    ...nonNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...nonNegative(progressDeadlineSeconds, 'spec.progressDeadlineSeconds'),
    ...optional(progressDeadlineSeconds, (seconds) =>
      when(seconds <= minReadySeconds, () => invalidValue('spec.progressDeadlineSeconds', seconds, 'must be greater than minReadySeconds')),
    ),
  ];
}

export function* validateReplicaSet(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...(yield* validateReplicated(spec, context)),
  ];
}

function validateDaemonSetStrategy(strategy: UpdateStrategy, at: string, version: Version): Errors {
  const { type = '', rollingUpdate } = strategy;
  if (type === 'OnDelete') return [];
  if (type !== 'RollingUpdate') return [notSupported(at, strategyPrinted(strategy, 'DaemonSet', version), ['RollingUpdate', 'OnDelete'])];
  if (rollingUpdate === undefined) return [required(`${at}.rollingUpdate`)];
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
  const [unavailable, surge] = [`${at}.rollingUpdate.maxUnavailable`, `${at}.rollingUpdate.maxSurge`];
  if (!version.has('daemonSetSurge')) {
    return [
      ...intOrPercent(maxUnavailable, unavailable, version),
      ...when(amountOf(maxUnavailable) === 0, () => invalidValue(unavailable, intOrPercentPrinted(maxUnavailable, version), 'cannot be 0')),
      ...atMostWhole(maxUnavailable, unavailable, version),
    ];
  }
  const [hasUnavailable, hasSurge] = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0];
  return [
    ...intOrPercent(maxUnavailable, unavailable, version),
    ...intOrPercent(maxSurge, surge, version),
    ...atMostWhole(maxUnavailable, unavailable, version),
    ...atMostWhole(maxSurge, surge, version),
    ...when(hasUnavailable && hasSurge, () => invalidValue(surge, intOrPercentPrinted(maxSurge, version), 'may not be set when maxUnavailable is non-zero')),
    ...when(!hasUnavailable && !hasSurge, () => required(unavailable, 'cannot be 0 when maxSurge is 0')),
  ];
}

export function* validateDaemonSet(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  const { version } = context.options;
  const { selector, template = {} } = spec;
  const usable = selector === undefined || isUsable(selector, version);
  return [
    ...optional(selector, (given) => validateLabelSelector(given, 'spec.selector', version)),
    ...(usable ? selectorMatches(selector, template, 'spec.template', context) : []),
    ...when(selector !== undefined && isEmptySelector(selector), () =>
      invalidValue('spec.selector', selectorPrinted(selector, version), 'empty selector is invalid for daemonset'),
    ),
    ...(yield* validatePodTemplate(template, 'spec.template', context)),
    ...alwaysRestarts(template, 'spec.template', 'DaemonSet'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateDaemonSetStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy', version),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
  ];
}

function statefulStrategyPrinted({ type = '', rollingUpdate }: UpdateStrategy, version: Version): FieldValue {
  const { partition = 0, maxUnavailable } = rollingUpdate ?? {};
  if (version.has('jsonFieldErrors'))
    return { Type: type, RollingUpdate: rollingUpdate === undefined ? null : { Partition: partition, MaxUnavailable: maxUnavailable ?? null } };
  return new GoPrinted(
    printStructSyntax('apps.StatefulSetUpdateStrategy', { Type: quote(type), RollingUpdate: '(*apps.RollingUpdateStatefulSetStrategy)(0xc000000000)' }),
  );
}

function validateStatefulStrategy(strategy: UpdateStrategy, at: string, version: Version): Errors {
  const { type = '', rollingUpdate } = strategy;
  const rolling = `${at}.rollingUpdate`;
  switch (type) {
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
      return [invalidValue(at, statefulStrategyPrinted(strategy, version), "must be 'RollingUpdate' or 'OnDelete'")];
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

export function* validateReplicationController(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const { replicas, minReadySeconds, selector: flat, template } = specOf(object);
  const labels = (flat ?? {}) as Readonly<Record<string, string>>;
  return [
    ...nonNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...when(isEmpty(labels), () => required('spec.selector')),
    ...nonNegative(replicas, 'spec.replicas'),
    ...(template === undefined
      ? [required('spec.template')]
      : [
          ...(isEmpty(labels) ? [] : selectorMatches({ matchLabels: labels }, template, 'spec.template', context)),
          ...(yield* validatePodTemplate(template, 'spec.template', context)),
          ...alwaysRestarts(template, 'spec.template', 'ReplicationController'),
        ]),
  ];
}

export function validateControllerRevision(object: KubeObject, { options }: RegistryContext): Errors {
  const { data, revision = 0 } = object as { readonly data?: unknown; readonly revision?: number };
  const mandatory = data === undefined || data === null ? [required('data', 'data is mandatory')] : [];
  const isObject = typeof data === 'object' && !Array.isArray(data);
  return [
    ...nonNegative(revision, 'revision'),
    ...(mandatory.length > 0 || isObject || !options.version.has('revisionDataChecked') ? mandatory : [required('data', 'data must be a valid JSON object')]),
  ];
}
