/**
 * The configuration of ResourceQuota: what may be used only where a quota covers it. Without one, a namespace that has no quota
 * has no limit. Upstream: k8s.io/apiserver/pkg/admission/plugin/resourcequota (config.go, controller.go)
 */
import type { AdmissionAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { TypeTable, type TypesFile } from '../../catalog/types';
import { aggregate, required } from '../../errors/field-error';
import { plainError } from '../../errors/status-error';
import { decodeByScheme, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import type { Version } from '../../versions';
import type { Quantities } from '../quantities';
import { refused } from '../refusal';
import type { Evaluator, QuotaScope } from './evaluator';

export interface LimitedResource {
  readonly apiGroup?: string;
  readonly resource: string;
  /** Parts of the names of what is limited. */
  readonly matchContains?: readonly string[];
  readonly matchScopes?: readonly QuotaScope[];
}

const OLD_GROUP = 'resourcequota.admission.k8s.io';
const typesOf = (version: string): TypesFile => ({
  [`resourcequota/${version}.Configuration`]: {
    '+TypeMeta': 'meta/v1.TypeMeta',
    limitedResources: `LimitedResources []resourcequota/${version}.LimitedResource`,
  },
  [`resourcequota/${version}.LimitedResource`]: {
    apiGroup: 'APIGroup string omitempty',
    resource: 'Resource string',
    matchContains: 'MatchContains []string omitempty',
    matchScopes: 'MatchScopes []core/v1.ScopedResourceSelectorRequirement omitempty',
  },
});

const SCHEME: ConfigurationScheme = {
  origin: 'k8s.io/apiserver/pkg/admission/plugin/resourcequota/config.go:32',
  isStrict: true,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'core/v1.ScopedResourceSelectorRequirement': {
      scopeName: 'ScopeName core/v1.ResourceQuotaScope',
      operator: 'Operator core/v1.ScopeSelectorOperator',
      values: 'Values []string omitempty',
    },
    'core/v1.ResourceQuotaScope': 'string',
    'core/v1.ScopeSelectorOperator': 'string',
    ...typesOf('v1'),
    ...typesOf('v1beta1'),
    ...typesOf('v1alpha1'),
  }),
  kinds: {
    'apiserver.config.k8s.io/v1 ResourceQuotaConfiguration': 'resourcequota/v1.Configuration',
    [`${OLD_GROUP}/v1beta1 Configuration`]: 'resourcequota/v1beta1.Configuration',
    [`${OLD_GROUP}/v1alpha1 Configuration`]: 'resourcequota/v1alpha1.Configuration',
  },
};

export function limitedResourcesIn(text: string | undefined, version: Version): readonly LimitedResource[] {
  if (text === undefined) return [];
  const { value } = decodeByScheme(text, SCHEME, version);
  const limited = (value as unknown as { readonly limitedResources: readonly LimitedResource[] | null }).limitedResources ?? [];
  const errors = limited.flatMap(({ resource }, index) => (resource === '' ? [required(`limitedResources[${index}].resource`)] : []));
  if (errors.length > 0) throw new Error(aggregate(errors.map(({ field, body }) => `${field}: ${body}`)));
  return limited;
}

const inGo = ({ scopeName, operator, values = [] }: QuotaScope): string => `{${scopeName} ${operator} [${values.join(' ')}]}`;

/** What is measured of an object, and by which quotas. */
export interface Measured {
  readonly object: KubeObject;
  readonly usage: Quantities;
  readonly evaluator: Evaluator;
  /** The names that the quotas that count the object limit. */
  readonly covered: ReadonlySet<string>;
  /** The scopes of quotas, whether they count the object or not. */
  readonly scopes: readonly QuotaScope[];
}

/** Refuses what is limited and not covered. */
export function checkLimited(attributes: AdmissionAttributes, limited: readonly LimitedResource[], measured: Measured): void {
  const { object, usage, evaluator, covered, scopes } = measured;
  const { group, resource } = attributes.resource;
  const parts = limited.filter((one) => (one.apiGroup ?? '') === group && one.resource === resource).flatMap(({ matchContains = [] }) => matchContains);
  const uncovered = Object.keys(usage).filter((name) => !covered.has(name) && parts.some((part) => name.includes(part)));
  if (uncovered.length > 0) throw refused(attributes, `insufficient quota to consume: ${uncovered.sort().join(',')}`);
  const matches = (scope: QuotaScope): boolean => evaluator.matchesScope?.(scope, object) ?? false;
  const ofQuotas = scopes.filter(matches).map(({ scopeName }) => scopeName);
  const open = limited.flatMap(({ matchScopes = [] }) => matchScopes).filter((scope) => matches(scope) && !ofQuotas.includes(scope.scopeName));
  if (open.length > 0) throw plainError(`insufficient quota to match these scopes: [${open.map(inGo).join(' ')}]`);
}
