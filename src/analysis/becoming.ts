/** Who can act as one of some subjects: by impersonation, by a client certificate, or by the credentials of a ServiceAccount. */
import { PRIVILEGED_GROUP } from '../engine/authorization/privileged-group';
import { quote } from '../engine/golang/quote';
import type { KubeObject } from '../engine/api/objects';
import type { Holder, Holders } from './holders';
import { SECRETS, type Policy } from './policy';
import { CERTIFICATES, POD_MAKERS, rightTo } from './rights';
import { stepsWith, stepsWithAll, type Step } from './step';
import { accountOf, accountsNamespaceOf, EVERY_ACCOUNT, type Who } from './who';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const READS = ['get', 'list', 'watch'];

const impersonators = (holders: Holders, resource: string, name: string, namespace = ''): readonly Holder[] =>
  holders.of(rightTo({ verb: 'impersonate', resource, namespace, name }));

/** Nobody is only a group: a user has to be impersonated with it, and any will do. */
function asGroup(holders: Holders, name: string): readonly Step[] {
  const anybody = ['users', 'serviceaccounts'].flatMap((resource) => holders.ofAnyName(rightTo({ verb: 'impersonate', resource })));
  return stepsWithAll([impersonators(holders, 'groups', name), anybody], 'impersonate', `may impersonate the group ${quote(name)}`);
}

/** Who is to be of the group is named by whoever asks for a certificate. The privileged group is refused by an admission plugin. */
function byCertificate(holders: Holders, { kind, name }: Who): readonly Step[] {
  const [signer, domain] = ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'];
  const certificates = { apiGroup: CERTIFICATES, resource: 'certificatesigningrequests' };
  const approval = { ...certificates, subresource: 'approval' };
  return stepsWithAll(
    [
      holders.of(rightTo({ verb: 'create', ...certificates })),
      ['update', 'patch'].flatMap((verb) => holders.ofAnyName(rightTo({ verb, ...approval }))),
      [signer, domain].flatMap((named) => holders.of(rightTo({ verb: 'approve', apiGroup: CERTIFICATES, resource: 'signers', name: named }))),
    ],
    'certificate',
    `may ask for a client certificate of the ${kind === 'User' ? 'user' : 'group'} ${quote(name)} and approve it`,
  );
}

/** What gives the credentials of any ServiceAccount of the namespace. */
function asAnyAccount(holders: Holders, namespace: string): readonly Step[] {
  const where = namespace === '' ? 'in all namespaces' : `in the namespace ${quote(namespace)}`;
  const makers = POD_MAKERS.flatMap(([apiGroup, resource]) =>
    stepsWith(
      holders.of(rightTo({ verb: 'create', apiGroup, resource, namespace })),
      'pods',
      `may create ${resource} ${where}, which run as the ServiceAccount they name`,
    ),
  );
  const readers = READS.flatMap((verb) => holders.ofAnyName(rightTo({ verb, resource: 'secrets', namespace })));
  const creators = holders.of(rightTo({ verb: 'create', resource: 'secrets', namespace }));
  return [...makers, ...stepsWithAll([creators, readers], 'token-secret', `may create a token Secret ${where} and read it`)];
}

/** Without a name any ServiceAccount of the namespace will do. */
function asAccountByName(holders: Holders, namespace: string, name: string | undefined, inWords: string): readonly Step[] {
  const [impersonate, request] = [
    rightTo({ verb: 'impersonate', resource: 'serviceaccounts', namespace, name: name ?? '' }),
    rightTo({ verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace, name: name ?? '' }),
  ].map((right) => (name === undefined ? holders.ofAnyName(right) : holders.of(right)));
  return [
    ...stepsWith(impersonate ?? [], 'impersonate', `may impersonate ${inWords}`),
    ...stepsWith(request ?? [], 'token', `may create a token of ${inWords}`),
  ];
}

