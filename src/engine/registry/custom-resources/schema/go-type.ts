/**
 * The type of a custom resource, as its schema makes it: by it fields have owners and configurations are checked. What a schema preserves
 * or says nothing of has no type. After k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder and k8s.io/kube-openapi/pkg/schemaconv.
 */
import { catalogOf } from '../../../catalog/catalog';
import { TypeTable, type GoType, type TypesFile } from '../../../catalog/types';
import { table } from '../../../golang/map';
import { isIntOrString, ofMembers, preserves, type Schema } from './schema';

const ANY = 'interface {}';
const SIMPLE = table({ string: 'string', boolean: 'bool', integer: 'int64', number: 'float64' });
const OBJECT_META = 'meta/v1.ObjectMeta';

/** How a list or map merges, as a word of a field. */
function listTypeOf(schema: Schema): string {
  const list = schema['x-kubernetes-list-type'];
  if (list === 'map') return ` list=map,${(schema['x-kubernetes-list-map-keys'] ?? []).join(',')}`;
  if (list !== undefined) return ` list=${list}`;
  return schema['x-kubernetes-map-type'] === 'atomic' ? ' list=atomic' : '';
}

class Types {
  readonly #file = new Map<string, Readonly<Record<string, string>>>();

  get file(): TypesFile {
    return Object.fromEntries(this.#file);
  }

  /** The id of the type of a schema; structs are named by their place. */
  idOf(schema: Schema | undefined, place: string): string {
    if (schema === undefined || isIntOrString(schema)) return ANY;
    if (schema.type === 'array') return `[]${this.idOf(schema.items, `${place}[]`)}`;
    if (schema.type !== 'object') return SIMPLE[schema.type ?? ''] ?? ANY;
    const ofMember = ofMembers(schema);
    if (ofMember !== undefined) return `map[string]${this.idOf(ofMember, `${place}{}`)}`;
    if (preserves(schema) && schema.properties === undefined) return ANY;
    this.struct(schema, place);
    return place;
  }

  struct(schema: Schema, place: string, more: Readonly<Record<string, string>> = {}): void {
    const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !Object.hasOwn(more, name));
    const fields = properties.map(([name, property]) => {
      const id = this.idOf(property, `${place}.${name}`);
      return [name, `F ${id.replaceAll(' ', '')} omitempty${listTypeOf(property)}`] as const;
    });
    this.#file.set(place, Object.fromEntries([...Object.entries(more), ...fields]));
  }
}

/** Types of the schema, and those of the catalogue for what every object has. */
class CustomTypes extends TypeTable {
  constructor(
    private readonly others: TypeTable,
    file: TypesFile,
  ) {
    super(file);
  }
  override typeOf(id: string): GoType {
    return id === OBJECT_META ? this.others.typeOf(id) : super.typeOf(id);
  }
}

const OF_OBJECTS = { apiVersion: 'APIVersion string omitempty', kind: 'Kind string omitempty', metadata: `ObjectMeta ${OBJECT_META} omitempty` };

export function goTypeOfSchema(schema: Schema, name: string, versionName: string): GoType {
  const types = new Types();
  const root = `custom.${name}`;
  types.struct(schema, root, OF_OBJECTS);
  return new CustomTypes(catalogOf(versionName).types, types.file).typeOf(root);
}
