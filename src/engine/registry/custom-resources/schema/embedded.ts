/**
 * Objects within an object: their metadata is that of every object. After k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta/algorithm.go.
 */
import { own, setOwn } from '../../../golang/map';
import { isEmbedded, isMap, ofMembers, type Fields, type Schema } from './schema';

/** The metadata as it is kept. Throws what does not fit. */
export type KeepMetadata = (metadata: Fields, path: string) => Fields;

/** The value with the metadata of the objects within it; itself where there are none. */
export function withEmbeddedMetadata(value: unknown, schema: Schema | undefined, keep: KeepMetadata, path = ''): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item, index) => withEmbeddedMetadata(item, items, keep, `${path}[${index}]`));
  }
  if (!isMap(value)) return value;
  const made: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const below = path === '' ? name : `${path}.${name}`;
    const isMetadata = name === 'metadata' && path !== '' && isEmbedded(schema) && isMap(member);
    setOwn(made, name, isMetadata ? keep(member, below) : withEmbeddedMetadata(member, own(schema.properties, name) ?? ofMembers(schema), keep, below));
  }
  return made;
}
