/**
 * Manifests with their places: files, directories with everything in them, or standard input (`-`); several documents a file, lists taken
 * apart. Each field knows its line, so that what is said of it says where it stands.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import type { KubeObject } from '../engine/api/objects';

const MANIFEST = /\.(?:ya?ml|json)$/;
const STANDARD_INPUT = '-';

/** What is wrong with a manifest, and where. */
export class ManifestError extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly complaint: string,
    options?: ErrorOptions,
  ) {
    super(`${file}${line === 0 ? '' : `:${line}`}: ${complaint}`, options);
  }
}

export interface Manifest {
  readonly file: string;
  /** Of its first line, from 1 on. */
  readonly line: number;
  /** As it is written; it has a kind, and nothing else is sure. */
  readonly object: KubeObject;
  /** The line of a field or an item, or of what is nearest around it: `lineOf('roleRef', 'kind')`. */
  lineOf(...place: readonly (string | number)[]): number;
}

interface Node {
  readonly line: number;
  readonly children: Node[];
  value: unknown;
}

/** What js-yaml passes to its listener of each node. */
interface ParserState {
  readonly line: number;
  readonly result: unknown;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function filesIn(given: string): readonly string[] {
  if (given === STANDARD_INPUT) return [given];
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined) throw new ManifestError(given, 0, 'no such file or directory');
  if (!found.isDirectory()) return [given];
  const files = readdirSync(given, { recursive: true, encoding: 'utf8' }).filter((file) => MANIFEST.test(file));
  if (files.length === 0) throw new ManifestError(given, 0, 'no manifest in this directory: a name ends with .yaml, .yml or .json');
  return files.sort().map((file) => path.join(given, file));
}

/** The documents as trees of nodes. A mapping has its keys and values for children, in turn. */
function nodesIn(text: string, file: string): readonly Node[] {
  const roots: Node[] = [];
  const open: Node[] = [];
  const listener = (event: 'open' | 'close', { line, result }: ParserState): void => {
    if (event === 'open') {
      open.push({ line: line + 1, children: [], value: undefined });
      return;
    }
    const node = open.pop();
    if (node === undefined) return;
    node.value = result;
    (open[open.length - 1]?.children ?? roots).push(node);
  };
  try {
    loadAll(text, undefined, { listener: listener as (this: unknown, event: 'open' | 'close', state: unknown) => void } as Parameters<typeof loadAll>[2]);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // A text that ends too early ends on its last line.
    throw new ManifestError(file, Math.min(error.mark.line + 1, text.trimEnd().split('\n').length), `this is not YAML: ${error.reason}`, { cause: error });
  }
  return roots;
}

/** The child of a mapping or a sequence, and the line on which it is named. */
function childOf({ value, children }: Node, step: string | number): Node | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? children[step] : undefined;
  if (!isFields(value)) return undefined;
  const at = children.findIndex((key, index) => index % 2 === 0 && key.value === step);
  const [key, child] = [children[at], children[at + 1]];
  return at === -1 || key === undefined || child === undefined ? undefined : { ...child, line: key.line };
}

function lineIn(node: Node, place: readonly (string | number)[]): number {
  let nearest = node;
  for (const step of place) {
    const next = childOf(nearest, step);
    if (next === undefined) break;
    nearest = next;
  }
  return nearest.line;
}

function manifestsOf(node: Node, file: string): readonly Manifest[] {
  const { value, line } = node;
  if (value === null || value === undefined) return [];
  if (!isFields(value) || typeof value['kind'] !== 'string') throw new ManifestError(file, line, 'a document that is no object: it has no kind');
  const { kind, apiVersion, items } = value;
  if (!kind.endsWith('List') || !Array.isArray(items)) {
    return [{ file, line, object: value as unknown as KubeObject, lineOf: (...place) => lineIn(node, place) }];
  }
  // An item of a RoleBindingList has the kind of its list.
  const inherited = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, at) => {
    const child = childOf(node, 'items')?.children[at] ?? { line, children: [], value: item };
    return manifestsOf({ ...child, value: isFields(item) ? { ...inherited, ...item } : item }, file);
  });
}

function contentOf(file: string): string {
  try {
    return readFileSync(file === STANDARD_INPUT ? 0 : file, 'utf8');
  } catch (error) {
    throw new ManifestError(file, 0, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

/** Of what cannot be read, `unreadable` says what to do with it. */
export function readManifests(paths: readonly string[], unreadable: (error: ManifestError) => void): readonly Manifest[] {
  const attempted = <T>(attempt: () => readonly T[]): readonly T[] => {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      unreadable(error);
      return [];
    }
  };
  const files = paths.flatMap((given) => attempted(() => filesIn(given)));
  return files.flatMap((file) => {
    const name = file === STANDARD_INPUT ? 'standard input' : file;
    return attempted(() => nodesIn(contentOf(file), name)).flatMap((node) => attempted(() => manifestsOf(node, name)));
  });
}
