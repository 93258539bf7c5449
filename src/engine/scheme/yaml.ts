/**
 * YAML becomes JSON first, as sigs.k8s.io/yaml does: keys become text, and what YAML 1.1 takes for a boolean is one.
 */
import { CORE_SCHEMA, Type, YAMLException, load, loadAll, type LoadOptions } from 'js-yaml';
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';
import { trimLeft } from '../golang/trim';
import { sortedKeys } from './unstructured';

const YES = /^(?:y|Y|yes|Yes|YES|on|On|ON)$/;
const NO = /^(?:n|N|no|No|NO|off|Off|OFF)$/;
const word = (text: unknown): text is string => typeof text === 'string' && (YES.test(text) || NO.test(text));
const schema = CORE_SCHEMA.extend({
  // `<<` takes over the entries of another mapping.
  implicit: [
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text: unknown) => text === '<<' }),
    new Type('tag:yaml.org,2002:bool', {
      kind: 'scalar',
      resolve: (text: unknown) => word(text) || /^(?:true|True|TRUE|false|False|FALSE)$/.test(String(text)),
      construct: (text: string) => YES.test(text) || /^t/i.test(text),
    }),
  ],
});

interface Reason {
  readonly words: string;
  /** The scanner names no line when it fails in the first one; what is built of tokens never does. */
  readonly line: 'always' | 'below-the-first' | 'never';
}

