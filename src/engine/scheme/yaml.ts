/** Bodies in YAML: they become JSON first, as sigs.k8s.io/yaml makes it. */
import { encodeJson } from '../golang/json';
import { decodeYaml } from '../golang/yaml/decode';
import { sortedKeys } from './unstructured';

/** The document as plain values with sorted keys; throws with the words of sigs.k8s.io/yaml. Of a repeated key the last counts. */
export const parseYaml = (text: string): unknown => sortedKeys(decodeYaml(text).value);

/**
 * The JSON of a document that may be either: what does not begin as a JSON object is read as YAML.
 * After k8s.io/apimachinery/pkg/runtime/serializer/recognizer, where the YAML decoder takes what no other does.
 */
export const jsonOfDocument = (text: string): string => (isJsonObject(text) ? text : encodeJson(parseYaml(text)));

export const isJsonObject = (text: string): boolean => /^[\t-\r \u0085\u00a0]*\{/.test(text);

/** What a strict reader says of repeated keys; it names the lines at which the values begin. */
export function repeatedKey(text: string): string | undefined {
  const { repeated } = decodeYaml(text);
  return repeated.length === 0 ? undefined : ['yaml: unmarshal errors:', ...repeated.map((line) => `  ${line}`)].join('\n');
}
