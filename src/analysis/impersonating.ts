/**
 * Who can impersonate a subject: by the right to `impersonate` it, whatever is sent, or by the rights of constrained impersonation,
 * `impersonate:MODE` on the subject and `impersonate-on:MODE:VERB` on each request that is sent as it.
 * Upstream: k8s.io/apiserver/pkg/endpoints/filters/impersonation
 */
import { AUTHENTICATION_GROUP } from '../engine/authentication/impersonation/impersonation-attributes';
import { nodeOf } from '../engine/authentication/impersonation/node-user';
import { PRIVILEGED_GROUP } from '../engine/authorization/privileged-group';
import { quote } from '../engine/golang/quote';
import type { Version } from '../engine/versions';
import type { Goal } from './goal';
import { anyOf, type Asked, type Demand, type Holders } from './holders';
import { rightTo } from './rights';
import { stepsWithAll, type Step } from './step';
import { accountOf, accountsNamespaceOf, EVERY_ACCOUNT, type Subject } from './subject';

type ConstrainedMode = 'serviceaccount' | 'arbitrary-node' | 'user-info';

/** What the right to be a subject is asked on; without a name any will do. */
interface Target {
  readonly resource: 'users' | 'groups' | 'serviceaccounts' | 'nodes';
  readonly namespace?: string;
  readonly name?: string;
}

interface Impersonation {
  readonly mode: ConstrainedMode;
  readonly targets: readonly Target[];
}

function ofUser(who: Subject): Impersonation {
  const account = accountOf(who);
  if (account !== undefined) return { mode: 'serviceaccount', targets: [{ resource: 'serviceaccounts', ...account }] };
  const node = nodeOf(who.name);
  return node === undefined
    ? { mode: 'user-info', targets: [{ resource: 'users', name: who.name }] }
    : { mode: 'arbitrary-node', targets: [{ resource: 'nodes', name: node }] };
}

/** A ServiceAccount and a node are in their groups without anybody asking for these. */
function byMember(group: string, namespaces: ReadonlySet<string>): readonly Impersonation[] {
  if (group === 'system:nodes') return [{ mode: 'arbitrary-node', targets: [{ resource: 'nodes' }] }];
  const ofAccounts = group === EVERY_ACCOUNT ? ['', ...namespaces] : accountsNamespaceOf(group);
  const places = ofAccounts === undefined ? [] : [ofAccounts].flat();
  return places.map((namespace) => ({ mode: 'serviceaccount', targets: [{ resource: 'serviceaccounts', namespace }] }));
}

/** No request names only groups: a user has to be impersonated with them, and any will do. */
function ofGroups(groups: readonly string[], users: readonly Subject[]): readonly Impersonation[] {
  const named = groups.map((name) => ({ resource: 'groups', name }) as const);
  const [user] = users;
  if (user !== undefined) return [{ ...ofUser(user), targets: [...ofUser(user).targets, ...named] }];
  return [
    { mode: 'user-info', targets: [{ resource: 'users' }, ...named] },
    { mode: 'serviceaccount', targets: [{ resource: 'serviceaccounts' }, ...named] },
  ];
}

function impersonationsOf({ who, also }: Goal, namespaces: ReadonlySet<string>): readonly Impersonation[] {
  const all = [who, ...also];
  const groups = all.filter(({ kind }) => kind === 'Group').map(({ name }) => name);
  if (groups.length === 0) return [ofUser(who)];
  return [
    ...ofGroups(
      groups,
      all.filter(({ kind }) => kind === 'User'),
    ),
    ...(also.length === 0 ? byMember(who.name, namespaces) : []),
  ];
}

function rightToBe(holders: Holders, verb: string, apiGroup: string, { resource, namespace = '', name }: Target): Demand {
  const right = rightTo({ verb, apiGroup, resource, namespace, name: name ?? '' });
  return name === undefined ? holders.ofAnyName(right) : holders.of(right);
}

/** The right to send one of the requests as another subject. */
const rightOn = (holders: Holders, mode: ConstrainedMode, requests: readonly Asked[]): Demand =>
  anyOf(
    requests.map(({ attributes, ofAnyName }) =>
      holders.ofAsked({ attributes: { ...attributes, verb: `impersonate-on:${mode}:${attributes.verb}` }, ofAnyName }),
    ),
  );

const describeSubject = ({ kind, name }: Subject): string => {
  const account = accountOf({ kind, name });
  if (account !== undefined) return `the ServiceAccount ${quote(`${account.name}/${account.namespace}`)}`;
  return `the ${kind === 'User' ? 'user' : 'group'} ${quote(name)}`;
};

/** In a constrained mode groups go with users only, system:masters never. */
const canBeConstrained = ({ mode, targets }: Impersonation): boolean =>
  targets.every(({ resource, name }) => resource !== 'groups' || (mode === 'user-info' && name !== PRIVILEGED_GROUP));

export function impersonating(version: Version, holders: Holders, goal: Goal): readonly Step[] {
  const { who, also, requests } = goal;
  if (requests === undefined) return [];
  const whom = [who, ...also].map(describeSubject).join(' with ');
  return impersonationsOf(goal, holders.bound.namespaces).flatMap((impersonation) => {
    const { mode, targets } = impersonation;
    // The old right knows no nodes: they are users.
    const old = targets.map(({ resource, name, ...target }): Target =>
      resource === 'nodes'
        ? { resource: 'users', ...(name !== undefined && { name: `system:node:${name}` }) }
        : { resource, ...target, ...(name !== undefined && { name }) },
    );
    const byOldRight = mode === 'arbitrary-node' && targets.some(({ name }) => name === undefined) ? [] : old;
    const freely =
      byOldRight.length === 0
        ? []
        : stepsWithAll(
            byOldRight.map((target) => rightToBe(holders, 'impersonate', '', target)),
            { technique: 'impersonate', message: `may impersonate ${whom}`, becomes: who },
          );
    if (!version.has('constrainedImpersonation') || !canBeConstrained(impersonation)) return freely;
    const constrained = stepsWithAll(
      [
        ...requests.map((asked) => rightOn(holders, mode, asked)),
        ...targets.map((target) => rightToBe(holders, `impersonate:${mode}`, AUTHENTICATION_GROUP, target)),
      ],
      { technique: 'impersonate', message: `may impersonate ${whom} for what is asked (${mode})`, becomes: who },
    );
    return [...freely, ...constrained];
  });
}
