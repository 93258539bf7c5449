/**
 * The types of mutations: Object and what is in it, which may have any field, and JSONPatch.
 * After k8s.io/apiserver/pkg/cel/mutation/{typeresolver,jsonpatch}.go and mutation/dynamic/objects.go.
 */
import { table } from '../../golang/map';
import type { StructDeclaration } from '../checker/declarations';
import { DYN, STRING, struct } from '../checker/type';
import { Fault, type Result } from '../values/fault';
import { CelList } from '../values/value';
import { CelMap } from '../values/value';
import { Struct, typeOfValue, type CelValue } from '../values/value';

const OBJECT = 'Object';
const JSON_PATCH = 'JSONPatch';
const TEXTS: ReadonlySet<string> = new Set(['op', 'path', 'from']);

const objectStruct = (name: string): StructDeclaration => ({
  field: () => DYN,
  create: (fields) => new Struct(struct(name), fields),
});

/** How Go names the types of what is given instead of a text. */
const GO_TYPES = table<string>({ int: 'int64', uint: 'uint64', double: 'float64', bool: 'bool', bytes: '[]uint8', null_type: 'structpb.NullValue' });
const goType = (value: CelValue): string => GO_TYPES[typeOfValue(value).name] ?? typeOfValue(value).name;

function createPatch(fields: ReadonlyMap<string, CelValue>): Result {
  for (const [name, value] of fields) {
    if (TEXTS.has(name) && typeof value !== 'string') return new Fault(`unexpected type ${goType(value)} for JSONPatchType '${name}' field`);
    if (!TEXTS.has(name) && name !== 'value') return new Fault(`unexpected JSONPatchType field: ${name}`);
  }
  return new Struct(struct(JSON_PATCH), fields);
}
const PATCH: StructDeclaration = {
  // Upstream knows every name, but no type for another one.
  field: (name) => (TEXTS.has(name) ? STRING : name === 'value' ? DYN : struct('')),
  create: createPatch,
};

export function mutationStruct(name: string): StructDeclaration | undefined {
  if (name === JSON_PATCH) return PATCH;
  return name === OBJECT || name.startsWith(`${OBJECT}.`) ? objectStruct(name) : undefined;
}

/** What is wrong with the names of the types of an object: each has to be the path of the field that it is in. */
export function misnamedTypes(value: CelValue, path = OBJECT): readonly string[] {
  if (value instanceof CelList) return value.values().flatMap((item) => misnamedTypes(item, path));
  if (value instanceof CelMap) return value.keys().flatMap((key) => misnamedTypes(value.find(key) ?? null, path));
  if (!(value instanceof Struct)) return [];
  const { name } = value.type;
  const wrong = name === path ? [] : [`unexpected type name "${name}", expected "${path}", which matches field name path from root Object type`];
  return [...wrong, ...[...value.fields].flatMap(([field, inner]) => misnamedTypes(inner, `${path}.${field}`))];
}
