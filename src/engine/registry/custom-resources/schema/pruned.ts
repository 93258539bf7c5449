/**
 * An object without the fields that its schema does not have. kind, apiVersion and metadata of an object stay, also of one within another.
 * After k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning/algorithm.go.
 */
import { compareBytes } from '../../../golang/bytes';
import { own, setOwn } from '../../../golang/map';
import { isEmbedded, isMap, ofMembers, preserves, type Fields, type Schema } from './schema';

const OF_OBJECTS = new Set(['apiVersion', 'kind', 'metadata']);

class Pruning {
  readonly unknown: string[] = [];

  /** `isFree`: what the schema does not have stays, as below a field that preserves it. */
  value(value: unknown, schema: Schema | undefined, path: string, isFree = false): unknown {
    const stays = isFree || (schema !== undefined && preserves(schema));
    if (Array.isArray(value)) {
      if (stays && schema?.items === undefined) return value;
      return value.map((item, index) => this.value(item, schema?.items, `${path}[${index}]`, stays));
    }
    return isMap(value) ? this.#map(value, schema, path, stays) : value;
  }

  #map(map: Fields, schema: Schema | undefined, path: string, stays: boolean): Fields {
    const kept: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(map)) {
      const below = path === '' ? name : `${path}.${name}`;
      const property = schema && own(schema.properties, name);
      if (schema !== undefined && isEmbedded(schema) && OF_OBJECTS.has(name)) setOwn(kept, name, member);
      else if (property !== undefined) setOwn(kept, name, this.value(member, property, below));
      else if (schema?.additionalProperties !== undefined) setOwn(kept, name, this.value(member, ofMembers(schema), below));
      else if (stays) setOwn(kept, name, member);
      else if (!OF_OBJECTS.has(name) || path !== '') this.unknown.push(below);
    }
    return kept;
  }
}

export interface Pruned<T> {
  readonly object: T;
  /** The paths of what was taken away, in order. */
  readonly unknown: readonly string[];
}

/** `object` is a whole object. */
export function pruned<T extends Fields>(object: T, schema: Schema): Pruned<T> {
  const pruning = new Pruning();
  const kept = pruning.value(object, { ...schema, 'x-kubernetes-embedded-resource': true }, '');
  return { object: kept as T, unknown: pruning.unknown.sort(compareBytes) };
}
