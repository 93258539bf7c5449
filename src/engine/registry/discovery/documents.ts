/**
 * The documents of discovery: APIVersions, APIGroupList, APIGroup, APIResourceList.
 * After k8s.io/apiserver/pkg/endpoints/discovery. APIResourceLists of the oldest groups have no apiVersion.
 */
import type { JsonObject, KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import { groupVersionOf } from '../../apimachinery/group-version';
import type { ServedGroup, ServedVersion } from './served-group';

/** These objects have no metadata. */
const document = (fields: JsonObject): KubeObject => fields as unknown as KubeObject;
const UNVERSIONED_GROUPS: readonly string[] = ['', 'extensions'];

/** Where clients reach the server: --external-hostname, with the port unless it names one. */
export function externalAddress({ externalHostname, bindAddress, securePort }: ServerOptions): string {
  const host = externalHostname === '' ? bindAddress : externalHostname;
  if (/^(\[.*\]|[^:]*):\d*$/.test(host)) return host;
  return host.includes(':') ? `[${host}]:${securePort}` : `${host}:${securePort}`;
}

export const apiVersions = (options: ServerOptions): KubeObject =>
  document({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: externalAddress(options) }] });

function groupFields({ name, versions, preferredVersion }: ServedGroup): JsonObject {
  const entry = (version: string): JsonObject => ({ groupVersion: groupVersionOf({ group: name, version }), version });
  return { name, versions: versions.map(({ version }) => entry(version)), preferredVersion: entry(preferredVersion) };
}

export const apiGroup = (group: ServedGroup): KubeObject => document({ kind: 'APIGroup', apiVersion: 'v1', ...groupFields(group) });

export const apiGroupList = (groups: readonly ServedGroup[]): KubeObject =>
  document({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.filter(({ name }) => name !== '').map(groupFields) });

export const apiResourceList = (group: string, { version, resources }: ServedVersion): KubeObject =>
  document({
    kind: 'APIResourceList',
    ...(!UNVERSIONED_GROUPS.includes(group) && { apiVersion: 'v1' }),
    groupVersion: groupVersionOf({ group, version }),
    resources: resources as unknown as readonly JsonObject[],
  });