/** js-yaml's reasons in libyaml's words, where they are of the same kind. */
const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/bad indentation of a mapping entry|mapping values|nested mappings/, { words: 'mapping values are not allowed in this context', line: 'below-the-first' }],
  [
    /unexpected end of the stream within a flow collection|missed comma between flow collection entries/,
    { words: "did not find expected ',' or ']'", line: 'always' },
  ],
  [/unexpected end of the stream within a (?:double|single) quoted scalar/, { words: 'found unexpected end of stream', line: 'below-the-first' }],
  [/nesting exceeded maxDepth/, { words: 'exceeded max depth of 10000', line: 'always' }],
  [/tab characters must not be used in indentation/, { words: 'found a tab character that violates indentation', line: 'below-the-first' }],
  [/end of the stream or a document separator is expected/, { words: 'did not find expected node content', line: 'always' }],
  [/unexpected end of the stream within/, { words: 'did not find expected node content', line: 'always' }],
];
/** A flow collection that ends where an item should begin. */
const CUT_BEFORE_ITEM = /[[{,]$/;
const CUT_IN_FLOW = /unexpected end of the stream within a flow collection/;

/** From zero; the end of the text is in its last line. */
const lineOf = (mark: { readonly line: number } | undefined, text: string): number => Math.min(mark?.line ?? 0, text.trimEnd().split('\n').length - 1);

/** Whether a line could go on with the text of the line before. */
const continuesText = (text: string, mark: { readonly line: number } | undefined): boolean =>
  /[^:\s"'\]}|>-]\s*$/.test(text.split('\n')[(mark?.line ?? 0) - 1] ?? '');

/** No token begins with these. */
const RESERVED = /^\s*[@`]/;

function wordsOf({ reason, mark }: YAMLException, text: string): Reason {
  const line = text.split('\n')[lineOf(mark, text)] ?? '';
  const [, anchor] = /^unidentified alias "(.*)"$/.exec(reason) ?? [];
  if (anchor !== undefined) return { words: `unknown anchor '${anchor}' referenced`, line: 'never' };
  if (line.startsWith('%')) return { words: 'found unknown directive name', line: 'below-the-first' };
  if (CUT_IN_FLOW.test(reason) && CUT_BEFORE_ITEM.test(text.trimEnd())) return { words: 'did not find expected node content', line: 'always' };
  if (RESERVED.test(line) || (/^\s*\t/.test(line) && !continuesText(text, mark)))
    return { words: 'found character that cannot start any token', line: 'below-the-first' };
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? { words: reason, line: 'always' };
}

function reasonOf(error: unknown, text: string): Error {
  if (error instanceof Refused) return new Error(`yaml: ${error.message}`);
  if (!(error instanceof YAMLException)) return new Error(String(error));
  const reason = wordsOf(error, text);
  const at = lineOf(error.mark, text);
  const names = reason.line === 'always' || (reason.line === 'below-the-first' && at > 0);
  const line = names ? `line ${at + 1}: ` : '';
  return new Error(`yaml: ${line}${reason.words}`, { cause: error });
}

/** Of goyaml: how much of what is decoded may come from aliases, in a small document and in one of many nodes. */
const FEW_NODES = 400_000;
const MANY_NODES = 4_000_000;
function allowedShare(nodes: number): number {
  if (nodes <= FEW_NODES) return 0.99;
  if (nodes >= MANY_NODES) return 0.1;
  return 0.99 - 0.89 * ((nodes - FEW_NODES) / (MANY_NODES - FEW_NODES));
}
/** goyaml takes 10,000 levels; the stack of the program is smaller. */
const MOST_LEVELS = 1000;
const TOO_DEEP = 'exceeded max depth of 10000';

class Refused extends Error {}

/**
 * Refuses a document that its aliases make as big as memory, before it is written out: what an alias stands for is one object
 * here. After decode.go of sigs.k8s.io/yaml/goyaml.v2; an alias of a scalar adds one node and is not counted as one.
 */
function checkAliases(document: unknown): void {
  const seen = new Set<object>();
  const within = new Set<object>();
  let [nodes, aliased] = [0, 0];
  const visit = (value: unknown, inAlias: boolean): void => {
    nodes += 1;
    if (inAlias) aliased += 1;
    if (aliased > 100 && nodes > 1000 && aliased / nodes > allowedShare(nodes)) throw new Refused('document contains excessive aliasing');
    if (typeof value !== 'object' || value === null) return;
    if (within.has(value)) throw new Refused('anchor value contains itself');
    if (within.size >= MOST_LEVELS) throw new Refused(TOO_DEEP);
    const again = inAlias || seen.has(value);
    seen.add(value);
    within.add(value);
    for (const [key, member] of Object.entries(value)) {
      if (!Array.isArray(value)) visit(key, again);
      visit(member, again);
    }
    within.delete(value);
  };
  visit(document, false);
}

// The types of the library do not have maxDepth yet.
const READING: LoadOptions & { readonly maxDepth: number } = { schema, json: true, maxDepth: MOST_LEVELS };

/** What follows a document separator is not looked at. */
function firstDocument(text: string): unknown {
  const documents: unknown[] = [];
  loadAll(text.replace(/^\ufeff/, ''), (document) => void documents.push(document), READING);
  return documents[0];
}

/** The document as plain values with sorted keys; throws with go-yaml's words. Of a repeated key the last counts. */
export function parseYaml(text: string): unknown {
  try {
    const document = firstDocument(text) ?? null;
    checkAliases(document);
    return sortedKeys(document);
  } catch (error) {
    throw reasonOf(error, text);
  }
}

/**
 * The JSON of a document that may be either: what does not begin as a JSON object is read as YAML.
 * After k8s.io/apimachinery/pkg/runtime/serializer/recognizer, where the YAML decoder takes what no other does.
 */
export const jsonOfDocument = (text: string): string => (isJsonObject(text) ? text : encodeJson(parseYaml(text)));

export const isJsonObject = (text: string): boolean => /^[\t-\r \u0085\u00a0]*\{/.test(text);

/** The key and what follows its colon in a line, which may begin with the indicators of what the mapping is in. */
function firstEntry(line: string): { readonly key: string; readonly rest: string } {
  const text = trimLeft(line, ' \t\r{,-');
  const quoted = /^("[^"]*"|'[^']*')\s*:/.exec(text);
  const colon = quoted === null ? text.indexOf(':') : quoted[0].length - 1;
  return colon === -1 ? { key: '', rest: '' } : { key: quoted?.[1] ?? text.slice(0, colon).trimEnd(), rest: text.slice(colon + 1) };
}

/** What a strict reader says of the first repeated key; it names the line at which the value begins. */
export function repeatedKey(text: string): string | undefined {
  try {
    load(text, { schema, maxDepth: MOST_LEVELS } as LoadOptions);
  } catch (error) {
    if (!(error instanceof YAMLException) || !error.reason.startsWith('duplicated mapping key')) return undefined;
    const lines = text.split('\n');
    const { key, rest } = firstEntry((lines[error.mark.line] ?? '').slice(error.mark.column));
    const below = lines.slice(error.mark.line + 1).findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    const line = error.mark.line + 1 + (/^\s*(?:#.*)?$/.test(rest) && below >= 0 ? below + 1 : 0);
    return `yaml: unmarshal errors:\n  line ${line}: key ${quote(key.replace(/^["']|["']$/g, ''))} already set in map`;
  }
  return undefined;
}
