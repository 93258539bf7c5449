/** What a pod violates of a level and version of the Pod Security Standards. After k8s.io/pod-security-admission/policy/registry.go */
import { BASELINE_CHECKS } from './baseline-checks';
import type { Check, CheckedPod, Violation } from './check';
import type { LevelVersion } from './policy';
import { RESTRICTED_CHECKS } from './restricted-checks';

/** Those of baseline come first. */
const CHECKS: readonly Check[] = [...BASELINE_CHECKS, ...RESTRICTED_CHECKS];

/** A server knows no standards that are newer than itself. */
function minorOf(version: string, newest: number): number {
  return version === 'latest' ? newest : Math.min(Number(version.slice('v1.'.length)), newest);
}

function checksOf(level: LevelVersion['level'], minor: number): readonly Check['versions'][number][] {
  const made = CHECKS.filter((check) => level === 'restricted' || check.level === 'baseline').flatMap((check) => {
    const version = check.versions.findLast(({ since }) => since <= minor);
    return version === undefined ? [] : [{ ...check, version }];
  });
  const overridden = new Set(made.map(({ overrides }) => overrides));
  return made.filter(({ id }) => !overridden.has(id)).map(({ version }) => version);
}

/** `newest`: the minor version of the server. */
export function violations(pod: CheckedPod, { level, version }: LevelVersion, newest: number): readonly Violation[] {
  if (level === 'privileged') return [];
  return checksOf(level, minorOf(version, newest)).flatMap(({ check }) => check(pod) ?? []);
}

export const describeViolations = (all: readonly Violation[]): string =>
  all.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', ');
