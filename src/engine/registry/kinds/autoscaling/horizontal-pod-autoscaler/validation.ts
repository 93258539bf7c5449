/** HorizontalPodAutoscalers. After pkg/apis/autoscaling/validation/validation.go. */
import { own } from '../../../../golang/map';
import type { KubeObject } from '../../../../api/objects';
import { nameIsPathSegment } from '../../../../apimachinery/names';
import { forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, each, isEmpty, label, optional, present, when, type Errors } from '../../../generic/validation/checks';
import { isNegative, isZero } from '../../../generic/validation/quantities';
import { validateContainerResourceName } from '../../../generic/validation/resource-names';
import { givenFields } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';

interface Reference {
  readonly kind?: string;
  readonly name?: string;
  readonly apiVersion?: string;
}
interface Target {
  readonly type?: string;
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}
interface Source {
  readonly name?: string;
  readonly container?: string;
  readonly metric?: { readonly name?: string };
  readonly describedObject?: Reference;
  readonly target?: Target;
}
interface Metric {
  readonly type?: string;
  readonly object?: Source;
  readonly external?: Source;
  readonly pods?: Source;
  readonly resource?: Source;
  readonly containerResource?: Source;
}
interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: string;
  readonly policies?: readonly { readonly type?: string; readonly value?: number; readonly periodSeconds?: number }[];
}
interface Spec {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly scaleTargetRef?: Reference;
  readonly metrics?: readonly Metric[];
  readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
}

const pathSegment = (value: string | undefined, at: string, version: Version, detail = ''): Errors =>
  isEmpty(value) ? [required(at, detail)] : complaints(value ?? '', at, nameIsPathSegment(value ?? '', false, version));

