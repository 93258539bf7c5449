/**
 * Who is a node: the user system:node:<name> in the group system:nodes. The Node authorizer and NodeRestriction ask alike.
 * After k8s.io/kubernetes/pkg/auth/nodeidentifier.
 */
import type { Identity } from '../api/identity';

const PREFIX = 'system:node:';

/** Returns the name of the node, which may be ''; `undefined` for other users. */
export function nodeNameOf({ name, groups }: Identity): string | undefined {
  return name.startsWith(PREFIX) && groups.includes('system:nodes') ? name.slice(PREFIX.length) : undefined;
}
