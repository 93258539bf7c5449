/**
 * What only looks right in roles and bindings: rules that no request meets, subjects that match no user, bindings that give nothing. What a server
 * refuses is found with the policy.
 */
import { combinedResource, ruleMatchesAnyName } from '../engine/rbac/rule-matches';
import { aggregationRuleOf, roleRefOf, rulesOf, subjectsOf, type PolicyRule } from '../engine/rbac/objects';
import type { Finding, RuleId } from './finding';
import type { Manifest } from '../manifests/manifest';
import type { Policy } from './policy';
import { ASKED_FOR, resourcesOf, type KnownResource } from './resources';
import { checkedOn, REQUEST_VERBS } from './verbs';
import { isOfCluster, placeOf } from './taken-objects';
import { accountOf, EVERY_ACCOUNT } from './subject';
import { rightTo } from './rights';

type Report = (rule: RuleId, place: readonly (string | number)[], message: string, remedy: string) => void;

const NAMELESS = ['create', 'list', 'watch', 'deletecollection'];
const PATH_VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const quoted = (text: string): string => JSON.stringify(text);

/** A group of the version has the resources that discovery lists; of others nothing is known but what definitions say. */
const knownIn = ({ version, custom }: Policy): readonly KnownResource[] => [...resourcesOf(version), ...custom, ...ASKED_FOR];

const isStar = (name: string): boolean => name === '*' || (name.startsWith('*/') && !name.slice(2).includes('*'));

function ofWildcards({ apiGroups = [], resources = [], verbs, resourceNames = [] }: PolicyRule, at: readonly (string | number)[], report: Report): void {
  const odd = (field: string, values: readonly string[], allowed: (value: string) => boolean, remedy: string): void => {
    for (const [index, value] of values.entries())
      if (value.includes('*') && !allowed(value))
        report('wildcard-in-name', [...at, field, index], `${quoted(value)} in ${field} is only itself: no request has it`, remedy);
  };
  odd('apiGroups', apiGroups, (value) => value === '*', 'Name the groups, or write "*" for all.');
  odd('resources', resources, isStar, 'Name the resources and subresources, or write "*", or "*/SUBRESOURCE".');
  odd('verbs', verbs, (value) => value === '*' || value.startsWith('impersonate'), 'Name the verbs, or write "*" for all.');
  // A signer is asked for by its domain too.
  odd(
    'resourceNames',
    resourceNames,
    (value) => resources.includes('signers') && value.endsWith('/*'),
    'Names are whole: take resourceNames out, or list each name.',
  );
}

function ofNames({ verbs, resourceNames = [], resources = [] }: PolicyRule, at: readonly (string | number)[], report: Report): void {
  if (resourceNames.length === 0) return;
  for (const [index, verb] of verbs.entries()) {
    if (!NAMELESS.includes(verb) || (verb === 'create' && resources.every((resource) => resource.includes('/')))) continue;
    const limited = verb === 'create' || verb === 'deletecollection';
    report(
      'names-never-asked',
      [...at, 'verbs', index],
      limited
        ? `A request to ${verb} has no name, so resourceNames keep the rule from allowing it`
        : `A request to ${verb} has a name only with ?fieldSelector=metadata.name=NAME`,
      `Put ${verb} into a rule without resourceNames${limited ? '' : ', or have clients select by metadata.name'}.`,
    );
  }
}

function ofResources(rule: PolicyRule, known: readonly KnownResource[], at: readonly (string | number)[], version: string, report: Report): void {
  const { apiGroups = [], resources = [], verbs } = rule;
  if (apiGroups.includes('*')) return;
  const groups = new Set(known.map(({ group }) => group));
  if (!apiGroups.every((group) => groups.has(group))) return;
  const inGroups = known.filter(({ group }) => apiGroups.includes(group));
  const servedOf = (name: string): readonly string[] | undefined => {
    const named = inGroups.filter(({ resource }) => resource.name === name || (name.startsWith('userextras/') && resource.name === 'userextras'));
    return named.length === 0 ? undefined : named.flatMap(({ resource }) => resource.verbs);
  };
  for (const [index, name] of resources.entries()) {
    // Admission asks whether an owner may be blocked.
    if (name.includes('*') || name.endsWith('/finalizers') || servedOf(name) !== undefined) continue;
    const elsewhere = [...new Set(known.filter(({ resource }) => resource.name === name).map(({ group }) => group))];
    const remedy = elsewhere.length === 0 ? 'Correct the name: it is the plural in lower case.' : `It is in the API group ${elsewhere.map(quoted).join(', ')}.`;
    report(
      'unknown-resource',
      [...at, 'resources', index],
      `Kubernetes ${version} has no ${name} in the API group ${apiGroups.map(quoted).join(', ')}`,
      remedy,
    );
  }
  const served = resources.map((name) => (name.includes('*') || name.endsWith('/finalizers') ? undefined : servedOf(name)));
  // Of what definitions add the verbs are those of every resource.
  if (!served.every((of) => of !== undefined && of.length > 0)) return;
  const all = new Set(served.flatMap((of) => of ?? []));
  for (const [of, verb] of verbs.entries())
    if (REQUEST_VERBS.includes(verb) && !all.has(verb))
      report(
        'unserved-verb',
        [...at, 'verbs', of],
        `No request can ${verb} ${resources.join(' or ')}: there are ${[...all].join(', ')}`,
        'Take the verb out of this rule.',
      );
}

