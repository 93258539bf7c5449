/**
 * The bindings that all but allow a request: each lacks one thing only - its rule lacks the verb, the resource or the name,
 * it is in another namespace, its role is not there, or its subject is another one. Goes through all bindings, which a
 * decision never does.
 */
import type { Attributes } from '../../api/attributes';
import { namespaceOf } from '../../apimachinery/attributes';
import type { Lack, NearMiss } from '../../api/explainer';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import type { BindingIndex } from '../../rbac/binding-index';
import { describeGrant, roleKey, type Grant } from '../../rbac/grant';
import { rbacResource, roleRefOf, subjectsOf, type PolicyRule } from '../../rbac/objects';
import { describeSubject, subjectKey } from '../../rbac/subject';
import { FAR, gapOfSubject, type SubjectGap } from '../subject-gap';
import { evidenceOf } from './evidence';
import { describeGap, gapOf as gapOfRule } from './rule-gap';
import { combinedResource, ruleMatches } from '../../rbac/rule-matches';

const SHOWN = 5;
const DISTANCES: Readonly<Record<Lack, number>> = { role: 1, verb: 2, name: 2, path: 3, resource: 3, apiGroup: 3, namespace: 2, subject: 0 };

interface Found extends NearMiss {
  readonly distance: number;
}

function grantsOf(binding: KubeObject): readonly Grant[] {
  const { namespace = '', name = '' } = binding.metadata;
  const roleRef = roleRefOf(binding);
  return subjectsOf(binding).map((subject, position) => ({
    namespace,
    bindingName: name,
    roleRef,
    roleKey: roleKey(roleRef.kind, namespace, roleRef.name),
    subject,
    place: 0,
    position,
  }));
}

function found(lacks: Lack, grant: Grant, why: string, distance = DISTANCES[lacks], rule?: PolicyRule, position?: number): Found {
  return { lacks, distance, message: `${describeGrant(grant)} ${why}`, evidence: evidenceOf(grant, rule, position) };
}

/** Without its subject. */
const describeBinding = (grant: Grant): string => describeGrant(grant).slice(0, -` to ${describeSubject(grant.subject, grant.namespace)}`.length);

const gapOf = ({ subject, namespace }: Grant, { user }: Attributes): SubjectGap | undefined => gapOfSubject(subjectKey(subject, namespace), user);

const isUsers = (attributes: Attributes, grant: Grant): boolean => gapOf(grant, attributes) === undefined;

/** What the binding lets its subjects do is not enough. */
function ofRules(grant: Grant, rules: readonly PolicyRule[], attributes: Attributes): readonly Found[] {
  return rules.flatMap((rule, position) => {
    const lack = gapOfRule(rule, attributes);
    if (lack === undefined) return [];
    return [
      found(lack, grant, `does not allow this: rule ${position + 1} of the role ${describeGap(lack, rule, attributes)}`, DISTANCES[lack], rule, position),
    ];
  });
}

/** Describes a binding that allows this to others, by its nearest subject. */
function ofSubjects(grants: readonly Grant[], attributes: Attributes, rule: PolicyRule, position: number): readonly Found[] {
  const gaps = grants.map((grant) => [grant, gapOf(grant, attributes)] as const).filter((pair): pair is readonly [Grant, SubjectGap] => pair[1] !== undefined);
  const [nearest, ...others] = gaps.toSorted(([, a], [, b]) => a.distance - b.distance);
  if (nearest === undefined) return [];
  const [grant, { distance, message }] = nearest;
  const named = [grant, ...others.map(([other]) => other)].map(({ subject, namespace }) => describeSubject(subject, namespace)).join(', ');
  const why = `allows this, but lacks the subject ${quote(attributes.user.name)}: it has ${named}; ${message}`;
  return [{ lacks: 'subject', distance, message: `${describeBinding(grant)} ${why}`, evidence: evidenceOf(grant, rule, position) }];
}

const elsewhere = ({ namespace }: Grant, asked: string): string =>
  `allows this in the namespace ${quote(namespace)} only, not ${asked === '' ? 'outside of it' : `in ${quote(asked)}`}`;

function nearMissesOf(binding: KubeObject, index: BindingIndex, attributes: Attributes): readonly Found[] {
  const grants = grantsOf(binding);
  const [first] = grants;
  if (first === undefined) return [];
  const counts = first.namespace === '' || first.namespace === namespaceOf(attributes);
  const own = grants.find((grant) => isUsers(attributes, grant));
  if (!counts && own === undefined) return [];
  const rules = index.rules(first.roleKey);
  if (rules === undefined) {
    return counts && own !== undefined ? [found('role', own, `allows nothing: the ${first.roleRef.kind} ${quote(first.roleRef.name)} does not exist`)] : [];
  }
  const combined = combinedResource(attributes);
  const position = rules.findIndex((rule) => ruleMatches(rule, attributes, combined));
  const rule = rules[position];
  if (rule === undefined) return counts && own !== undefined ? ofRules(own, rules, attributes) : [];
  if (own === undefined) return ofSubjects(grants, attributes, rule, position);
  return [found('namespace', own, elsewhere(own, namespaceOf(attributes)), DISTANCES.namespace, rule, position)];
}

const isOfEveryCluster = ({ metadata }: KubeObject): boolean => metadata.labels?.['kubernetes.io/bootstrapping'] !== undefined;

/** The nearest first. Those that only name unrelated subjects are listed when nothing is nearer, without those of every cluster. */
export function nearMisses(storage: Storage, index: BindingIndex, attributes: Attributes): readonly NearMiss[] {
  const bindings = [...storage.list(rbacResource('rolebindings')), ...storage.list(rbacResource('clusterrolebindings'))];
  const misses = (some: readonly KubeObject[]): readonly Found[] =>
    some.flatMap((binding) => nearMissesOf(binding, index, attributes)).sort((a, b) => a.distance - b.distance);
  const related = misses(bindings).filter(({ distance }) => distance < FAR);
  const shown = related.length > 0 ? related : misses(bindings.filter((binding) => !isOfEveryCluster(binding)));
  return shown.slice(0, SHOWN).map(({ distance: _, ...nearMiss }) => nearMiss);
}
