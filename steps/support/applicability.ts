/**
 * What a scenario needs of its API server, as its tags say. A scenario that the target cannot run is reported as skipped with the
 * reason, never as passed.
 */
import type { Requirements } from '../../src/index';

/** What the tags say that a scenario needs. */
export function requirementsOf(tags: readonly string[]): Requirements {
  return { kubectl: tags.includes('@kubectl'), pods: tags.includes('@pod'), nodes: tags.includes('@nodes'), ownEngine: tags.includes('@embedded-only') };
}