function ofVerbs(
  { verbs, resources = [], apiGroups = [] }: PolicyRule,
  known: readonly KnownResource[],
  at: readonly (string | number)[],
  report: Report,
): void {
  const groups = new Set(known.map(({ group }) => group));
  const isForeign = apiGroups.some((group) => group === '*' || !groups.has(group));
  for (const [index, verb] of verbs.entries()) {
    if (verb === '*' || REQUEST_VERBS.includes(verb) || verb.includes('*')) continue;
    const lower = verb.toLowerCase();
    const correct = REQUEST_VERBS.includes(lower) ? `Write ${lower}: verbs are in lower case.` : `Requests have the verbs ${REQUEST_VERBS.join(', ')}.`;
    const checked = checkedOn(verb);
    if (isForeign && lower === verb) continue;
    if (checked === undefined) report('unknown-verb', [...at, 'verbs', index], `No server asks for the verb ${quoted(verb)}`, correct);
    else if (!resources.some((resource) => resource.includes('*') || checked.test(resource)))
      report(
        'unknown-verb',
        [...at, 'verbs', index],
        `No server asks to ${verb} ${resources.join(' or ')}`,
        'Take the verb out, or name the resource that it is asked on.',
      );
  }
}

function ofPaths({ nonResourceURLs = [], verbs }: PolicyRule, at: readonly (string | number)[], report: Report): void {
  for (const [index, url] of nonResourceURLs.entries()) {
    const star = url.indexOf('*');
    if (url !== '*' && !url.startsWith('/'))
      report('not-a-path', [...at, 'nonResourceURLs', index], `${quoted(url)} is not a path: a path begins with /`, `Write /${url}.`);
    else if (star !== -1 && star !== url.length - 1)
      report(
        'not-a-path',
        [...at, 'nonResourceURLs', index],
        `A star counts at the end of a path only: ${quoted(url)} is only itself`,
        'Write the star at the end, or list the paths.',
      );
  }
  if (nonResourceURLs.length === 0) return;
  for (const [index, verb] of verbs.entries())
    if (verb !== '*' && !PATH_VERBS.includes(verb))
      report(
        'unknown-verb',
        [...at, 'verbs', index],
        `A path has no verb ${quoted(verb)}: it is the method in lower case`,
        `Write one of ${PATH_VERBS.join(', ')}.`,
      );
}

function ofRole({ object }: Manifest, policy: Policy, report: Report): void {
  const known = knownIn(policy);
  const rules = rulesOf(object);
  if (aggregationRuleOf(object) !== undefined && rules.length > 0)
    report(
      'overwritten-rules',
      ['rules'],
      `The controller overwrites the rules of the aggregated ClusterRole ${quoted(object.metadata.name ?? '')}`,
      'Put the rules into a ClusterRole with the labels that are selected.',
    );
  for (const [index, rule] of rules.entries()) {
    const at = ['rules', index];
    if ((rule.nonResourceURLs ?? []).length > 0) {
      ofPaths(rule, at, report);
      continue;
    }
    ofWildcards(rule, at, report);
    ofNames(rule, at, report);
    ofResources(rule, known, at, policy.version.name, report);
    ofVerbs(rule, known, at, report);
  }
}

