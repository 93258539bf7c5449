/**
 * --runtime-config: which API versions are switched on and off. After k8s.io/apiserver/pkg/server/resourceconfig and
 * pkg/server/options/api_enablement.go.
 */
import type { Version } from '../versions';
import type { FlagCatalog } from './flag-catalog';
import { parseBool } from './flag-values';
import { StartError } from '../errors/start-error';

const WHOLE = new Set(['api/all', 'api/ga', 'api/beta', 'api/alpha']);

const groupOf = (groupVersion: string): string => (groupVersion.includes('/') ? groupVersion.slice(0, groupVersion.indexOf('/')) : '');
const core = (key: string): string => key.replace(/^(?:api\/|\/)?v1(?=\/|$)/, 'v1');

/** The map as given, with the core group always spelt v1, and without api/legacy, which means nothing any more. */
export function completeRuntimeConfig(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (key === 'api/legacy' ? [] : [[core(key), value]])));
}

/** What validation of all options complains of. */
export function runtimeConfigErrors(config: Readonly<Record<string, string>>, catalog: FlagCatalog, version: Version): readonly string[] {
  const keys = Object.keys(config);
  const named = version.has('runtimeConfigByGroupVersion') ? 'runtime-config' : 'key';
  if (config['api/all'] === 'false' && keys.length === 1) return [`invalid ${named} with only api/all=false`];
  const groupVersions = keys.filter((key) => !WHOLE.has(key) && core(key) !== 'v1');
  const malformed = groupVersions.find((key) => ![2, 3].includes(key.split('/').length));
  if (malformed !== undefined) return [`runtime-config invalid key ${malformed}`];
  const groups = new Set([...catalog.groupVersions].map(groupOf));
  const unknown = groupVersions.map((key) => key.split('/').slice(0, 2).join('/')).filter((key) => !groups.has(groupOf(key)));
  if (unknown.length === 0) return [];
  const shown = version.has('runtimeConfigByGroupVersion') ? [...new Set(unknown)].sort() : unknown.map(groupOf);
  return [`unknown api groups ${shown.join(',')}`];
}

/** The switches of a valid map. */
export function parseRuntimeConfig(config: Readonly<Record<string, string>>, catalog: FlagCatalog): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (WHOLE.has(key)) {
        if (value !== 'true' && value !== 'false') throw new StartError(`invalid value ${key}=${value}`);
        return [key, value === 'true'];
      }
      const groupVersion = key.startsWith('v1') ? 'v1' : key.split('/').slice(0, 2).join('/');
      if (!catalog.groupVersions.has(groupVersion)) throw new StartError(`group version ${groupVersion} that has not been registered`);
      return [key, value === '' || switched(key, value)];
    }),
  );
}

function switched(key: string, value: string): boolean {
  try {
    return parseBool(value);
  } catch (error) {
    throw new StartError(`invalid value of ${key}: ${value}, err: ${(error as Error).message}`);
  }
}
