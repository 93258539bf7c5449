/**
 * An impersonated user is authenticated, unless they are anonymous or their groups say otherwise.
 */
import { ANONYMOUS, AUTHENTICATED, UNAUTHENTICATED } from '../anonymous';

export function withImpliedGroup(name: string, groups: readonly string[]): readonly string[] {
  if (groups.includes(UNAUTHENTICATED)) return groups;
  const implied = name === ANONYMOUS ? UNAUTHENTICATED : AUTHENTICATED;
  return groups.includes(implied) ? groups : [...groups, implied];
}
