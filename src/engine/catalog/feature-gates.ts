/** The feature gates that kube-apiserver of a version knows, and whether they are on. Data: catalog/<version>/flags.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../golang/map';

interface KnownGate {
  readonly default: boolean;
  readonly stage: string;
}
type KnownGates = Readonly<Record<string, KnownGate>>;

const read = new Map<string, KnownGates>();

function gatesOf(version: string): KnownGates {
  const known = read.get(version);
  if (known !== undefined) return known;
  const { featureGates } = JSON.parse(readFileSync(join(__dirname, version, 'flags.json'), 'utf8')) as { readonly featureGates: KnownGates };
  read.set(version, featureGates);
  return featureGates;
}

/** Reports whether a gate is on by default; undefined: the version does not have it. */
export const isOnByDefault = (version: string, gate: string): boolean | undefined => own(gatesOf(version), gate)?.default;
