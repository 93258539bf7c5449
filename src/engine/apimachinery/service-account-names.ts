/** The user name and groups of a ServiceAccount. After k8s.io/apiserver/pkg/authentication/serviceaccount/util.go. */
import { dnsLabel, dnsSubdomain } from './names';
import type { Version } from '../versions';

const PREFIX = 'system:serviceaccount:';

export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

export const userNameOf = ({ namespace, name }: ServiceAccountName): string => `${PREFIX}${namespace}:${name}`;
export const groupsOf = (namespace: string): readonly string[] => ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];

/** `undefined` if the name has more or fewer parts. Most users are no ServiceAccounts, so the cheap question comes first. */
export function splitUserName(userName: string): ServiceAccountName | undefined {
  if (!userName.startsWith(PREFIX)) return undefined;
  const colon = userName.indexOf(':', PREFIX.length);
  if (colon <= PREFIX.length || colon === userName.length - 1 || userName.includes(':', colon + 1)) return undefined;
  return { namespace: userName.slice(PREFIX.length, colon), name: userName.slice(colon + 1) };
}

/** Returns `undefined` if the user is not a ServiceAccount: the name has more or fewer parts, or parts that no object could have. */
export function serviceAccountOf(userName: string, version: Version): ServiceAccountName | undefined {
  const account = splitUserName(userName);
  return account !== undefined && dnsLabel(account.namespace, version).length === 0 && dnsSubdomain(account.name).length === 0 ? account : undefined;
}
