/** Where a pod may run. After validateAffinity, ValidateTolerations and validateTopologySpreadConstraints of pkg/apis/core/validation. */
import { quote } from '../../../../golang/quote';
import type { Turns } from '../../../../golang/turns';
import type {
  Affinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { dnsSubdomain, labelValue, qualifiedName } from '../../../../apimachinery/names';
import { duplicate, forbiddenField, GoPrinted, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { complaints, each, eachInTurns, label, oneOf, optional, present, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';

function requirementValues(operator: string, count: number, at: string): Errors {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return when(count === 0, () => required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
    case 'Exists':
    case 'DoesNotExist':
      return when(count > 0, () => forbiddenField(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
    case 'Gt':
    case 'Lt':
      return when(count !== 1, () => required(`${at}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
    default:
      return [invalidValue(`${at}.operator`, operator, 'not a valid selector operator')];
  }
}

const validateRequirement = ({ key, operator, values }: Given<NodeSelectorRequirement>, at: string, version: Version, checksValues: boolean): Errors => [
  ...requirementValues(operator ?? '', (values ?? []).length, at),
  ...complaints(key ?? '', `${at}.key`, qualifiedName(key ?? '', version)),
  ...(checksValues ? each(values, `${at}.values`, (value, place) => complaints(value, place, labelValue(value, version))) : []),
];

function validateFieldRequirement({ key, operator, values }: Given<NodeSelectorRequirement>, at: string): Errors {
  const known = operator === 'In' || operator === 'NotIn';
  return [
    ...(known
      ? when((values ?? []).length !== 1, () => required(`${at}.values`, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"))
      : [invalidValue(`${at}.operator`, operator ?? '', 'not a valid selector operator')]),
    ...(key === 'metadata.name'
      ? each(values, `${at}.values`, (value, place) => complaints(value, place, dnsSubdomain(value)))
      : [invalidValue(`${at}.key`, key ?? '', 'not a valid field selector key')]),
  ];
}

const validateTerm = ({ matchExpressions, matchFields }: Given<NodeSelectorTerm>, at: string, version: Version, checksValues: boolean): Errors => [
  ...each(matchExpressions, `${at}.matchExpressions`, (requirement, place) => validateRequirement(requirement, place, version, checksValues)),
  ...each(matchFields, `${at}.matchFields`, validateFieldRequirement),
];

export function validateNodeSelector({ nodeSelectorTerms }: Given<NodeSelector>, at: string, version: Version): Errors {
  if ((nodeSelectorTerms ?? []).length === 0) return [required(`${at}.nodeSelectorTerms`, 'must have at least one node selector term')];
  return each(nodeSelectorTerms, `${at}.nodeSelectorTerms`, (term, place) => validateTerm(term, place, version, version.has('selectorValuesChecked')));
}

const weight = (value: number | null | undefined, at: string): Errors =>
  when((value ?? 0) <= 0 || (value ?? 0) > 100, () => invalidValue(`${at}.weight`, value ?? 0, 'must be in the range 1-100'));

export function validatePodAffinityTerm(term: Given<PodAffinityTerm>, at: string, version: Version): Errors {
  const { labelSelector, namespaceSelector, namespaces, topologyKey } = term;
  return [
    ...optional(labelSelector, (selector) => validateLabelSelector(selector as LabelSelector, `${at}.labelSelector`, version)),
    ...(version.has('affinityNamespaceSelectors')
      ? optional(namespaceSelector, (selector) => validateLabelSelector(selector as LabelSelector, `${at}.namespaceSelector`, version))
      : []),
    ...(namespaces ?? []).flatMap((name) => label(name, `${at}.namespace`, version)),
    ...present(topologyKey, `${at}.topologyKey`, 'can not be empty'),
    ...complaints(topologyKey ?? '', `${at}.topologyKey`, qualifiedName(topologyKey ?? '', version)),
  ];
}

const validatePodAffinity = (affinity: Given<PodAffinity>, at: string, version: Version): Errors => [
  ...each(affinity.requiredDuringSchedulingIgnoredDuringExecution, `${at}.requiredDuringSchedulingIgnoredDuringExecution`, (term, place) =>
    validatePodAffinityTerm(term, place, version),
  ),
  ...each(affinity.preferredDuringSchedulingIgnoredDuringExecution, `${at}.preferredDuringSchedulingIgnoredDuringExecution`, (term, place) => [
    ...weight(term.weight, place),
    ...validatePodAffinityTerm(term.podAffinityTerm ?? {}, `${place}.podAffinityTerm`, version),
  ]),
];

export function validateAffinity(affinity: Given<Affinity> | null | undefined, at: string, version: Version): Errors {
  return optional(affinity, ({ nodeAffinity, podAffinity, podAntiAffinity }) => [
    ...optional(nodeAffinity, ({ requiredDuringSchedulingIgnoredDuringExecution: needed, preferredDuringSchedulingIgnoredDuringExecution: preferred }) => [
      ...optional(needed, (selector) => validateNodeSelector(selector, `${at}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`, version)),
      ...each(preferred, `${at}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution`, (term, place) => [
        ...weight(term.weight, place),
        ...validateTerm(term.preference ?? {}, `${place}.preference`, version, false),
      ]),
    ]),
    ...optional(podAffinity, (given) => validatePodAffinity(given, `${at}.podAffinity`, version)),
    ...optional(podAntiAffinity, (given) => validatePodAffinity(given, `${at}.podAntiAffinity`, version)),
  ]);
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

const OPERATORS = ['Equal', 'Exists'];
const DECIMAL_WANTED = 'must be a valid decimal integer in canonical form';

/** In decimal, without zeros in front, and no more than 64 bits. */
function integerComplaints(value: string): readonly string[] {
  const isDecimal = /^(0|-?[1-9]\d*)$/.test(value);
  const isInteger = /^[+-]?\d+$/.test(value);
  const isLong = isInteger && BigInt.asIntN(64, BigInt(value)) !== BigInt(value);
  return [
    ...(isDecimal ? [] : [value === '' ? 'must be non-empty' : DECIMAL_WANTED]),
    ...(isInteger && !isLong ? [] : [`strconv.ParseInt: parsing ${quote(value)}: ${isLong ? 'value out of range' : 'invalid syntax'}`]),
  ];
}

/** A toleration of taints whose value is a smaller or a greater number. */
function validateCompared(operator: string, value: string, at: string, version: Version): Errors {
  const isOn = version.isEnabled('TaintTolerationComparisonOperators');
  if (isOn !== true) return [notSupported(`${at}.operator`, operator, isOn === undefined ? OPERATORS : [...OPERATORS, 'Lt', 'Gt'])];
  return complaints(value, `${at}.value`, integerComplaints(value));
}

/** The whole toleration, as Go prints a struct, instead of its value. */
function inGo({ key, operator, value, effect, tolerationSeconds }: Given<Toleration>): GoPrinted {
  const seconds = (tolerationSeconds ?? undefined) === undefined ? 'nil' : '0x0';
  const fields = [`Key:${quote(key ?? '')}`, `Operator:${quote(operator ?? '')}`, `Value:${quote(value ?? '')}`, `Effect:${quote(effect ?? '')}`];
  return new GoPrinted(`core.Toleration{${fields.join(', ')}, TolerationSeconds:(*int64)(${seconds})}`);
}

function validateToleratedValue(toleration: Given<Toleration>, at: string, version: Version): Errors {
  const [operator, value] = [toleration.operator ?? '', toleration.value ?? ''];
  switch (operator) {
    case 'Equal':
    case '': {
      const problems = labelValue(value, version);
      return when(problems.length > 0, () => invalidValue(`${at}.operator`, value, problems.join(';')));
    }
    case 'Exists':
      return when(value !== '', () =>
        invalidValue(`${at}.operator`, version.has('jsonFieldErrors') ? value : inGo(toleration), "value must be empty when `operator` is 'Exists'"),
      );
    case 'Lt':
    case 'Gt':
      return validateCompared(operator, value, at, version);
    default:
      return [notSupported(`${at}.operator`, operator, OPERATORS)];
  }
}

export const validateTolerations = (tolerations: readonly Given<Toleration>[] | null | undefined, at: string, version: Version): Turns<Errors> =>
  eachInTurns(tolerations, at, (toleration, place) => {
    const { key, operator, effect, tolerationSeconds } = toleration;
    return [
      ...((key ?? '') === '' ? [] : complaints(key ?? '', `${place}.key`, qualifiedName(key ?? '', version))),
      ...when((key ?? '') === '' && operator !== 'Exists', () =>
        invalidValue(`${place}.operator`, operator ?? '', 'operator must be Exists when `key` is empty, which means "match all values and all keys"'),
      ),
      ...when((tolerationSeconds ?? undefined) !== undefined && effect !== 'NoExecute', () =>
        invalidValue(`${place}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"),
      ),
      ...validateToleratedValue(toleration, place, version),
      ...((effect ?? '') === '' ? [] : oneOf(effect, `${place}.effect`, EFFECTS)),
    ];
  });

export function validateSpread(constraints: readonly Given<TopologySpreadConstraint>[] | null | undefined, at: string, version: Version): Errors {
  const pair = ({ topologyKey, whenUnsatisfiable }: Given<TopologySpreadConstraint>): string => `{${topologyKey ?? ''}, ${whenUnsatisfiable ?? ''}}`;
  const lasts = new Map((constraints ?? []).map((constraint, index) => [pair(constraint), index]));
  return each(constraints, at, (constraint, place, index) => [
    ...when((constraint.maxSkew ?? 0) <= 0, () => invalidValue(`${place}.maxSkew`, constraint.maxSkew ?? 0, 'must be greater than zero')),
    ...present(constraint.topologyKey, `${place}.topologyKey`, 'can not be empty'),
    ...oneOf(constraint.whenUnsatisfiable, `${place}.whenUnsatisfiable`, ['DoNotSchedule', 'ScheduleAnyway']),
    ...when((lasts.get(pair(constraint)) ?? 0) > index, () => duplicate(`${place}.{topologyKey, whenUnsatisfiable}`, pair(constraint))),
    ...(version.has('spreadSelectorsChecked')
      ? optional(constraint.labelSelector, (selector) => validateLabelSelector(selector as LabelSelector, `${place}.labelSelector`, version))
      : []),
  ]);
}
