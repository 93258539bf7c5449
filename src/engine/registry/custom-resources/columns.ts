/**
 * The columns of a custom resource: its name, and those that its definition has, or its age.
 * After k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor.
 */
import type { KubeObject } from '../../api/objects';
import type { CustomShape } from '../../api/registry';
import { tablesOf, type TableColumn } from '../../catalog/tables';
import { encodeJson } from '../../golang/json';
import { isFloat } from '../../golang/printf';
import { ageOf } from '../../response/tables/age';
import { changedMeta } from '../../storage/object-meta';
import type { Version } from '../../versions';
import type { Column, DefinedVersion } from './definition';
import { valueAt } from './json-path';

type Cell = string | number | boolean | null;

/** A column that kinds of the catalogue have alike. */
const known = (version: Version, name: string): TableColumn | undefined => tablesOf(version)['configmaps']?.columns.find((column) => column.name === name);

const AGE = (version: Version): Column => ({
  name: 'Age',
  type: 'date',
  description: known(version, 'Age')?.description ?? '',
  jsonPath: '.metadata.creationTimestamp',
});

function cellOf(type: string, value: unknown): Cell {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'string':
      return typeof value === 'object' ? encodeJson(value) : String(value as string | number | boolean);
    case 'integer':
      return typeof value === 'number' && !isFloat(value) ? value : typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    default:
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? ageOf(value) : '<invalid>';
  }
}

export function customShape({ additionalPrinterColumns = [] }: DefinedVersion, version: Version): CustomShape {
  const own = additionalPrinterColumns.length === 0 ? [AGE(version)] : additionalPrinterColumns;
  const columns = own.map(({ name, type, format = '', description = '', priority = 0, jsonPath }) => ({
    ...{ name, type, format },
    description: description === '' ? `Custom resource definition column (in JSONPath format): ${jsonPath}` : description,
    priority,
  }));
  const name = known(version, 'Name');
  return {
    columns: [...(name === undefined ? [] : [name]), ...columns],
    cells: (object) => [object.metadata.name ?? '', ...own.map(({ type, jsonPath }) => cellOf(type, valueAt(object, jsonPath)))],
    metadata: ({ metadata }: KubeObject) => changedMeta(metadata, {}),
  };
}
