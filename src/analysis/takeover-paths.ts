/** Who can act as one of some subjects: by impersonation, by a client certificate, or by the credentials of a ServiceAccount. */
import { PRIVILEGED_GROUP } from '../engine/authorization/privileged-group';
import { quote } from '../engine/golang/quote';
import type { Goal } from './goal';
import { anyOf, type Demand, type Holders } from './holders';
import { impersonating } from './impersonating';
import type { Policy } from './policy';
import { isTokenSecret, SECRETS, TOKEN_OWNER } from './token-secrets';
import { CERTIFICATES, POD_MAKERS, rightTo } from './rights';
import { stepsWith, stepsWithAll, type Step } from './step';
import { accountOf, accountsNamespaceOf, EVERY_ACCOUNT, type Subject } from './subject';

const READS = ['get', 'list', 'watch'];

/** The author of a CertificateSigningRequest chooses the groups in it. The privileged group is refused by an admission plugin. */
function byCertificate(holders: Holders, { kind, name }: Subject): readonly Step[] {
  const [signer, domain] = ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'];
  const certificates = { apiGroup: CERTIFICATES, resource: 'certificatesigningrequests' };
  const approval = { ...certificates, subresource: 'approval' };
  return stepsWithAll(
    [
      holders.of(rightTo({ verb: 'create', ...certificates })),
      anyOf(['update', 'patch'].map((verb) => holders.ofAnyName(rightTo({ verb, ...approval })))),
      anyOf([signer, domain].map((named) => holders.of(rightTo({ verb: 'approve', apiGroup: CERTIFICATES, resource: 'signers', name: named })))),
    ],
    {
      technique: 'certificate',
      message: `may ask for a client certificate of the ${kind === 'User' ? 'user' : 'group'} ${quote(name)} and approve it`,
      becomes: { kind, name },
    },
  );
}

/** What gives the credentials of any ServiceAccount of the namespace. */
function asAnyAccount(holders: Holders, namespace: string, becomes: Subject): readonly Step[] {
  const where = namespace === '' ? 'in all namespaces' : `in the namespace ${quote(namespace)}`;
  const makers = POD_MAKERS.flatMap(([apiGroup, resource]) =>
    stepsWith(holders.of(rightTo({ verb: 'create', apiGroup, resource, namespace })), {
      technique: 'pods',
      message: `may create ${resource} ${where}, which run as the ServiceAccount they name`,
      becomes,
    }),
  );
  const readers = anyOf(READS.map((verb) => holders.ofAnyName(rightTo({ verb, resource: 'secrets', namespace }))));
  const creators = holders.of(rightTo({ verb: 'create', resource: 'secrets', namespace }));
  return [...makers, ...stepsWithAll([creators, readers], { technique: 'token-secret', message: `may create a token Secret ${where} and read it`, becomes })];
}

/** Without a name any ServiceAccount of the namespace will do. */
function byTokenRequest(holders: Holders, namespace: string, name: string | undefined, account: string, becomes: Subject): readonly Step[] {
  const right = rightTo({ verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace, name: name ?? '' });
  const demand: Demand = name === undefined ? holders.ofAnyName(right) : holders.of(right);
  return stepsWith(demand, { technique: 'token', message: `may create a token of ${account}`, becomes });
}

function tokenSecretsOf(policy: Policy, namespace: string, name: string): readonly string[] {
  const known = policy.storage
    .list(SECRETS, namespace)
    .filter((secret) => isTokenSecret(secret) && secret.metadata.annotations?.[TOKEN_OWNER] === name)
    .map(({ metadata }) => metadata.name ?? '');
  // Every ServiceAccount has one there, of a name that only the cluster knows.
  return known.length === 0 && policy.version.has('legacyServiceAccountTokens') ? [''] : known;
}

/** A list or a watch may be limited to one name, and is judged by it. */
function asAccount(policy: Policy, holders: Holders, namespace: string, name: string, becomes: Subject): readonly Step[] {
  const account = `the ServiceAccount ${quote(`${name}/${namespace}`)}`;
  const readers = tokenSecretsOf(policy, namespace, name).flatMap((secret) =>
    READS.map((verb) => holders.of(rightTo({ verb, resource: 'secrets', namespace, name: secret }))),
  );
  const reading = stepsWith(anyOf(readers), { technique: 'token-secret', message: `may read the token Secret of ${account}`, becomes });
  return [...byTokenRequest(holders, namespace, name, account, becomes), ...reading];
}

/** The group of all ServiceAccounts has those of every namespace; what holds outside of those with bindings is what holds in all. */
function namespacesOfGroup({ bound }: Holders, group: string): readonly string[] {
  if (group === EVERY_ACCOUNT) return ['', ...bound.namespaces];
  const namespace = accountsNamespaceOf(group);
  return namespace === undefined ? [] : [namespace];
}

const asMemberOf = (holders: Holders, becomes: Subject): readonly Step[] =>
  namespacesOfGroup(holders, becomes.name).flatMap((namespace) => [
    ...byTokenRequest(holders, namespace, undefined, `a ServiceAccount of the group ${quote(becomes.name)}`, becomes),
    ...asAnyAccount(holders, namespace, becomes),
  ]);

function representatives({ bound }: Holders, goals: readonly Goal[]): readonly Goal[] {
  const represented = new Map<Goal['requests'], Set<string>>();
  return goals.filter(({ who, also, requests }) => {
    const like = also.length > 0 ? undefined : bound.likenessOf(who);
    if (like === undefined) return true;
    const known = represented.get(requests) ?? new Set();
    represented.set(requests, known);
    if (known.has(like)) return false;
    known.add(like);
    return true;
  });
}

function byCredentials(policy: Policy, holders: Holders, who: Subject): readonly Step[] {
  if (who.kind === 'Group') return asMemberOf(holders, who);
  const account = accountOf(who);
  return account === undefined ? [] : asAccount(policy, holders, account.namespace, account.name, who);
}

export function takeoverPaths(policy: Policy, holders: Holders, goals: readonly Goal[]): readonly Step[] {
  const chosen = representatives(holders, goals);
  const alone = chosen.filter(({ also }) => also.length === 0).map(({ who }) => who);
  const withCredentials = alone.find(({ kind, name }) => kind === 'User' || name !== PRIVILEGED_GROUP);
  const accounts = new Map(alone.flatMap((who) => [[accountOf(who)?.namespace, who] as const]));
  return [
    ...chosen.flatMap((goal) => impersonating(policy.version, holders, goal)),
    ...alone.flatMap((who) => byCredentials(policy, holders, who)),
    ...[...accounts].flatMap(([namespace, who]) => (namespace === undefined ? [] : asAnyAccount(holders, namespace, who))),
    ...(withCredentials === undefined ? [] : byCertificate(holders, withCredentials)),
  ];
}
