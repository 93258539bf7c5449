/**
 * Which scenarios hold for a version of Kubernetes. `@since-1.N` holds from 1.N on, `@until-1.N` up to and including 1.N.
 * A scenario that does not hold is reported as skipped with the reason, never as passed.
 */
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
