/**
 * What a rule that does not cover a request lacks, if it is one thing only. Found by opening the rule in one respect after
 * the other: what it covers when it is open there is what it lacks.
 */
import type { Attributes } from '../../api/attributes';
import type { PolicyRule } from '../../rbac/objects';
import { quote } from '../../golang/quote';
import { combinedResource, ruleMatches } from '../../rbac/rule-matches';

export type RuleLack = 'verb' | 'apiGroup' | 'resource' | 'name' | 'path';

interface Opening {
  readonly open: Partial<PolicyRule>;
  /** A rule on resources is never nearly one on paths, nor the other way round. */
  readonly applies: (rule: PolicyRule, attributes: Attributes) => boolean;
}

const ALL = ['*'];
const onResources = ({ resources = [] }: PolicyRule, { isResourceRequest }: Attributes): boolean => isResourceRequest && resources.length > 0;

const OPENINGS: Readonly<Record<RuleLack, Opening>> = {
  verb: { open: { verbs: ALL }, applies: () => true },
  name: { open: { resourceNames: [] }, applies: onResources },
  resource: { open: { resources: ALL }, applies: onResources },
  apiGroup: { open: { apiGroups: ALL }, applies: onResources },
  path: { open: { nonResourceURLs: ALL }, applies: ({ nonResourceURLs = [] }, { isResourceRequest }) => !isResourceRequest && nonResourceURLs.length > 0 },
};
const LACKS = Object.keys(OPENINGS) as readonly RuleLack[];

/** `undefined`: it lacks more than one thing. Only for rules that do not match. */
export function gapOf(rule: PolicyRule, attributes: Attributes): RuleLack | undefined {
  const combined = combinedResource(attributes);
  return LACKS.find((lack) => OPENINGS[lack].applies(rule, attributes) && ruleMatches({ ...rule, ...OPENINGS[lack].open }, attributes, combined));
}

const listed = (values: readonly string[] = []): string => values.map(quote).join(', ');

/** For example `lacks only the verb "delete": it has "get", "list"`. */
export function describeGap(lack: RuleLack, rule: PolicyRule, attributes: Attributes): string {
  if (lack === 'verb') return `lacks only the verb ${quote(attributes.verb)}: it has ${listed(rule.verbs)}`;
  if (!attributes.isResourceRequest) return `lacks only the path ${quote(attributes.path)}: it has ${listed(rule.nonResourceURLs)}`;
  if (lack === 'apiGroup') return `lacks only the API group ${quote(attributes.apiGroup)}: it has ${listed(rule.apiGroups)}`;
  if (lack === 'resource') return `lacks only the resource ${quote(combinedResource(attributes))}: it has ${listed(rule.resources)}`;
  if (attributes.name === '') return `holds only for the names ${listed(rule.resourceNames)}, and this request has no name`;
  return `lacks only the name ${quote(attributes.name)}: it has ${listed(rule.resourceNames)}`;
}
