/**
 * Which resources a server has: what discovery lists for its version, with the groups and versions that --runtime-config
 * switches on or off; and where the objects of each are kept.
 */
import type { ServerOptions } from '../../api/options';
import type { Catalog } from '../../catalog/catalog';
import type { ApiResource } from '../../catalog/resources';
import { catalogOf } from '../../catalog/catalog';
import type { ServedResource, Stored } from './resource';
import { own, table } from '../../golang/map';

/** A resource or subresource of an installed version: its entry in discovery and, for a resource, how it is served. */
export interface Installed {
  readonly entry: ApiResource;
  readonly resource: ServedResource;
}
export type InstalledVersion = ReadonlyMap<string, Installed>;

/** Resources that show the objects of another: k8s.io/kubernetes/pkg/kubeapiserver/default_storage_factory_builder.go. */
const COHABITING = table<string>({
  'events.k8s.io/events': '',
  'extensions/ingresses': 'networking.k8s.io',
});

/** Kinds of which the version that is named best holds less than another one. */
const FULLEST: Readonly<Record<string, readonly string[]>> = { 'autoscaling/horizontalpodautoscalers': ['v2', 'v2beta2'] };

function isOn({ runtimeConfig }: ServerOptions, group: string, version: string, byDefault: boolean): boolean {
  const name = group === '' ? `api/${version}` : `${group}/${version}`;
  const stability = version.includes('alpha') ? 'api/alpha' : version.includes('beta') ? 'api/beta' : 'api/ga';
  return own(runtimeConfig, name) ?? runtimeConfig[stability] ?? runtimeConfig['api/all'] ?? byDefault;
}

const isGatedOn = ({ featureGates }: ServerOptions, gate: string | undefined): boolean => gate === undefined || own(featureGates, gate) === true;

/** Versions without a beta or alpha in their name come first, as the version in which objects are stored. */
const maturity = (version: string): number => (version.includes('alpha') ? 2 : version.includes('beta') ? 1 : 0);

function storedAs(catalog: Catalog, group: string, name: string, kind: string): Stored {
  const home = COHABITING[`${group}/${name}`] ?? group;
  const versions = catalog.groups.find((candidate) => candidate.name === home)?.versions ?? [];
  const having = versions.filter(({ resources }) => resources.some((resource) => resource.name === name));
  const fullest = own(FULLEST, `${home}/${name}`)?.find((version) => having.some((candidate) => candidate.version === version));
  if (fullest !== undefined) return { group: home, resource: name, kind: { group: home, version: fullest, kind } };
  const best = [...having].sort((a, b) => maturity(a.version) - maturity(b.version))[0];
  return { group: home, resource: name, kind: { group: home, version: best?.version ?? 'v1', kind } };
}

function installedVersion(catalog: Catalog, group: string, version: string, entries: readonly ApiResource[]): InstalledVersion {
  const resources = entries.filter(({ name }) => !name.includes('/'));
  const served = new Map<string, ServedResource>(
    resources.map((entry) => {
      const stored = storedAs(catalog, group, entry.name, entry.kind);
      const kind = { group: entry.group ?? group, version: entry.version ?? version, kind: entry.kind };
      return [entry.name, { group, version, resource: entry.name, kind, namespaced: entry.namespaced, stored }];
    }),
  );
  const installed = new Map<string, Installed>();
  for (const entry of entries) {
    const resource = served.get(entry.name.split('/')[0] ?? '') ?? orphan(group, version, entry);
    installed.set(entry.name, { entry, resource });
  }
  return installed;
}

/** A subresource of something that is not served itself: serviceaccounts/token always has its parent, but not every one must. */
const orphan = (group: string, version: string, { name, kind, namespaced }: ApiResource): ServedResource => {
  const resource = name.split('/')[0] ?? name;
  const stored = { group, resource, kind: { group, version, kind } };
  return { group, version, resource, kind: stored.kind, namespaced, stored };
};

const known = new WeakMap<ServerOptions, ReadonlyMap<string, InstalledVersion>>();

/** Keyed by 'group/version', the core group as '/v1'. Made once per options. */
export function installedResources(options: ServerOptions): ReadonlyMap<string, InstalledVersion> {
  const cached = known.get(options);
  if (cached !== undefined) return cached;
  const catalog = catalogOf(options.version.name);
  const installed = new Map<string, InstalledVersion>();
  for (const group of catalog.groups)
    for (const { version, default: byDefault, offByDefault = [], gates = {}, resources: all } of group.versions) {
      const resources = all.filter(({ name }) => isGatedOn(options, own(gates, name.split('/')[0] ?? '')));
      if (!isOn(options, group.name, version, byDefault) || resources.length === 0) continue;
      const explicit = own(options.runtimeConfig, group.name === '' ? `api/${version}` : `${group.name}/${version}`) === true;
      const entries = explicit || options.runtimeConfig['api/all'] === true ? resources : resources.filter(({ name }) => !offByDefault.includes(name));
      installed.set(`${group.name}/${version}`, installedVersion(catalog, group.name, version, entries));
    }
  known.set(options, installed);
  return installed;
}
