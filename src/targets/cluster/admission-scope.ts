/**
 * Webhooks and policies of a scenario are asked only about what is the scenario's, whatever else happens on the cluster: their selectors
 * get the labels of the run besides what the scenario selects. Those of a namespace, where all of their resources are in
 * namespaces; else those of the object as well.
 */
import type { Edit, Node } from 'jsonc-parser';
import type { ResourceType } from './discovery';
import { ADMISSION_RESOURCES } from '../envtest/admission-markers';
import { memberOf, withEntries } from './json-edits';
import { labelsOf } from './mark';
import type { ScenarioNames } from './scenario-names';

const GROUP = 'admissionregistration.k8s.io';
/** Where the selectors stand beside the rules. */
const WEBHOOKS: ReadonlySet<string> = new Set(['mutatingwebhookconfigurations', 'validatingwebhookconfigurations']);
const POLICIES: ReadonlySet<string> = new Set(['mutatingadmissionpolicies', 'validatingadmissionpolicies']);

interface Scope {
  readonly names: ScenarioNames;
  readonly types: readonly ResourceType[];
  readonly self?: ResourceType | undefined;
}

/** Whether objects of this resource decide about requests of everybody. */
export const isAdmission = ({ group, name }: ResourceType): boolean => group === GROUP && ADMISSION_RESOURCES.includes(name);

const itemsOf = (node: Node | undefined): readonly Node[] => (node?.type === 'array' ? (node.children ?? []) : []);

/** By what can be seen of the rules: every resource may be one outside of namespaces, `*` is. */
function mayMatchOutsideOfNamespaces(rules: readonly Node[], types: readonly ResourceType[]): boolean {
  const resources = rules.flatMap((rule) => itemsOf(memberOf(rule, 'resources'))).map(({ value }) => String(value).split('/')[0] ?? '');
  return resources.some(
    (resource) => resource !== 'namespaces' && (resource === '*' || types.some(({ name, namespaced }) => name === resource && !namespaced)),
  );
}

export function admissionScoping(body: Node, { self, names, types }: Scope): readonly Edit[] {
  if (self === undefined || self.group !== GROUP) return [];
  const labels = labelsOf(names.mark);
  const scoped = (node: Node, rules: readonly Node[]): readonly Edit[] => [
    ...withEntries(node, ['namespaceSelector', 'matchLabels'], labels),
    ...(mayMatchOutsideOfNamespaces(rules, types) ? withEntries(node, ['objectSelector', 'matchLabels'], labels) : []),
  ];
  if (WEBHOOKS.has(self.name))
    return itemsOf(memberOf(body, 'webhooks'))
      .filter(({ type }) => type === 'object')
      .flatMap((webhook) => scoped(webhook, itemsOf(memberOf(webhook, 'rules'))));
  const constraints = POLICIES.has(self.name) ? memberOf(memberOf(body, 'spec'), 'matchConstraints') : undefined;
  return constraints?.type === 'object' ? scoped(constraints, itemsOf(memberOf(constraints, 'resourceRules'))) : [];
}
