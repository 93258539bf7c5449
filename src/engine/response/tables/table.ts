/**
 * An object or a list as the table that kubectl get prints. Columns come from catalog/<version>/tables.json; the cells of a
 * kind from its printer, of any other kind its name and when it was made.
 * After k8s.io/kubernetes/pkg/printers/tablegenerator.go and k8s.io/apiserver/pkg/registry/rest/table.go.
 */
import type { RequestInfo } from '../../api/attributes';
import type { JsonObject, KubeObject } from '../../api/objects';
import type { CustomShape } from '../../api/registry';
import type { Version } from '../../versions';
import { tablesOf, type TableColumns } from '../../catalog/tables';
import type { Conversion } from '../negotiation/media-type';
import { withoutTemplateGeneration } from '../../apimachinery/template-generation';
import { isList, itemsOf, metadataOnly } from '../shape';
import { ageOf } from './age';
import type { Cells } from './printer';
import { inOrderOfRows, printerOf } from './printers/printers';
import { own } from '../../golang/map';

/** What a row carries of its object. */
export type IncludeObject = 'Metadata' | 'Object' | 'None';

export interface TableRequest {
  readonly info: Pick<RequestInfo, 'apiGroup' | 'resource'>;
  readonly convert: Conversion;
  readonly include: IncludeObject;
  readonly version: Version;
  readonly custom?: CustomShape | undefined;
}

/** Upstream's default table: kinds without a printer. */
const DEFAULT: TableColumns = {
  columns: [
    { name: 'Name', type: 'string', format: 'name', description: '', priority: 0 },
    { name: 'Created At', type: 'date', format: '', description: '', priority: 0 },
  ],
  emptyRows: 'null',
};

/** A Scale has columns of its own, whatever it is of; only what they say of a name and an age is the same. */
function scaleColumns(columns: TableColumns['columns']): TableColumns['columns'] {
  const [name, age] = ['Name', 'Age'].flatMap((wanted) => columns.filter((column) => column.name === wanted));
  const replicas = (of: string, description: string): TableColumns['columns'][number] => ({
    name: of,
    type: 'integer',
    format: '',
    description,
    priority: 0,
  });
  return [
    ...(name === undefined ? [] : [{ ...name, format: '' }]),
    replicas('Desired', 'replicas is the desired number of instances for the scaled object.'),
    replicas('Available', 'replicas is the actual number of observed instances of the scaled object.'),
    ...(age === undefined ? [] : [age]),
  ];
}

function rowObject(object: KubeObject, { convert, include, custom }: TableRequest, typed: KubeObject): JsonObject | null {
  if (include === 'None') return null;
  return (include === 'Object'
    ? { ...(custom === undefined && { kind: typed.kind, apiVersion: typed.apiVersion }), ...object }
    : metadataOnly(typed.kind === 'DaemonSet' ? withoutTemplateGeneration(object) : object, convert.version, custom)) as unknown as JsonObject;
}

function tableMetadata(object: KubeObject): JsonObject {
  const { selfLink, resourceVersion, continue: token, remainingItemCount } = object.metadata as JsonObject;
  const fields = {
    selfLink,
    resourceVersion,
    continue: isList(object) && token !== '' ? token : undefined,
    remainingItemCount: isList(object) ? remainingItemCount : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Objects in a list say nothing of their kind. */
function itemType(list: KubeObject): KubeObject {
  return { ...list, kind: (list.kind ?? '').replace(/List$/, '') };
}

/** A table without its rows, and how to make them. */
export interface TableRows {
  readonly fields: KubeObject;
  readonly empty: 'null' | '[]';
  row(object: KubeObject): object;
  /** The objects in the order of their rows. */
  inOrder(objects: readonly KubeObject[]): readonly KubeObject[];
}

const tableFields = (object: KubeObject, { convert }: TableRequest, columnDefinitions: CustomShape['columns']): KubeObject => ({
  kind: 'Table',
  apiVersion: `meta.k8s.io/${convert.version}`,
  metadata: tableMetadata(object),
  columnDefinitions,
});

function customRows(object: KubeObject, request: TableRequest, { columns, cells }: CustomShape): TableRows {
  const typed = isList(object) ? itemType(object) : object;
  return {
    fields: tableFields(object, request, columns),
    empty: '[]',
    inOrder: (objects) => objects,
    row: (item) => ({ cells: cells(item), object: rowObject(item, request, typed) }),
  };
}

export function tableRows(object: KubeObject, request: TableRequest): TableRows {
  const { info, version, custom } = request;
  if (custom !== undefined) return customRows(object, request, custom);
  const { columns: ofResource, emptyRows } = own(tablesOf(version), info.apiGroup === '' ? info.resource : `${info.resource}.${info.apiGroup}`) ?? DEFAULT;
  const typed = isList(object) ? itemType(object) : object;
  const columns = typed.kind === 'Scale' ? scaleColumns(ofResource) : ofResource;
  const print = printerOf(typed.kind ?? '');
  return {
    fields: tableFields(object, request, columns),
    empty: emptyRows,
    inOrder: (objects) => inOrderOfRows(typed.kind ?? '', objects),
    row: (item) => {
      const { metadata } = item;
      const { cells, conditions, surplus = [] } = print(item, version);
      const all: Cells = { Name: metadata.name ?? '', Age: ageOf(metadata.creationTimestamp), 'Created At': metadata.creationTimestamp ?? null, ...cells };
      return {
        cells: [...columns.map(({ name }) => own(all, name) ?? null), ...surplus],
        ...(conditions && { conditions }),
        object: rowObject(item, request, typed),
      };
    },
  };
}

export function tableOf(object: KubeObject, request: TableRequest): KubeObject {
  const { fields, empty, row, inOrder } = tableRows(object, request);
  const objects = isList(object) ? inOrder(itemsOf(object)) : [object];
  return { ...fields, rows: objects.length === 0 && empty === 'null' ? null : objects.map(row) };
}
