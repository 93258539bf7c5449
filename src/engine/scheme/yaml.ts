/**
 * YAML becomes JSON first, as sigs.k8s.io/yaml does: keys become text, and what YAML 1.1 takes for a boolean is one.
 */
import { CORE_SCHEMA, Type, YAMLException, load } from 'js-yaml';
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';
import { sortedKeys } from './unstructured';

const YES = /^(?:y|Y|yes|Yes|YES|on|On|ON)$/;
const NO = /^(?:n|N|no|No|NO|off|Off|OFF)$/;
const word = (text: unknown): text is string => typeof text === 'string' && (YES.test(text) || NO.test(text));
const schema = CORE_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:bool', {
      kind: 'scalar',
      resolve: (text: unknown) => word(text) || /^(?:true|True|TRUE|false|False|FALSE)$/.test(String(text)),
      construct: (text: string) => YES.test(text) || /^t/i.test(text),
    }),
  ],
});

/** js-yaml's reasons in libyaml's words, where they are of the same kind; the line is counted from one where libyaml names it. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/bad indentation of a mapping entry/, 'mapping values are not allowed in this context'],
  [/mapping values|nested mappings/, 'mapping values are not allowed in this context'],
  [/unexpected end of the stream within a flow collection|missed comma between flow collection entries/, "did not find expected ',' or ']'"],
  [/end of the stream or a document separator is expected|expected a single document/, 'did not find expected node content'],
  [/unexpected end of the stream within/, 'did not find expected node content'],
  [/tab characters must not be used in indentation/, 'found a tab character that violates indentation'],
];

/** A flow collection that ends where an item should begin. */
const CUT_BEFORE_ITEM = /[[{,]$/;
const CUT_IN_FLOW = /unexpected end of the stream within a flow collection/;

function reasonOf(error: unknown, text: string): Error {
  if (!(error instanceof YAMLException)) return new Error(String(error));
  const known =
    CUT_IN_FLOW.test(error.reason) && CUT_BEFORE_ITEM.test(text.trimEnd())
      ? 'did not find expected node content'
      : (REASONS.find(([pattern]) => pattern.test(error.reason))?.[1] ?? error.reason);
  const lines = text.trimEnd().split('\n').length;
  const line = known.startsWith('mapping values') && error.mark.line === 0 ? '' : `line ${Math.min(error.mark.line + 1, lines)}: `;
  return new Error(`yaml: ${line}${known}`, { cause: error });
}

/** The document as plain values with sorted keys; throws with go-yaml's words. Of a repeated key the last counts. */
export function parseYaml(text: string): unknown {
  try {
    return sortedKeys(load(text, { schema, json: true }) ?? null);
  } catch (error) {
    throw reasonOf(error, text);
  }
}

/**
 * The JSON of a document that may be either: what does not begin as a JSON object is read as YAML.
 * After k8s.io/apimachinery/pkg/runtime/serializer/recognizer, where the YAML decoder takes what no other does.
 */
export const jsonOfDocument = (text: string): string => (text.trimStart().startsWith('{') ? text : encodeJson(parseYaml(text)));

/** What a strict reader says of the first repeated key; it names the line at which the value begins. */
export function repeatedKey(text: string): string | undefined {
  try {
    load(text, { schema });
  } catch (error) {
    if (!(error instanceof YAMLException) || !error.reason.startsWith('duplicated mapping key')) return undefined;
    const lines = text.split('\n');
    const [, key = '', rest = ''] = /^[\s{,-]*("[^"]*"|'[^']*'|[^:]*?)\s*:(.*)$/.exec((lines[error.mark.line] ?? '').slice(error.mark.column)) ?? [];
    const below = lines.slice(error.mark.line + 1).findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    const line = error.mark.line + 1 + (/^\s*(?:#.*)?$/.test(rest) && below >= 0 ? below + 1 : 0);
    return `yaml: unmarshal errors:\n  line ${line}: key ${quote(key.replace(/^["']|["']$/g, ''))} already set in map`;
  }
  return undefined;
}
