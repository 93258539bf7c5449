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

/** `undefined` if the user is no ServiceAccount: the name has more or fewer parts, or parts that no object could have. */
export function serviceAccountOf(userName: string, version: Version): ServiceAccountName | undefined {
  if (!userName.startsWith(PREFIX)) return undefined;
  const [namespace = '', name = '', ...rest] = userName.slice(PREFIX.length).split(':');
  if (rest.length > 0 || dnsLabel(namespace, version).length > 0 || dnsSubdomain(name).length > 0) return undefined;
  return { namespace, name };
}
