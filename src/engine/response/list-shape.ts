/**
 * A list in the shape in which it is answered, item by item: as it is, as the rows of a table, or the metadata of its items.
 * After doTransformObject of k8s.io/apiserver/pkg/endpoints/handlers/response.go.
 */
import type { KubeObject } from '../api/objects';
import type { Call, HandlerResult } from '../api/registry';
import type { Version } from '../versions';
import type { Conversion } from './negotiation/media-type';
import { metadataOnly } from './shape';
import { tableRows } from './tables/table';
import { includeObject, listMetadata, refuseShape } from './transform';

export interface ListShape {
  /** What is written before the items, but for the fields that come last. */
  readonly fields: KubeObject;
  readonly last?: readonly string[] | undefined;
  readonly name: 'items' | 'rows';
  /** How Go writes a list without members. */
  readonly empty: 'null' | '[]';
  readonly objects: readonly KubeObject[];
  /** What is written of one of the objects. */
  item(object: KubeObject): object;
  /** Whether an item is the same whenever it is asked for, and so may be kept: a table shows ages. */
  readonly isLasting: boolean;
}

/** A collection as it is answered. */
type Shaped = Pick<Extract<HandlerResult, { readonly collection: unknown }>, 'collection' | 'custom'>;

export function shapeOf(
  { collection: { fields, last, objects, item }, custom }: Shaped,
  call: Call,
  convert: Conversion | undefined,
  version: Version,
): ListShape {
  if (convert === undefined) return { fields, last, name: 'items', empty: '[]', objects, item, isLasting: true };
  if (convert.kind === 'Table') {
    const { row, inOrder, ...table } = tableRows(
      { ...fields, items: [] },
      {
        ...{ info: call.info, convert, include: includeObject(call.query), version, custom },
      },
    );
    return { ...table, name: 'rows', objects: inOrder(objects), item: (object) => row(item(object)), isLasting: false };
  }
  refuseShape({ ...fields, items: [] }, convert);
  return {
    fields: { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${convert.version}`, metadata: listMetadata(fields) },
    name: 'items',
    // Go leaves the list unmade where it has nothing to put in.
    empty: 'null',
    objects,
    item: (object) => metadataOnly(item(object), convert.version, custom),
    isLasting: false,
  };
}

/** The whole list as one object. */
export function wholeList({ fields, last = [], name, empty, objects, item }: ListShape): KubeObject {
  const members = objects.length === 0 && empty === 'null' ? null : objects.map(item);
  const [before, after] = partedFields(fields, last);
  return { ...before, [name]: members, ...after } as KubeObject;
}

/** Fields that come before the items, and those that come after them. */
export function partedFields(fields: KubeObject, last: readonly string[] = []): readonly [object, object] {
  const parted = (isLast: boolean): object => Object.fromEntries(Object.entries(fields).filter(([name]) => last.includes(name) === isLast));
  return last.length === 0 ? [fields, {}] : [parted(false), parted(true)];
}
