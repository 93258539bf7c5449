/**
 * Aggregated discovery: all groups with all their resources in one document, for clients that accept
 * APIGroupDiscoveryList of apidiscovery.k8s.io/v2. After k8s.io/apiserver/pkg/endpoints/discovery/aggregated.
 */
import { firstHeader } from '../../golang/http-header';
import { createHash } from 'node:crypto';
import type { ApiRequest } from '../../api/http';
import type { JsonObject } from '../../api/objects';
import type { HandlerResult } from '../../api/registry';
import type { ApiResource } from '../../catalog/resources';
import { encodeJson } from '../../golang/json';
import { encode } from '../../response/encoding/encode';
import { negotiate } from '../../response/negotiation/media-type';
import type { Version } from '../../versions';
import type { ServedGroup, ServedVersion } from './served-group';

const responseKind = ({ group = '', version = '', kind }: ApiResource): JsonObject => ({ group, version, kind });

function subresourcesOf(parent: string, resources: readonly ApiResource[]): readonly JsonObject[] {
  return resources
    .filter(({ name }) => name.startsWith(`${parent}/`))
    .map((resource) => ({ subresource: resource.name.slice(parent.length + 1), responseKind: responseKind(resource), verbs: resource.verbs }));
}

function versionEntry({ version, resources, isStale }: ServedVersion): JsonObject {
  const entries = resources
    .filter(({ name }) => !name.includes('/'))
    .map((resource): JsonObject => {
      const { name, namespaced, singularName, verbs, shortNames, categories } = resource;
      const subresources = subresourcesOf(name, resources);
      return {
        resource: name,
        responseKind: responseKind(resource),
        scope: namespaced ? 'Namespaced' : 'Cluster',
        singularResource: singularName,
        verbs,
        ...(shortNames && { shortNames }),
        ...(categories && { categories }),
        ...(subresources.length > 0 && { subresources }),
      };
    });
  return { version, ...(entries.length > 0 && { resources: entries }), freshness: isStale === true ? 'Stale' : 'Current' };
}

const groupEntry = ({ name, versions }: ServedGroup): JsonObject => ({ metadata: name === '' ? {} : { name }, versions: versions.map(versionEntry) });

/** undefined: the client wants the older documents, or nothing that is served. */
export function aggregatedDiscovery(request: ApiRequest, groups: () => readonly ServedGroup[], version: Version): HandlerResult | undefined {
  if (!version.has('aggregatedDiscovery')) return undefined;
  const negotiated = negotiate(request, 'discovery');
  if (negotiated?.convert === undefined) return undefined;
  const list = { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items: groups().map(groupEntry) };
  const tag = `"${createHash('sha512').update(encodeJson(list)).digest('hex').toUpperCase()}"`;
  const headers = { 'Cache-Control': 'public', Vary: 'Accept', Etag: tag };
  if (firstHeader(request, 'if-none-match') === tag) return { status: 304, text: '', headers: { ...headers, 'Content-Type': '' } };
  const { body, contentType } = encode(list, negotiated, version);
  return { status: 200, text: body, headers: { ...headers, 'Content-Type': `${contentType};g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList` } };
}
