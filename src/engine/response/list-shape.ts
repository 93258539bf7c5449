/**
 * A list in the shape in which it is answered, item by item: as it is, as the rows of a table, or the metadata of its items.
 * After doTransformObject of k8s.io/apiserver/pkg/endpoints/handlers/response.go.
 */
import type { KubeObject } from '../api/objects';
import type { Call, Collection } from '../api/registry';
import type { Version } from '../versions';
import type { Conversion } from './negotiation/media-type';
import { metadataOnly } from './shape';
import { tableRows } from './tables/table';
import { includeObject, listMetadata, refuseShape } from './transform';

export interface ListShape {
  /** What is written before the items. */
  readonly fields: KubeObject;
  readonly name: 'items' | 'rows';
  /** How Go writes a list without members. */
  readonly empty: 'null' | '[]';
  readonly objects: readonly KubeObject[];
  /** What is written of one of the objects. */
  item(object: KubeObject): object;
  /** Whether an item is the same whenever it is asked for, and so may be kept: a table shows ages. */
  readonly isLasting: boolean;
}

export function shapeOf({ fields, objects, item }: Collection, call: Call, convert: Conversion | undefined, version: Version): ListShape {
  if (convert === undefined) return { fields, name: 'items', empty: '[]', objects, item, isLasting: true };
  if (convert.kind === 'Table') {
    const { row, inOrder, ...table } = tableRows({ ...fields, items: [] }, { info: call.info, convert, include: includeObject(call.query), version });
    return { ...table, name: 'rows', objects: inOrder(objects), item: (object) => row(item(object)), isLasting: false };
  }
  refuseShape({ ...fields, items: [] }, convert);
  return {
    fields: { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${convert.version}`, metadata: listMetadata(fields) },
    name: 'items',
    // Go leaves the list unmade where it has nothing to put in.
    empty: 'null',
    objects,
    item: (object) => metadataOnly(item(object), convert.version),
    isLasting: false,
  };
}

/** The whole list as one object. */
export function wholeList({ fields, name, empty, objects, item }: ListShape): KubeObject {
  return { ...fields, [name]: objects.length === 0 && empty === 'null' ? null : objects.map(item) };
}
