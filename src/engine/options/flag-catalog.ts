/**
 * What kube-apiserver of a version takes on its command line: its flags with type and default, its feature gates, its
 * admission plugins and its API versions. Data: catalog/<version>/flags.json, printed by kube-apiserver's own code
 * (scripts/catalog/flags).
 */
import { memoized } from '../golang/memoized';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Flag {
  readonly name: string;
  /** The name pflag gives the type of the value: bool, int, ip, string, stringSlice, mapStringBool ... */
  readonly type: string;
  readonly default: string;
  /** The value of the flag without one (`--anonymous-auth`). */
  readonly bare?: string;
  readonly deprecated?: string;
  readonly usage: string;
}

export interface FeatureGate {
  readonly default: boolean;
  readonly locked?: boolean;
  readonly stage: 'ALPHA' | 'BETA' | 'GA' | 'DEPRECATED';
  /** Gates that have to be on for this one to be on. */
  readonly dependsOn?: readonly string[];
}

export interface FlagCatalog {
  readonly flags: ReadonlyMap<string, Flag>;
  readonly featureGates: Readonly<Record<string, FeatureGate>>;
  readonly admissionPlugins: ReadonlySet<string>;
  /** For example v1 and apps/v1: all that --runtime-config may name. */
  readonly groupVersions: ReadonlySet<string>;
}

interface FlagsFile {
  readonly flags: readonly Flag[];
  readonly featureGates: Readonly<Record<string, FeatureGate>>;
  readonly admissionPlugins: readonly string[];
  readonly groupVersions: readonly string[];
}

export const flagCatalogOf = memoized((version: string): FlagCatalog => {
  const file = JSON.parse(readFileSync(path.join(__dirname, '..', 'catalog', version, 'flags.json'), 'utf8')) as FlagsFile;
  return {
    flags: new Map(file.flags.map((flag) => [flag.name, flag])),
    featureGates: file.featureGates,
    admissionPlugins: new Set(file.admissionPlugins),
    groupVersions: new Set(file.groupVersions),
  };
});
