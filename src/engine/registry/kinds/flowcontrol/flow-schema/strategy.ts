/** FlowSchemas. After k8s.io/kubernetes/pkg/registry/flowcontrol/flowschema and pkg/apis/flowcontrol/validation. */
import type { KubeObject } from '../../../../api/objects';
import { dnsLabel, dnsSubdomain } from '../../../../apimachinery/names';
import { invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { strings } from '../../../generic/metadata/go-printed';
import { complaints, each, isEmpty, optional, present, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { requiredSubdomain } from '../../../generic/validation/references';
import type { Version } from '../../../../versions';
import { validated, withGeneration, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

interface Subject {
  readonly kind?: string;
  readonly user?: { readonly name?: string };
  readonly group?: { readonly name?: string };
  readonly serviceAccount?: { readonly name?: string; readonly namespace?: string };
}
interface Rule {
  readonly verbs?: readonly string[] | null;
  readonly apiGroups?: readonly string[] | null;
  readonly resources?: readonly string[] | null;
  readonly namespaces?: readonly string[] | null;
  readonly clusterScope?: boolean;
  readonly nonResourceURLs?: readonly string[] | null;
}
interface Rules {
  readonly subjects?: readonly Subject[] | null;
  readonly resourceRules?: readonly Rule[];
  readonly nonResourceRules?: readonly Rule[];
}
interface SchemaSpec {
  readonly priorityLevelConfiguration?: { readonly name?: string };
  readonly matchingPrecedence?: number;
  readonly distinguisherMethod?: { readonly type?: string };
  readonly rules?: readonly Rules[];
}

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch'];
const MAX_PRECEDENCE = 10_000;
const KINDS = ['Group', 'ServiceAccount', 'User'];

function validateSubject({ kind = '', user, group, serviceAccount }: Subject, at: string, version: Version): Errors {
  switch (kind) {
    case 'ServiceAccount': {
      if (serviceAccount === undefined) return [required(`${at}.serviceAccount`, "serviceAccount is required when subject kind is 'ServiceAccount'")];
      const { name = '', namespace = '' } = serviceAccount;
      const place = `${at}.serviceAccount`;
      return [
        ...(name === '' ? [required(`${place}.name`)] : name === '*' ? [] : complaints(name, `${place}.name`, dnsSubdomain(name))),
        ...(namespace === ''
          ? [required(`${place}.namespace`, 'must specify namespace for service account')]
          : complaints(namespace, `${place}.namespace`, dnsLabel(namespace, version))),
      ];
    }
    case 'User':
      return user === undefined ? [required(`${at}.user`, "user is required when subject kind is 'User'")] : present(user.name, `${at}.user.name`);
    case 'Group':
      return group === undefined ? [required(`${at}.group`, "group is required when subject kind is 'Group'")] : present(group.name, `${at}.group.name`);
    default:
      return [notSupported(`${at}.kind`, kind, KINDS)];
  }
}

function validateVerbs(verbs: readonly string[], at: string, version: Version): Errors {
  if (verbs.length === 0) return [required(`${at}.verbs`, 'verbs must contain at least one value')];
  if (verbs.includes('*'))
    return when(verbs.length > 1, () => invalidValue(`${at}.verbs`, strings(verbs, version), "if '*' is present, must not specify other verbs"));
  return when(!verbs.every((verb) => VERBS.includes(verb)), () => notSupported(`${at}.verbs`, strings(verbs, version), VERBS));
}

const alone = (values: readonly string[], at: string, what: string, version: Version): Errors =>
  when(values.includes('*') && values.length > 1, () => invalidValue(at, strings(values, version), `if '*' is present, must not specify other ${what}`));

function validateNamespaces({ namespaces, clusterScope = false }: Rule, at: string, version: Version): Errors {
  const given = namespaces ?? [];
  if (given.length === 0)
    return when(!clusterScope, () => required(`${at}.namespaces`, 'resource rules that are not cluster scoped must supply at least one namespace'));
  if (given.includes('*')) return alone(given, `${at}.namespaces`, 'namespaces', version);
  return each(given, `${at}.namespaces`, (name, place) =>
    dnsLabel(name, version).map((text) => invalidValue(place, name, `each member of this list must be '*' or a DNS-1123 label; ${text}`)),
  );
}

const validateResourceRule = (rule: Rule, at: string, version: Version): Errors => [
  ...validateVerbs(rule.verbs ?? [], at, version),
  ...(isEmpty(rule.apiGroups)
    ? [required(`${at}.apiGroups`, 'resource rules must supply at least one api group')]
    : alone(rule.apiGroups ?? [], `${at}.apiGroups`, 'api groups', version)),
  ...(isEmpty(rule.resources)
    ? [required(`${at}.resources`, 'resource rules must supply at least one resource')]
    : alone(rule.resources ?? [], `${at}.resources`, 'resources', version)),
  ...validateNamespaces(rule, at, version),
];

function validatePath(path: string, at: string): Errors {
  const refused = (text: string): Errors => [invalidValue(at, path, text)];
  if (path === '') return refused('must not be empty');
  if (path === '/') return [];
  if (!path.startsWith('/')) return refused('must start with slash');
  if (path.includes(' ')) return refused('must not contain white-space');
  if (path.includes('//')) return refused('must not contain double slash');
  const star = path.indexOf('*');
  if (star !== -1 && star !== path.length - 1) return refused('wildcard can only do suffix matching');
  return star > 0 && path[star - 1] !== '/' ? refused('wildcard must be the only character in a path segment') : [];
}

const validateNonResourceRule = (rule: Rule, at: string, version: Version): Errors => [
  ...validateVerbs(rule.verbs ?? [], at, version),
  ...(isEmpty(rule.nonResourceURLs)
    ? [required(`${at}.nonResourceURLs`, 'nonResourceURLs must contain at least one value')]
    : (rule.nonResourceURLs ?? []).includes('*')
      ? alone(rule.nonResourceURLs ?? [], `${at}.nonResourceURLs`, 'non-resource URLs', version)
      : each(rule.nonResourceURLs, `${at}.nonResourceURLs`, validatePath)),
];

const validateRules = ({ subjects, resourceRules = [], nonResourceRules = [] }: Rules, at: string, version: Version): Errors => [
  ...present(subjects, `${at}.subjects`, 'subjects must contain at least one value'),
  ...each(subjects, `${at}.subjects`, (subject, place) => validateSubject(subject, place, version)),
  ...when(resourceRules.length + nonResourceRules.length === 0, () => required(at, 'at least one of resourceRules and nonResourceRules has to be non-empty')),
  ...each(resourceRules, `${at}.resourceRules`, (rule, place) => validateResourceRule(rule, place, version)),
  ...each(nonResourceRules, `${at}.nonResourceRules`, (rule, place) => validateNonResourceRule(rule, place, version)),
];

function validateFlowSchema(object: KubeObject, { options }: RegistryContext): Errors {
  const { matchingPrecedence = 0, distinguisherMethod, priorityLevelConfiguration, rules } = givenFields<SchemaSpec>(object['spec']);
  const name = object.metadata.name ?? '';
  return [
    ...when(matchingPrecedence === 1 && name !== 'exempt', () =>
      invalidValue('spec.matchingPrecedence', 1, "only the schema named 'exempt' may have matchingPrecedence 1"),
    ),
    ...when(matchingPrecedence <= 0, () => invalidValue('spec.matchingPrecedence', matchingPrecedence, 'must be a positive value')),
    ...when(matchingPrecedence > MAX_PRECEDENCE, () =>
      invalidValue('spec.matchingPrecedence', matchingPrecedence, `must not be greater than ${MAX_PRECEDENCE}`),
    ),
    ...optional(distinguisherMethod, ({ type = '' }) =>
      when(!['ByNamespace', 'ByUser'].includes(type), () => notSupported('spec.distinguisherMethod.type', { Type: type }, ['ByNamespace', 'ByUser'])),
    ),
    ...requiredSubdomain(priorityLevelConfiguration?.name, 'spec.priorityLevelConfiguration.name', 'must reference a priority level'),
    ...each(rules, 'spec.rules', (rule, at) => validateRules(rule, at, options.version)),
  ];
}

export const flowSchemas: Strategy = withGeneration(withStatus(validated(validateFlowSchema)));
