/** Who can act as one of some subjects: by impersonation, or by the credentials of a ServiceAccount. */
import { quote } from '../engine/golang/quote';
import type { KubeObject } from '../engine/api/objects';
import { holdersAmong, whoOf, type Holder, type Holders, type Who } from './holders';
import { SECRETS, type Policy } from './policy';
import { POD_MAKERS, rightTo } from './rights';
import { withBoth, type Means, type Step } from './step';

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;
const ACCOUNTS_OF_NAMESPACE = /^system:serviceaccounts:([^:]+)$/;
const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';

const steps = (holders: readonly Holder[], means: Means, sentence: string): readonly Step[] =>
  holders.map((holder) => ({ who: whoOf(holder), means, sentence, holders: [holder] }));

/** Nobody is only a group: a user has to be impersonated with it. */
function asGroup(holders: Holders, name: string): readonly Step[] {
  const users = [
    ...holders.of(rightTo({ verb: 'impersonate', resource: 'users' })),
    ...holders.of(rightTo({ verb: 'impersonate', resource: 'serviceaccounts' })),
  ];
  return holders.of(rightTo({ verb: 'impersonate', resource: 'groups', name })).flatMap((holder) => {
    const [user] = holdersAmong(users, holder);
    if (user === undefined) return [];
    return [{ who: whoOf(holder), means: 'impersonate' as const, sentence: `may impersonate the group ${quote(name)}`, holders: withBoth(holder, user) }];
  });
}

/** What gives the credentials of any ServiceAccount of the namespace. */
function asAnyAccount(holders: Holders, namespace: string): readonly Step[] {
  const makers = POD_MAKERS.flatMap(([apiGroup, resource]) =>
    steps(
      holders.of(rightTo({ verb: 'create', apiGroup, resource, namespace })),
      'pods',
      `may create ${resource} in the namespace ${quote(namespace)}, which run as the ServiceAccount they name`,
    ),
  );
  const creators = holders.of(rightTo({ verb: 'create', resource: 'secrets', namespace }));
  const readers = ['get', 'list', 'watch'].flatMap((verb) => holders.of(rightTo({ verb, resource: 'secrets', namespace })));
  const made = creators.flatMap((holder) => {
    const [reader] = holdersAmong(readers, holder);
    const sentence = `may create a token Secret in the namespace ${quote(namespace)} and read it`;
    return reader === undefined ? [] : [{ who: whoOf(holder), means: 'token-secret' as const, sentence, holders: withBoth(holder, reader) }];
  });
  return [...makers, ...made];
}

function tokenSecretsOf(policy: Policy, namespace: string, name: string): readonly string[] {
  const isToken = ({ type, metadata }: KubeObject): boolean => type === TOKEN_TYPE && metadata.annotations?.[ACCOUNT_NAME] === name;
  const known = policy.storage
    .list(SECRETS, namespace)
    .filter(isToken)
    .map(({ metadata }) => metadata.name ?? '');
  // Every ServiceAccount has one there, of a name that only the cluster knows.
  return known.length === 0 && policy.version.has('legacyServiceAccountTokens') ? [''] : known;
}

function asAccount(policy: Policy, holders: Holders, namespace: string, name: string): readonly Step[] {
  const account = quote(`${name}/${namespace}`);
  const impersonators = holders.of(rightTo({ verb: 'impersonate', resource: 'serviceaccounts', namespace, name }));
  const requesters = holders.of(rightTo({ verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace, name }));
  const secrets = tokenSecretsOf(policy, namespace, name);
  const readers = ['get', 'list', 'watch'].flatMap((verb) =>
    secrets.flatMap((secret) => holders.of(rightTo({ verb, resource: 'secrets', namespace, name: verb === 'get' ? secret : '' }))),
  );
  return [
    ...steps(impersonators, 'impersonate', `may impersonate the ServiceAccount ${account}`),
    ...steps(requesters, 'token', `may create a token of the ServiceAccount ${account}`),
    ...steps(readers, 'token-secret', `may read the token Secret of the ServiceAccount ${account}`),
  ];
}

const asUser = (holders: Holders, name: string): readonly Step[] =>
  steps(holders.of(rightTo({ verb: 'impersonate', resource: 'users', name })), 'impersonate', `may impersonate the user ${quote(name)}`);

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The namespaces whose ServiceAccounts are among the subjects, by name or by their group. */
const namespacesOf = (subjects: readonly Who[]): readonly string[] =>
  unique(subjects.flatMap(({ kind, name }) => (kind === 'User' ? SERVICE_ACCOUNT : ACCOUNTS_OF_NAMESPACE).exec(name)?.[1] ?? []));

/** Subjects of whom no rule and no Secret speaks by name are alike: one stands for all of a namespace, or for all users. */
function representatives(policy: Policy, holders: Holders, subjects: readonly Who[]): readonly Who[] {
  const withSecret = new Set(
    policy.storage.list(SECRETS).map(({ metadata }) => `system:serviceaccount:${metadata.namespace}:${metadata.annotations?.[ACCOUNT_NAME]}`),
  );
  const seen = new Set<string>();
  return subjects.filter(({ kind, name }) => {
    const [, namespace = '', account = name] = kind === 'User' ? (SERVICE_ACCOUNT.exec(name) ?? []) : [];
    const key = holders.names.has(account) || withSecret.has(name) ? `${kind}/${name}` : `${kind}//${namespace}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

export function becoming(policy: Policy, holders: Holders, subjects: readonly Who[]): readonly Step[] {
  const one = ({ kind, name }: Who): readonly Step[] => {
    if (kind === 'Group') return asGroup(holders, name);
    const [, namespace, account] = SERVICE_ACCOUNT.exec(name) ?? [];
    return namespace === undefined || account === undefined ? asUser(holders, name) : asAccount(policy, holders, namespace, account);
  };
  return [...representatives(policy, holders, subjects).flatMap(one), ...namespacesOf(subjects).flatMap((namespace) => asAnyAccount(holders, namespace))];
}
