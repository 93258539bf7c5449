/**
 * A configuration without kind and version, in JSON or YAML, of which unknown fields count for nothing.
 * After the YAMLOrJSONDecoder of k8s.io/apimachinery/pkg/util/yaml.
 */
import type { JsonValue } from '../../api/objects';
import type { TypeTable } from '../../catalog/types';
import { encodeJson } from '../../golang/json';
import { Decoder } from '../../scheme/decode/decoder';
import { Problems } from '../../scheme/decode/problems';
import { parseJson } from '../../scheme/json/parse';
import { isJsonObject, parseYaml } from '../../scheme/yaml';

/** What could be read, and what is wrong with the rest. */
export interface ReadUnversioned {
  readonly value: JsonValue;
  readonly problem?: Error;
}

export function readUnversioned(text: string, types: TypeTable, id: string): ReadUnversioned {
  if (text.trim() === '') throw new Error('EOF');
  const type = types.typeOf(id);
  const problems = new Problems();
  const isJson = isJsonObject(text);
  const value = new Decoder(types, { anyCase: true }).decode(parseJson(isJson ? text : encodeJson(parseYaml(text))), type, problems);
  const { first } = problems;
  if (first === undefined) return { value };
  return { value, problem: isJson ? first : new Error(`error unmarshaling JSON: while decoding JSON: ${first.message}`) };
}
