/** Subjects × resources × verbs: who may do what in one namespace, or in all. A verb that rules limit to names has those names. */
import type { Identity } from '../engine/api/identity';
import { RbacAuthorizer } from '../engine/authorization/rbac/rbac-authorizer';
import { combinedResource, ruleMatchesAnyName } from '../engine/rbac/rule-matches';
import { rbacResource, subjectsOf } from '../engine/rbac/objects';
import { subjectKey } from '../engine/rbac/subject';
import { permissionsOf, describeResource } from './permissions';
import type { Policy } from './policy';
import { attributesFor, doubtsAbout, identityOf, type Question } from './question';
import { resourcesOf } from './resources';
import { describeSubject, impliedGroups, SubjectMap, type Subject } from './subject';

export const MATRIX_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

export interface MatrixRow {
  readonly subject: string;
  readonly resource: string;
  /** For each verb: yes, no, or the names to which it is limited. */
  readonly answers: readonly (boolean | readonly string[])[];
}

export interface Matrix {
  readonly verbs: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixChoice {
  readonly subjects: readonly Subject[];
  /** As questions name them; without any, those that the subjects may do anything with. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly namespace: string;
}

/** Those that bindings name, but for Kubernetes' own. */
export function subjectsOfBindings({ storage }: Policy): readonly Subject[] {
  const found = new SubjectMap<Subject>();
  for (const resource of ['clusterrolebindings', 'rolebindings'] as const)
    for (const binding of storage.list(rbacResource(resource)))
      for (const subject of subjectsOf(binding)) {
        const who = subjectKey(subject, binding.metadata.namespace ?? '');
        if (who === undefined) continue;
        const isOwn =
          who.name.startsWith('system:') && !(who.name.startsWith('system:serviceaccount:') && !who.name.startsWith('system:serviceaccount:kube-system:'));
        if (!isOwn) found.set(who, { kind: who.kind, name: who.name });
      }
  return found.values();
}

/** Asks for a group as a user who is in no other group. */
const userOf = (who: Subject): Identity =>
  who.kind === 'User' ? identityOf(who.name, []) : { name: '', uid: '', groups: [who.name, ...impliedGroups(who)], extra: {} };

/** A star is every resource that is known. */
function resourcesNamed(policy: Policy, resource: string, apiGroup: string): readonly string[] {
  if (!resource.includes('*') && apiGroup !== '*') return [describeResource({ resource, apiGroup })];
  const [star = '', subresource] = resource.split('/');
  return [...resourcesOf(policy.version), ...policy.custom]
    .filter(({ group, resource: { name } }) => {
      const [plural, of] = name.split('/');
      return (apiGroup === '*' || group === apiGroup) && of === subresource && (star === '*' || star === plural);
    })
    .map(({ group, resource: { name } }) => describeResource({ resource: name, apiGroup: group }));
}

const reachable = (policy: Policy, subjects: readonly Identity[], namespace: string): readonly string[] => [
  ...new Set(
    subjects
      .flatMap((user) => permissionsOf(policy, user, namespace).permissions)
      .flatMap(({ resource, apiGroup }) => (resource === '' ? [] : resourcesNamed(policy, resource, apiGroup)))
      .sort(),
  ),
];

/** What stands behind the slash of a resource is a subresource, as in a role. */
function questionAbout(resource: string, verb: string, namespace: string): Question {
  const [called = '', subresource = ''] = resource.startsWith('/') ? [resource] : resource.split('/');
  return { verb, resource: called, subresource, namespace };
}

/** Of the resources and verbs that the user names, each doubt once. */
export function doubtsAboutChoice(
  { version, custom }: Policy,
  { resources = [], verbs = [] }: { readonly resources?: readonly string[] | undefined; readonly verbs?: readonly string[] | undefined },
): readonly string[] {
  const questions = [
    ...resources.map((resource) => questionAbout(resource, 'get', '')),
    ...verbs.map((verb) => questionAbout(resources.find((resource) => resource.startsWith('/')) ?? '*', verb, '')),
  ];
  return [...new Set(questions.flatMap((question) => doubtsAbout(question, version, custom)))];
}

export function matrixOf(policy: Policy, { subjects, resources, verbs, namespace }: MatrixChoice): Matrix {
  const authorizer = new RbacAuthorizer(policy.storage);
  const users = subjects.map((who) => ({ who, user: userOf(who) }));
  const asked =
    resources.length > 0
      ? resources
      : reachable(
          policy,
          users.map(({ user }) => user),
          namespace,
        );
  const rows = users.flatMap(({ who, user }) => {
    const { resourceRules } = authorizer.rulesFor(user, namespace);
    const answer = (verb: string, resource: string): boolean | readonly string[] => {
      const attributes = attributesFor(questionAbout(resource, verb, namespace), policy.version, user, policy.custom);
      if (authorizer.authorize(attributes).decision === 'Allow') return true;
      const combined = combinedResource(attributes);
      const names = resourceRules.flatMap((rule) =>
        ruleMatchesAnyName(
          { ...rule, verbs: [...rule.verbs], apiGroups: [...(rule.apiGroups ?? [])], resources: [...(rule.resources ?? [])], resourceNames: [] },
          attributes,
          combined,
        )
          ? (rule.resourceNames ?? [])
          : [],
      );
      return names.length > 0 && [...new Set(names)];
    };
    return asked.map((resource) => ({ subject: describeSubject(who), resource, answers: verbs.map((verb) => answer(verb, resource)) }));
  });
  return { verbs, rows: resources.length > 0 ? rows : rows.filter(({ answers }) => answers.some((answer) => answer !== false)) };
}

export const describeAnswer = (answer: boolean | readonly string[]): string => (answer === true ? 'yes' : answer === false ? '-' : answer.join(' '));

export const matrixColumns = ({ verbs }: Matrix): readonly string[] => ['SUBJECT', 'RESOURCE', ...verbs.map((verb) => verb.toUpperCase())];
export const matrixCells = ({ rows }: Matrix): readonly (readonly string[])[] =>
  rows.map(({ subject, resource, answers }) => [subject, resource, ...answers.map(describeAnswer)]);
