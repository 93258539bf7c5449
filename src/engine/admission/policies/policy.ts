/**
 * Policies and their bindings as they are stored, and which requests they are about.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/matching/matching.go.
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { AdmissionAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { MatchCondition } from '../matching/match-conditions';
import { equivalentsOf, isSameResource, type Equivalent } from '../matching/equivalents';
import { ruleMatches } from '../matching/rules';
import type { SentRule } from '../../api/webhook-configuration';
import { namespaceSelected, objectSelected } from '../matching/selectors';
import type { PluginContext } from '../plugin-context';

export interface NamedRule extends SentRule {
  readonly resourceNames?: readonly string[] | null;
}
export interface MatchResources {
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly NamedRule[] | null;
  readonly excludeResourceRules?: readonly NamedRule[] | null;
  readonly matchPolicy?: string;
}
export interface ParamKind {
  readonly apiVersion: string;
  readonly kind: string;
}
export interface ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: LabelSelector;
  readonly parameterNotFoundAction?: string;
}
export interface PolicySpec {
  readonly paramKind?: ParamKind;
  readonly matchConstraints?: MatchResources;
  readonly matchConditions?: readonly MatchCondition[] | null;
  readonly variables?: readonly { readonly name: string; readonly expression: string }[] | null;
  readonly failurePolicy?: string;
  readonly validations?: readonly Validation[] | null;
  readonly mutations?: readonly Mutation[] | null;
  readonly reinvocationPolicy?: string;
  readonly auditAnnotations?: readonly { readonly key: string; readonly valueExpression: string }[] | null;
}
export interface Validation {
  readonly expression: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
}
export interface Mutation {
  readonly patchType: string;
  readonly applyConfiguration?: { readonly expression: string };
  readonly jsonPatch?: { readonly expression: string };
}
export interface BindingSpec {
  readonly policyName?: string;
  readonly paramRef?: ParamRef;
  readonly matchResources?: MatchResources;
  readonly validationActions?: readonly string[] | null;
}

export const policySpec = (policy: KubeObject): PolicySpec => (policy['spec'] ?? {}) as PolicySpec;
export const bindingSpec = (binding: KubeObject): BindingSpec => (binding['spec'] ?? {}) as BindingSpec;

const hasName = ({ resourceNames }: NamedRule, name: string): boolean => !resourceNames || resourceNames.length === 0 || resourceNames.includes(name);

function matchedAs(
  rules: readonly NamedRule[],
  matchPolicy: string | undefined,
  attributes: AdmissionAttributes,
  context: PluginContext,
): Equivalent | undefined {
  const { kind, resource, subresource, name } = attributes;
  if (rules.some((rule) => ruleMatches(rule, attributes) && hasName(rule, name))) return { kind, resource };
  if (matchPolicy !== 'Equivalent' || rules.length === 0) return undefined;
  const others = equivalentsOf(resource, subresource, context).filter((other) => !isSameResource(other.resource, resource));
  for (const rule of rules) {
    const found = others.find((other) => ruleMatches(rule, { ...attributes, resource: other.resource }) && hasName(rule, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As which resource a request is matched; undefined where it is not. Throws where that cannot be known. */
export function matched(resources: MatchResources, attributes: AdmissionAttributes, context: PluginContext): Equivalent | undefined {
  const { namespaceSelector, objectSelector, resourceRules, excludeResourceRules, matchPolicy } = resources;
  const inNamespace = namespaceSelected(namespaceSelector, attributes, context.storage);
  if (inNamespace === false || !objectSelected(objectSelector, attributes)) return undefined;
  if (matchedAs(excludeResourceRules ?? [], matchPolicy, attributes, context) !== undefined) return undefined;
  const rules = resourceRules ?? [];
  const { kind, resource } = attributes;
  const found = rules.length === 0 ? { kind, resource } : matchedAs(rules, matchPolicy, attributes, context);
  if (found !== undefined && inNamespace instanceof Error) throw inNamespace;
  return found;
}