/** What a RoleBinding gives of a ClusterRole counts in its namespace only. */
function ofGivenRules({ object }: Manifest, policy: Policy, own: ReadonlySet<string>, report: Report): void {
  if (object.kind !== 'RoleBinding') return;
  const { kind, name } = roleRefOf(object);
  const role =
    kind === 'ClusterRole' && own.has(name) ? policy.storage.get({ group: 'rbac.authorization.k8s.io', resource: 'clusterroles' }, '', name) : undefined;
  if (role === undefined) return;
  const known = knownIn(policy);
  const isNamespaced = (rule: PolicyRule): boolean =>
    (rule.resources ?? []).some((named) => named.includes('*')) ||
    (rule.apiGroups ?? []).some((group) => group === '*' || !known.some((of) => of.group === group)) ||
    known.some(({ group, resource }) => {
      const [plural = '', subresource = ''] = resource.name.split('/');
      const attributes = rightTo({ verb: rule.verbs[0] ?? '', apiGroup: group, resource: plural, subresource });
      // A namespace is in itself.
      return (resource.namespaced || resource.name.startsWith('namespaces')) && ruleMatchesAnyName(rule, attributes, combinedResource(attributes));
    });
  const lost = rulesOf(role).filter((rule) => (rule.nonResourceURLs ?? []).length > 0 || !isNamespaced(rule));
  if (lost.length === 0) return;
  const what = lost.flatMap(({ resources = [], nonResourceURLs = [] }) => [...resources, ...nonResourceURLs]);
  report(
    'unreachable-rule',
    ['roleRef', 'name'],
    `In a namespace the ClusterRole ${quoted(name)} gives nothing on ${[...new Set(what)].join(', ')}: it is in no namespace`,
    'Give it by a ClusterRoleBinding if it is wanted.',
  );
}

function ofSubjects({ object }: Manifest, report: Report): void {
  const subjects = subjectsOf(object);
  if (subjects.length === 0)
    report(
      'empty-binding',
      ['subjects'],
      `The ${object.kind ?? ''} ${quoted(object.metadata.name ?? '')} has no subjects`,
      'Name who gets the role, or take the binding out.',
    );
  for (const [index, { kind, name }] of subjects.entries()) {
    const at = ['subjects', index, 'name'];
    if (name === '*')
      report(
        'unreachable-subject',
        at,
        `A ${kind} called "*" is only itself: subjects have no wildcards`,
        'Name each subject, or the group system:authenticated.',
      );
    else if (kind === 'User' && name.startsWith('system:serviceaccount:') && accountOf({ kind, name }) === undefined)
      report('unreachable-subject', at, `No ServiceAccount is called ${quoted(name)}`, 'Write system:serviceaccount:NAMESPACE:NAME, or kind: ServiceAccount.');
    else if (kind === 'Group' && name.startsWith('system:serviceaccount:'))
      report('unreachable-subject', at, `${quoted(name)} is the name of a user, and no group`, 'Write kind: ServiceAccount, with its name and namespace.');
    else if (kind === 'Group' && name.startsWith(`${EVERY_ACCOUNT}:`) && /^$|:/.test(name.slice(EVERY_ACCOUNT.length + 1)))
      report('unreachable-subject', at, `${quoted(name)} is the group of no namespace`, 'Write system:serviceaccounts:NAMESPACE.');
    else if (kind === 'User' && (name.startsWith(EVERY_ACCOUNT) || ['system:authenticated', 'system:unauthenticated', 'system:masters'].includes(name)))
      report('unreachable-subject', at, `${quoted(name)} is a group, and no user`, 'Write kind: Group.');
  }
}

export function lintFindings(policy: Policy, taken: readonly Manifest[]): readonly Finding[] {
  const findings: Finding[] = [];
  // Those of every cluster are made to be given anywhere.
  const own = new Set(taken.flatMap(({ object }) => (object.kind === 'ClusterRole' ? [object.metadata.name ?? ''] : [])));
  for (const manifest of taken) {
    const report: Report = (rule, place, message, remedy) => {
      findings.push({ file: manifest.file, line: manifest.lineOf(...place), rule, message, remedy });
    };
    const { object } = manifest;
    if (!isOfCluster(object) && (object.metadata as { readonly namespace?: string }).namespace === undefined)
      report(
        'no-namespace',
        ['metadata'],
        `The ${object.kind ?? ''} ${quoted(object.metadata.name ?? '')} names no namespace: it is read as of ${quoted(placeOf(object))}`,
        'Write metadata.namespace.',
      );
    if ((object.kind ?? '').endsWith('Binding')) {
      ofSubjects(manifest, report);
      ofGivenRules(manifest, policy, own, report);
    } else ofRole(manifest, policy, report);
  }
  return findings;
}
