/** Bodies in YAML: they become JSON first, as sigs.k8s.io/yaml makes it. */
import { encodeJson } from '../golang/json';
import { atOnce, type Turns } from '../golang/turns';
import { decodingYaml } from '../golang/yaml/decode';
import { sortingKeys } from './unstructured';

interface ReadYaml {
  /** Plain values with sorted keys; of a repeated key the last counts. */
  readonly value: unknown;
  /** What a strict reader says of repeated keys; it names the lines at which the values begin. */
  readonly repeated: string | undefined;
}

/** Throws with the words of sigs.k8s.io/yaml. */
export function* readingYaml(text: string): Turns<ReadYaml> {
  const { value, repeated } = yield* decodingYaml(text);
  return {
    value: yield* sortingKeys(value),
    repeated: repeated.length === 0 ? undefined : ['yaml: unmarshal errors:', ...repeated.map((line) => `  ${line}`)].join('\n'),
  };
}
export const parseYaml = (text: string): unknown => atOnce(readingYaml(text)).value;

/**
 * The JSON of a document that may be either: what does not begin as a JSON object is read as YAML.
 * After k8s.io/apimachinery/pkg/runtime/serializer/recognizer, where the YAML decoder takes what no other does.
 */
export const jsonOfDocument = (text: string): string => (isJsonObject(text) ? text : encodeJson(parseYaml(text)));

export const isJsonObject = (text: string): boolean => /^[\t-\r \u0085\u00a0]*\{/.test(text);

export const repeatedKey = (text: string): string | undefined => atOnce(readingYaml(text)).repeated;
