/** The feature gates that kube-apiserver of a version knows, and whether they are on. Data: catalog/<version>/flags.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoized } from '../golang/memoized';
import { own } from '../golang/map';

interface KnownGate {
  readonly default: boolean;
  readonly stage: string;
}
type KnownGates = Readonly<Record<string, KnownGate>>;

const gatesOf = memoized(
  (version: string) => (JSON.parse(readFileSync(join(__dirname, version, 'flags.json'), 'utf8')) as { readonly featureGates: KnownGates }).featureGates,
);

/** Reports whether a gate is on by default; undefined: the version does not have it. */
export const isOnByDefault = (version: string, gate: string): boolean | undefined => own(gatesOf(version), gate)?.default;
