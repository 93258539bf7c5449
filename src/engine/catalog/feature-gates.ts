/** The feature gates that kube-apiserver of a version knows, and whether they are on. Data: catalog/<version>/flags.json. */
import { memoized } from '../golang/memoized';
import { own } from '../golang/map';
import { readCatalog } from './read-catalog';

interface KnownGate {
  readonly default: boolean;
  readonly stage: string;
}
type KnownGates = Readonly<Record<string, KnownGate>>;

const gatesOf = memoized((version: string) => readCatalog<{ readonly featureGates: KnownGates }>(version, 'flags.json').featureGates);

/** Reports whether a gate is on by default; undefined: the version does not have it. */
export const isOnByDefault = (version: string, gate: string): boolean | undefined => own(gatesOf(version), gate)?.default;
