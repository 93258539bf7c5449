/**
 * Which scenarios run. `@since-1.N` holds from 1.N of Kubernetes on, `@until-1.N` up to and including 1.N; other tags say what a
 * scenario needs of its API server. A scenario that does not hold, or that the target cannot run, is reported as skipped
 * with the reason, never as passed.
 */
import type { Needs } from '../../src/index';

const TAG = /^@(since|until)-1\.(\d+)$/;

/** Why the scenario does not apply to the version; undefined when it does. */
export function inapplicable(tags: readonly string[], kubernetesVersion: string): string | undefined {
  const minor = Number(kubernetesVersion.split('.')[1]);
  const wrong = tags.find((tag) => {
    const [, word, bound] = TAG.exec(tag) ?? [];
    return (word === 'since' && minor < Number(bound)) || (word === 'until' && minor > Number(bound));
  });
  return wrong === undefined ? undefined : `Not applicable to Kubernetes ${kubernetesVersion}: ${wrong}`;
}

/** What the tags say that a scenario needs. */
export function neededBy(tags: readonly string[]): Needs {
  return { kubectl: tags.includes('@kubectl'), pods: tags.includes('@pod'), ownEngine: tags.includes('@embedded-only') };
}
