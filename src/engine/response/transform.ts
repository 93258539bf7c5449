/**
 * The shape in which an object is answered: as it is, as a table for people, or its metadata alone.
 * After doTransformObject of k8s.io/apiserver/pkg/endpoints/handlers/response.go.
 */
import type { JsonObject, KubeObject } from '../api/objects';
import type { Call, CustomShape } from '../api/registry';
import type { Version } from '../versions';
import type { Conversion, Negotiated } from './negotiation/media-type';
import { badRequest, StatusError } from '../errors/status-error';
import { invalidValue } from '../errors/field-error';
import { isList, itemsOf, metadataOnly } from './shape';
import { lenientGroupVersion } from '../apimachinery/group-version';
import { tableOf, type IncludeObject } from './tables/table';

const INCLUDES: readonly IncludeObject[] = ['Metadata', 'Object', 'None'];
const notThatShape = (message: string): StatusError => new StatusError(406, 'NotAcceptable', message);

/** The internal type that holds the object, as Go prints it: *rbac.Role. */
function internalTypeOf({ apiVersion = '', kind = '' }: KubeObject): string {
  const { group } = lenientGroupVersion(apiVersion);
  return `*${group === '' || group === 'events.k8s.io' ? 'core' : (group.split('.')[0] ?? '')}.${kind}`;
}

export function listMetadata(list: KubeObject): JsonObject {
  const { selfLink, resourceVersion, continue: token, remainingItemCount } = list.metadata as JsonObject;
  return {
    ...(selfLink !== undefined && { selfLink }),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(token !== undefined && token !== '' && { continue: token }),
    ...(remainingItemCount !== undefined && { remainingItemCount }),
  };
}

export function includeObject(query: URLSearchParams): IncludeObject {
  const value = query.get('includeObject') ?? '';
  const include = value === '' ? 'Metadata' : INCLUDES.find((known) => known === value);
  if (include !== undefined) return include;
  const { field, body } = invalidValue('includeObject', value, "must be 'Metadata', 'Object', 'None', or empty");
  throw badRequest(`Unable to convert to Table as requested: ${field}: ${body}`);
}

/** Throws 406 where a list is asked for as an object, or the other way round. */
export function refuseShape(object: KubeObject, { kind }: Conversion): void {
  if (kind === 'PartialObjectMetadata' && isList(object))
    throw notThatShape(`you requested PartialObjectMetadata, but the requested object is a list (${internalTypeOf(object)})`);
  if (kind === 'PartialObjectMetadataList' && !isList(object))
    throw notThatShape(`you requested PartialObjectMetadataList, but the requested object is not a list (${internalTypeOf(object)})`);
}

/** `convert` absent: the object as it is. A Status stays one. */
export function transformed(object: KubeObject, call: Call, { convert }: Pick<Negotiated, 'convert'>, version: Version, custom?: CustomShape): KubeObject {
  const include = convert?.kind === 'Table' ? includeObject(call.query) : 'Metadata';
  if (convert === undefined || object.kind === 'Status') return object;
  if (convert.kind === 'Table') return tableOf(object, { info: call.info, convert, include, version, custom });
  refuseShape(object, convert);
  if (convert.kind === 'PartialObjectMetadata') return metadataOnly(object, convert.version, custom);
  return {
    kind: 'PartialObjectMetadataList',
    apiVersion: `meta.k8s.io/${convert.version}`,
    metadata: listMetadata(object),
    // Go leaves the list unmade where it has nothing to put in.
    items: itemsOf(object).length === 0 ? null : itemsOf(object).map((item) => metadataOnly(item, convert.version)),
  };
}
