/** An object, a list or a table without the managed fields of what is in it. After copyWithoutManagedFields of k8s.io/apiserver/pkg/audit/request.go. */
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function cleaned(object: Fields): Fields {
  const { metadata } = object;
  if (!isFields(metadata) || metadata['managedFields'] === undefined) return object;
  const { managedFields: _, ...kept } = metadata;
  return { ...object, metadata: kept };
}

const withRow = (row: unknown): unknown => (isFields(row) && isFields(row['object']) ? { ...row, object: cleaned(row['object']) } : row);
const withItem = (item: unknown): unknown => (isFields(item) ? cleaned(item) : item);
const mapped = (list: unknown, change: (member: unknown) => unknown): unknown => (Array.isArray(list) ? list.map(change) : list);

export function withoutManagedFields(object: object): object {
  const fields = cleaned(object as Fields);
  if ('items' in fields) return { ...fields, items: mapped(fields['items'], withItem) };
  return fields['kind'] === 'Table' ? { ...fields, rows: mapped(fields['rows'], withRow) } : fields;
}
