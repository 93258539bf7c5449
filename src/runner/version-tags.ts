/**
 * Which scenarios hold for a version of Kubernetes: `@since-1.N` from 1.N on, `@until-1.N` up to and including 1.N. A run for a
 * version leaves the others out of its report.
 */
import { minorOf } from '../engine/versions';

const TAG = /^@(since|until)-1\.(\d+)$/;
/** No Kubernetes has a minor version beyond this. */
const LAST_MINOR = 99;

/** The minor versions between which a scenario holds, both included. */
export interface VersionBounds {
  readonly since?: number;
  readonly until?: number;
}

export function versionBounds(tags: readonly string[]): VersionBounds {
  const minorsOf = (wanted: string): readonly number[] =>
    tags.flatMap((tag) => {
      const [, word, bound] = TAG.exec(tag) ?? [];
      return word === wanted ? [Number(bound)] : [];
    });
  const [since, until] = [minorsOf('since'), minorsOf('until')];
  return { ...(since.length > 0 && { since: Math.max(...since) }), ...(until.length > 0 && { until: Math.min(...until) }) };
}

/** Why the scenario does not apply to the version; undefined when it does. */
export function inapplicable(tags: readonly string[], kubernetesVersion: string): string | undefined {
  const minor = minorOf(kubernetesVersion);
  const wrong = tags.find((tag) => {
    const [, word, bound] = TAG.exec(tag) ?? [];
    return (word === 'since' && minor < Number(bound)) || (word === 'until' && minor > Number(bound));
  });
  return wrong === undefined ? undefined : `Not applicable to Kubernetes ${kubernetesVersion}: ${wrong}`;
}

/** The scenarios that hold for a version and are wanted, as a tag expression. */
export function tagExpression(kubernetesVersion: string, wanted: string): string {
  const minor = minorOf(kubernetesVersion);
  const minors = Array.from({ length: LAST_MINOR + 1 }, (_, at) => at);
  const wrong = minors.flatMap((at) => (at > minor ? [`@since-1.${at}`] : at < minor ? [`@until-1.${at}`] : []));
  return `${wanted === '' ? '' : `(${wanted}) and `}not (${wrong.join(' or ')})`;
}