const isTokenSecret = ({ type }: KubeObject): boolean => type === TOKEN_TYPE;

function tokenSecretsOf(policy: Policy, namespace: string, name: string): readonly string[] {
  const known = policy.storage
    .list(SECRETS, namespace)
    .filter((secret) => isTokenSecret(secret) && secret.metadata.annotations?.[ACCOUNT_NAME] === name)
    .map(({ metadata }) => metadata.name ?? '');
  // Every ServiceAccount has one there, of a name that only the cluster knows.
  return known.length === 0 && policy.version.has('legacyServiceAccountTokens') ? [''] : known;
}

/** A list or a watch may be limited to one name, and is judged by it. */
function asAccount(policy: Policy, holders: Holders, namespace: string, name: string): readonly Step[] {
  const inWords = `the ServiceAccount ${quote(`${name}/${namespace}`)}`;
  const readers = tokenSecretsOf(policy, namespace, name).flatMap((secret) =>
    READS.flatMap((verb) => holders.of(rightTo({ verb, resource: 'secrets', namespace, name: secret }))),
  );
  return [...asAccountByName(holders, namespace, name, inWords), ...stepsWith(readers, 'token-secret', `may read the token Secret of ${inWords}`)];
}

/** The group of all ServiceAccounts has those of every namespace; what holds outside of those with bindings is what holds in all. */
function namespacesOfGroup({ bound }: Holders, group: string): readonly string[] {
  if (group === EVERY_ACCOUNT) return ['', ...bound.namespaces];
  const namespace = accountsNamespaceOf(group);
  return namespace === undefined ? [] : [namespace];
}

function asMemberOf(holders: Holders, group: string): readonly Step[] {
  const asMember = namespacesOfGroup(holders, group).flatMap((namespace) => [
    ...asAccountByName(holders, namespace, undefined, `a ServiceAccount of the group ${quote(group)}`),
    ...asAnyAccount(holders, namespace),
  ]);
  return [...asGroup(holders, group), ...asMember];
}

const asUser = (holders: Holders, name: string): readonly Step[] =>
  stepsWith(impersonators(holders, 'users', name), 'impersonate', `may impersonate the user ${quote(name)}`);

/** Subjects of whom no rule and no Secret speaks by name are alike: one stands for all of a namespace, or for all users. */
function representatives(policy: Policy, holders: Holders, subjects: readonly Who[]): readonly Who[] {
  const withSecret = new Set(
    policy.storage
      .list(SECRETS)
      .filter(isTokenSecret)
      .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.annotations?.[ACCOUNT_NAME] ?? ''}`),
  );
  const { names } = holders.bound;
  const represented = new Set<string>();
  return subjects.filter((who) => {
    if (who.kind === 'Group') return true;
    const account = accountOf(who);
    if (account === undefined ? names.has(who.name) : names.has(account.name) || withSecret.has(`${account.namespace}/${account.name}`)) return true;
    const place = account?.namespace ?? '';
    if (represented.has(place)) return false;
    represented.add(place);
    return true;
  });
}

export function becoming(policy: Policy, holders: Holders, subjects: readonly Who[]): readonly Step[] {
  const chosen = representatives(policy, holders, subjects);
  const withCredentials = chosen.find(({ kind, name }) => kind === 'User' || name !== PRIVILEGED_GROUP);
  const namespaces = new Set(chosen.flatMap((who) => accountOf(who)?.namespace ?? []));
  const one = (who: Who): readonly Step[] => {
    if (who.kind === 'Group') return asMemberOf(holders, who.name);
    const account = accountOf(who);
    return account === undefined ? asUser(holders, who.name) : asAccount(policy, holders, account.namespace, account.name);
  };
  return [
    ...chosen.flatMap(one),
    ...[...namespaces].flatMap((namespace) => asAnyAccount(holders, namespace)),
    ...(withCredentials === undefined ? [] : byCertificate(holders, withCredentials)),
  ];
}
