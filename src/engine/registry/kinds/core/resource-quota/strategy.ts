/** ResourceQuotas. After k8s.io/kubernetes/pkg/registry/core/resourcequota and ValidateResourceQuota of pkg/apis/core/validation. */
import type { KubeObject } from '../../../../api/objects';
import { GoPrinted, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { strings } from '../../../generic/metadata/go-printed';
import { when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validateQuantityOf, validateQuotaResourceName } from '../../../generic/validation/resource-names';
import type { Version } from '../../../../versions';
import { validated, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

type Quantities = Readonly<Record<string, string>>;

interface Requirement {
  readonly scopeName?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}
interface QuotaSpec {
  readonly hard?: Quantities;
  readonly scopes?: readonly string[];
  readonly scopeSelector?: { readonly matchExpressions?: readonly Requirement[] };
}

const POD_COMPUTE = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory', 'pods'];
/** Which scopes a resource may be counted in. */
const scopesOf = (version: Version): readonly string[] => [
  ...['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass'],
  ...(version.has('crossNamespaceAffinity') ? ['CrossNamespacePodAffinity'] : []),
  ...(version.has('volumeAttributesClasses') ? ['VolumeAttributesClass'] : []),
];
const isMeasuredIn = (scope: string, resource: string): boolean => {
  if (['Terminating', 'NotTerminating', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity'].includes(scope))
    return POD_COMPUTE.includes(resource) || (resource.includes('ephemeral-storage') && scope !== 'BestEffort');
  if (scope === 'BestEffort') return resource === 'pods';
  return true;
};

function validateScopes({ hard = {}, scopes = [] }: QuotaSpec, version: Version): Errors {
  const refused = (text: string): Errors => [invalidValue('spec.scopes', strings(scopes, version, 'core.ResourceQuotaScope'), text)];
  const errors = scopes.flatMap((scope) => {
    if (!scopesOf(version).includes(scope)) return refused('unsupported scope');
    return Object.keys(hard).some((resource) => !isMeasuredIn(scope, resource)) ? refused('unsupported scope applied to resource') : [];
  });
  const opposed = [
    ['BestEffort', 'NotBestEffort'],
    ['Terminating', 'NotTerminating'],
  ].filter((pair) => pair.every((scope) => scopes.includes(scope)));
  return [...errors, ...opposed.flatMap(() => refused('conflicting scopes'))];
}

const ONLY_EXISTS =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
const ONLY_EXIST =
  "must be 'Exist' only operator when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort and ResourceQuotaScopeNotBestEffort";

function validateRequirement({ scopeName = '', operator = '', values = [] }: Requirement, hard: Quantities, version: Version): Errors {
  const at = 'spec.scopeSelector.matchExpressions';
  const flag = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'].includes(scopeName);
  const unknown = !scopesOf(version).includes(scopeName);
  const unmeasured = !unknown && Object.keys(hard).some((resource) => !isMeasuredIn(scopeName, resource));
  return [
    ...when(unknown, () => invalidValue(`${at}.scopeName`, scopeName, 'unsupported scope')),
    ...when(unmeasured, () => invalidValue(at, { scopeName, operator, values }, 'unsupported scope applied to resource')),
    ...when(flag && operator !== 'Exists', () => invalidValue(`${at}.operator`, operator, version.has('crossNamespaceAffinity') ? ONLY_EXISTS : ONLY_EXIST)),
    ...when((operator === 'In' || operator === 'NotIn') && values.length === 0, () =>
      required(`${at}.values`, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"),
    ),
    ...when((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0, () =>
      invalidValue(`${at}.values`, strings(values, version), "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"),
    ),
    ...when(!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator), () => invalidValue(`${at}.operator`, operator, 'not a valid selector operator')),
  ];
}

function validateResourceQuota(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const spec = givenFields<QuotaSpec>(object['spec']);
  return [
    ...Object.entries(spec.hard ?? {}).flatMap(([name, quantity]) => [
      ...validateQuotaResourceName(name, `spec.hard[${name}]`, version),
      ...validateQuantityOf(name, quantity, `spec.hard[${name}]`, version),
    ]),
    ...validateScopes(spec, version),
    ...(spec.scopeSelector?.matchExpressions ?? []).flatMap((requirement) => validateRequirement(requirement, spec.hard ?? {}, version)),
  ];
}

/** What is counted stays the same. */
function validateQuotaUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Errors {
  const { version } = context.options;
  const scopes = (quota: KubeObject): readonly string[] | undefined => givenFields<QuotaSpec>(quota['spec']).scopes;
  const [after, before] = [new Set(scopes(object)), new Set(scopes(old))];
  const isSame = after.size === before.size && [...after].every((scope) => before.has(scope));
  const none = version.has('jsonFieldErrors') ? null : new GoPrinted('[]core.ResourceQuotaScope(nil)');
  const printed = scopes(object) === undefined ? none : strings([...(scopes(object) ?? [])], version, 'core.ResourceQuotaScope');
  const errors = validateResourceQuota(object, context);
  const first = context.options.version.has('updatesValidatedTwice') ? errors : [];
  return [...first, ...errors, ...when(!isSame, () => invalidValue('spec.scopes', printed, 'field is immutable'))];
}

function validateQuotaStatus(object: KubeObject, _old: KubeObject, { options: { version } }: RegistryContext): Errors {
  const status = givenFields<{ readonly hard?: Quantities; readonly used?: Quantities }>(object['status']);
  return (['hard', 'used'] as const).flatMap((field) =>
    Object.entries(status[field] ?? {}).flatMap(([name, quantity]) => [
      ...validateQuotaResourceName(name, `status.${field}[${name}]`, version),
      ...validateQuantityOf(name, quantity, `status.${field}[${name}]`, version),
    ]),
  );
}

export const resourceQuotas: Strategy = {
  ...withStatus(validated(validateResourceQuota, { status: { validate: validateQuotaStatus } })),
  validateUpdate: validateQuotaUpdate,
  returnsDeletedObject: () => true,
};