function validateApiVersion(apiVersion: string, at: string, mayBeCore: boolean): Errors {
  const parts = apiVersion.split('/');
  if (parts.length > 2) return [invalidValue(at, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  return when(!mayBeCore && parts.length < 2, () => invalidValue(at, apiVersion, 'apiVersion must specify API group'));
}

const validateReference = ({ kind, name, apiVersion = '' }: Reference, at: string, version: Version, mayBeCore: boolean): Errors => [
  ...pathSegment(kind, `${at}.kind`, version),
  ...pathSegment(name, `${at}.name`, version),
  ...(version.has('scaleTargetGroupsChecked') ? validateApiVersion(apiVersion, `${at}.apiVersion`, mayBeCore) : []),
];

const TARGET_TYPES = ['Utilization', 'Value', 'AverageValue'];
const isPositive = (quantity: string): boolean => !isNegative(quantity) && !isZero(quantity);

const validateTarget = ({ type, value, averageValue, averageUtilization }: Target, at: string): Errors => [
  ...present(type, `${at}.type`, 'must specify a metric target type'),
  ...when(!TARGET_TYPES.includes(type ?? ''), () => invalidValue(`${at}.type`, type ?? '', 'must be either Utilization, Value, or AverageValue')),
  ...optional(value, (given) => when(!isPositive(given), () => invalidValue(`${at}.value`, given, 'must be positive'))),
  ...optional(averageValue, (given) => when(!isPositive(given), () => invalidValue(`${at}.averageValue`, given, 'must be positive'))),
  ...optional(averageUtilization, (given) => when(given < 1, () => invalidValue(`${at}.averageUtilization`, given, 'must be greater than 0'))),
];

type ValidateSource = (source: Source, at: string, version: Version) => Errors;

const metricAndTarget = ({ metric = {}, target = {} }: Source, at: string, version: Version): Errors => [
  ...pathSegment(metric.name, `${at}.metric.name`, version, 'must specify a metric name'),
  ...validateTarget(target, `${at}.target`),
];

function valueOrAverage({ target = {} }: Source, at: string, needed: string): Errors {
  const { value, averageValue } = target;
  return when(value === undefined && averageValue === undefined, () => required(`${at}.target.averageValue`, needed));
}

function utilization({ target = {} }: Source, at: string): Errors {
  const { averageUtilization, averageValue } = target;
  const [utilized, valued] = [averageUtilization !== undefined, averageValue !== undefined];
  return [
    ...when(!utilized && !valued, () => required(`${at}.target.averageUtilization`, 'must set either a target raw value or a target utilization')),
    ...when(utilized && valued, () => forbiddenField(`${at}.target.averageValue`, 'may not set both a target raw value and a target utilization')),
  ];
}

/** In the order in which they are looked at. */
const SOURCES: Readonly<Record<string, ValidateSource>> = {
  object: (source, at, version) => [
    ...validateReference(source.describedObject ?? {}, `${at}.describedObject`, version, true),
    ...metricAndTarget(source, at, version),
    ...valueOrAverage(source, at, 'must set either a target value or averageValue'),
  ],
  external: (source, at, version) => [
    ...metricAndTarget(source, at, version),
    ...valueOrAverage(source, at, 'must set either a target value for metric or a per-pod target'),
    ...when(source.target?.value !== undefined && source.target.averageValue !== undefined, () =>
      forbiddenField(`${at}.target.value`, 'may not set both a target value for metric and a per-pod target'),
    ),
  ],
  pods: (source, at, version) => [
    ...metricAndTarget(source, at, version),
    ...when(source.target?.averageValue === undefined, () => required(`${at}.target.averageValue`, 'must specify a positive target averageValue')),
  ],
  resource: (source, at) => [
    ...present(source.name, `${at}.name`, 'must specify a resource name'),
    ...validateTarget(source.target ?? {}, `${at}.target`),
    ...utilization(source, at),
  ],
  containerResource: (source, at, version) => [
    ...(isEmpty(source.name)
      ? [required(`${at}.name`, 'must specify a resource name')]
      : validateContainerResourceName(source.name ?? '', `${at}.name`, version)),
    ...(isEmpty(source.container) ? [required(`${at}.container`, 'must specify a container')] : label(source.container ?? '', `${at}.container`, version)),
    ...validateTarget(source.target ?? {}, `${at}.target`),
    ...utilization(source, at),
  ],
};
const FIELD_OF: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
};

function validateMetric(metric: Metric, at: string, version: Version): Errors {
  const { type = '', ...sources } = metric;
  const types = version.has('containerResourceMetrics')
    ? ['ContainerResource', 'External', 'Object', 'Pods', 'Resource']
    : ['External', 'Object', 'Pods', 'Resource'];
  const given = Object.keys(SOURCES).filter((field) => own(sources, field) !== undefined);
  const expected = types.includes(type) ? (own(FIELD_OF, type) ?? '') : '';
  const [first] = given;
  const source = first === undefined ? undefined : own(SOURCES, first);
  const unknown = notSupported(`${at}.type`, type, types);
  return [
    ...present(type, `${at}.type`, 'must specify a metric source type'),
    ...(expected === '' ? [unknown] : []),
    ...(first !== undefined && source !== undefined ? source(own(sources, first) ?? {}, `${at}.${first}`, version) : []),
    ...(expected === ''
      ? [unknown]
      : when(!given.includes(expected), () => required(`${at}.${expected}`, 'must populate information for the given metric source'))),
    ...(given.length === 1
      ? []
      : given.filter((field) => field !== expected).map((field) => forbiddenField(`${at}.${field}`, 'must populate the given metric source only'))),
  ];
}

function validateRules(rules: ScalingRules | undefined, at: string): Errors {
  return optional(rules, ({ stabilizationWindowSeconds: window, selectPolicy, policies }) => [
    ...optional(window, (seconds) => [
      ...when(seconds < 0, () => invalidValue(`${at}.stabilizationWindowSeconds`, seconds, 'must be greater than or equal to zero')),
      ...when(seconds > 3600, () => invalidValue(`${at}.stabilizationWindowSeconds`, seconds, 'must be less than or equal to 3600')),
    ]),
    ...optional(selectPolicy, (policy) =>
      when(!['Disabled', 'Max', 'Min'].includes(policy), () => notSupported(`${at}.selectPolicy`, policy, ['Disabled', 'Max', 'Min'])),
    ),
    ...present(policies, `${at}.policies`, 'must specify at least one Policy'),
    ...each(policies, `${at}.policies`, ({ type = '', value = 0, periodSeconds = 0 }, place) => [
      ...when(!['Percent', 'Pods'].includes(type), () => notSupported(`${place}.type`, type, ['Percent', 'Pods'])),
      ...when(value <= 0, () => invalidValue(`${place}.value`, value, 'must be greater than zero')),
      ...when(periodSeconds <= 0, () => invalidValue(`${place}.periodSeconds`, periodSeconds, 'must be greater than zero')),
      ...when(periodSeconds > 1800, () => invalidValue(`${place}.periodSeconds`, periodSeconds, 'must be less than or equal to 1800')),
    ]),
  ]);
}

export function validateAutoscaler(object: KubeObject, { options }: RegistryContext): Errors {
  const { minReplicas, maxReplicas = 0, scaleTargetRef = {}, metrics, behavior } = givenFields<Spec>(object['spec']);
  const { version } = options;
  const declarative = version.has('declarativeValidation');
  const fewest = version.has('autoscalerScaleToZero') ? 0 : 1;
  return [
    ...optional(minReplicas, (least) => when(least < fewest, () => invalidValue('spec.minReplicas', least, `must be greater than or equal to ${fewest}`))),
    ...(maxReplicas > 0
      ? []
      : declarative && maxReplicas === 0
        ? [required('spec.maxReplicas', 'must be set and greater than 0')]
        : [invalidValue('spec.maxReplicas', maxReplicas, declarative ? 'must be greater than or equal to 1' : 'must be greater than 0')]),
    ...optional(minReplicas, (least) =>
      when(maxReplicas < least, () => invalidValue('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')),
    ),
    ...validateReference(scaleTargetRef, 'spec.scaleTargetRef', version, false),
    ...each(metrics, 'spec.metrics', (metric, place) => validateMetric(metric, place, version)),
    ...when(minReplicas === 0 && !(metrics ?? []).some(({ type }) => type === 'Object' || type === 'External'), () =>
      forbiddenField('spec.metrics', 'must specify at least one Object or External metric to support scaling to zero replicas'),
    ),
    ...validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp'),
    ...validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown'),
  ];
}
