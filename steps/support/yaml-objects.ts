/**
 * Kubernetes objects in YAML text, `---` between them, lists expanded. What is wrong with the text is reported with its place: the file or
 * doc string, the line, and the object.
 */
import { loadAll, YAMLException } from 'js-yaml';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly generateName?: string; readonly namespace?: string };
}

type Fields = Readonly<Record<string, unknown>>;

interface Document {
  readonly value: unknown;
  /** Of its first line, from 1 on. */
  readonly line: number;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What js-yaml passes to its listener of each node. */
interface ParserState {
  readonly line: number;
  readonly lineIndent: number;
}

function documentsIn(yaml: string, source: string): readonly Document[] {
  const lines: number[] = [];
  let depth = 0;
  const listener = (event: 'open' | 'close', state: ParserState): void => {
    if (event === 'open' && depth === 0) lines.push(state.line + 1);
    depth += event === 'open' ? 1 : -1;
  };
  try {
    const options = { listener: listener as (this: unknown, event: 'open' | 'close', state: unknown) => void };
    return loadAll(yaml, undefined, options as Parameters<typeof loadAll>[2]).map((value, at) => ({ value, line: lines[at] ?? 1 }));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // A text that ends too early ends on its last line.
    const line = Math.min(error.mark.line + 1, yaml.trimEnd().split('\n').length);
    throw new Error(`${source}, line ${line}: this is not YAML: ${error.reason}`, { cause: error });
  }
}

const described = ({ kind, metadata }: Fields): string => {
  const name = isFields(metadata) && isText(metadata['name']) ? ` ${JSON.stringify(metadata['name'])}` : '';
  return `the ${isText(kind) ? kind : 'object'}${name}`;
};

function manifest(value: unknown, place: string): Manifest {
  if (!isFields(value)) throw new Error(`${place}: ${JSON.stringify(value)} is not an object. A manifest has apiVersion, kind and metadata.`);
  const missing = [...(isText(value['apiVersion']) ? [] : ['apiVersion']), ...(isText(value['kind']) ? [] : ['kind'])];
  if (missing.length > 0) throw new Error(`${place}: ${described(value)} has no ${missing.join(' and no ')}. For example: apiVersion: v1, kind: Secret`);
  const { metadata = {} } = value;
  if (!isFields(metadata)) throw new Error(`${place}: the metadata of ${described(value)} is ${JSON.stringify(metadata)}. It has fields such as name.`);
  return { ...value, metadata } as unknown as Manifest;
}

/** The items of a List, or of a list of one kind (RoleBindingList), as kubectl expands them; an item of the latter has the kind of its list. */
function expanded(value: unknown, place: string): readonly Manifest[] {
  const list = manifest(value, place);
  const items: unknown = (list as unknown as Fields)['items'];
  if (!list.kind.endsWith('List') || !Array.isArray(items)) return [list];
  const inherited = list.kind === 'List' ? {} : { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, at) => expanded(isFields(item) ? { ...inherited, ...item } : item, `${place}, items[${at}]`));
}

/**
 * The objects, in order. `source` is where the text comes from: a file, or "the doc string". Throws an error that names source, line and
 * object when the text is not YAML, holds no object, or has something without apiVersion and kind.
 */
export function objectsIn(yaml: string, source: string): readonly Manifest[] {
  const documents = documentsIn(yaml, source).filter(({ value }) => value !== null && value !== undefined);
  if (documents.length === 0) throw new Error(`${source} holds no object. Write one as YAML, with apiVersion and kind.`);
  return documents.flatMap(({ value, line }) => expanded(value, `${source}, line ${line}`));
}
