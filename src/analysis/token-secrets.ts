/** Secrets that hold the token of a ServiceAccount. */
import type { GroupResource, KubeObject } from '../engine/api/objects';

export const SECRETS: GroupResource = { group: '', resource: 'secrets' };
/** The annotation that names the ServiceAccount. */
export const TOKEN_OWNER = 'kubernetes.io/service-account.name';

export const isTokenSecret = ({ type }: KubeObject): boolean => type === 'kubernetes.io/service-account-token';
