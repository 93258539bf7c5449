/**
 * How a subject that is not the requester differs from them. A subject that differs in one thing is likely to be a mistake
 * in writing: the ServiceAccount of that name in another namespace, a name with or without a prefix, a group for a user.
 */
import { splitUserName } from '../apimachinery/service-account-names';
import type { Identity } from '../api/identity';
import { quote } from '../golang/quote';
import type { SubjectKey } from '../rbac/subject';

export interface SubjectGap {
  /** The smaller, the nearer. */
  readonly distance: number;
  readonly message: string;
}

const ACCOUNTS_OF_NAMESPACE = /^system:serviceaccounts:([^:]+)$/;
/** The distance of an unrelated subject. */
export const FAR = 9;

/** `oidc:jane` is jane with a prefix. What comes before has to end like a prefix. */
const hasPrefix = (name: string, bare: string): boolean =>
  bare !== '' && name.length > bare.length && name.endsWith(bare) && /\W$/.test(name.slice(0, -bare.length));
const prefixOf = (name: string, bare: string): string => name.slice(0, name.length - bare.length);

function gapOfNames(wanted: string, actual: string, what: string): SubjectGap | undefined {
  if (wanted.toLowerCase() === actual.toLowerCase()) return { distance: 1, message: `${what} ${quote(actual)} is written ${quote(wanted)}` };
  if (hasPrefix(wanted, actual)) return { distance: 1, message: `${what} ${quote(actual)} lacks the prefix ${quote(prefixOf(wanted, actual))}` };
  if (hasPrefix(actual, wanted)) return { distance: 1, message: `${what} ${quote(actual)} has the prefix ${quote(prefixOf(actual, wanted))} too much` };
  return undefined;
}

function gapOfAccounts(wanted: string, actual: string): SubjectGap | undefined {
  const [account, own] = [splitUserName(wanted), splitUserName(actual)];
  if (account === undefined || own === undefined) return undefined;
  const [{ namespace, name }, { namespace: ownNamespace, name: ownName }] = [account, own];
  if (name === ownName) return { distance: 0, message: `the ServiceAccount is of the namespace ${quote(ownNamespace)} instead of ${quote(namespace)}` };
  if (namespace === ownNamespace) return { distance: 3, message: `the ServiceAccount of that namespace is called ${quote(ownName)} instead of ${quote(name)}` };
  return undefined;
}

function gapOfUser(name: string, user: Identity): SubjectGap | undefined {
  if (user.groups.includes(name)) return { distance: 1, message: `${quote(name)} is a group of the requester, not their name` };
  return gapOfAccounts(name, user.name) ?? gapOfNames(name, user.name, 'the user');
}

function gapOfGroup(name: string, user: Identity): SubjectGap | undefined {
  if (name === user.name) return { distance: 1, message: `${quote(name)} is the name of the requester, not a group` };
  const [, namespace] = ACCOUNTS_OF_NAMESPACE.exec(name) ?? [];
  const ownNamespace = splitUserName(user.name)?.namespace;
  if (namespace !== undefined && ownNamespace !== undefined)
    return { distance: 1, message: `the ServiceAccount is of the namespace ${quote(ownNamespace)} instead of ${quote(namespace)}` };
  const alike = user.groups.map((group) => gapOfNames(name, group, 'the group')).find((gap) => gap !== undefined);
  if (alike !== undefined) return alike;
  return name.startsWith('system:') ? undefined : { distance: 4, message: `the requester is not in the group ${quote(name)}` };
}

/** `undefined`: the subject is the requester. A subject without a key matches no user. */
export function gapOfSubject(key: SubjectKey | undefined, user: Identity): SubjectGap | undefined {
  if (key === undefined) return { distance: FAR, message: 'the subject matches no user' };
  if (key.kind === 'User' ? key.name === user.name : user.groups.includes(key.name)) return undefined;
  const near = key.kind === 'User' ? gapOfUser(key.name, user) : gapOfGroup(key.name, user);
  return near ?? { distance: FAR, message: `${quote(user.name)} is another user` };
}
