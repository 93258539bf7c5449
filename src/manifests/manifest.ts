/** Kubernetes objects of YAML documents, lists expanded as kubectl expands them. */
import type { KubeObject } from '../engine/api/objects';
import { own } from '../engine/golang/map';
import { childOf, isFields, lineIn, ManifestError, nodesIn, type Node } from './nodes';

export interface Manifest {
  readonly file: string;
  /** Of its first line, from 1 on. */
  readonly line: number;
  /** As it is written, with empty metadata where it has none. */
  readonly object: KubeObject & { readonly apiVersion: string; readonly kind: string };
  /** The line of a field or an item, or of what is nearest around it: `lineOf('roleRef', 'kind')`. */
  lineOf(...place: readonly (string | number)[]): number;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const described = ({ kind, metadata }: Readonly<Record<string, unknown>>): string => {
  const name = isFields(metadata) && isText(metadata['name']) ? ` ${JSON.stringify(metadata['name'])}` : '';
  return `the ${isText(kind) ? kind : 'object'}${name}`;
};

const MOST_SHOWN = 60;

/** A file of something else may be long, and secret. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)} ...`;
}

/** What keeps a value from being an object of Kubernetes. */
function complaintOf(value: unknown): string | undefined {
  if (!isFields(value)) return `${shown(value)} is not an object. A manifest has apiVersion, kind and metadata.`;
  const missing = ['apiVersion', 'kind'].filter((field) => !isText(own(value, field)));
  if (missing.length > 0) return `${described(value)} has no ${missing.join(' and no ')}. For example: apiVersion: v1, kind: Secret`;
  const { metadata = {} } = value;
  return isFields(metadata) ? undefined : `the metadata of ${described(value)} is ${JSON.stringify(metadata)}. It has fields such as name.`;
}

/** The objects of a document; none of an empty one. Items of a list of one kind (RoleBindingList) have the kind of the list. Throws a ManifestError. */
export function manifestsOf(node: Node, file: string, place = ''): readonly Manifest[] {
  const { value, line } = node;
  if (place === '' && (value === null || value === undefined)) return [];
  const complaint = complaintOf(value);
  if (complaint !== undefined) throw new ManifestError(file, line, place + complaint);
  const written = value as Partial<Manifest['object']>;
  const object = { ...written, metadata: written.metadata ?? {} } as Manifest['object'];
  const { kind, apiVersion, items } = object;
  if (!kind.endsWith('List') || !Array.isArray(items)) return [{ file, line, object, lineOf: (...steps) => lineIn(node, steps) }];
  const inherited = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, at) => {
    const child = childOf(node, 'items')?.children[at] ?? { line, children: [], value: item };
    return manifestsOf({ ...child, value: isFields(item) ? { ...inherited, ...item } : item }, file, `${place}items[${at}]: `);
  });
}

/** The objects of a text. Throws a ManifestError, which names `file`, at the first fault. */
export const manifestsIn = (text: string, file: string): readonly Manifest[] => nodesIn(text, file).flatMap((node) => manifestsOf(node, file));
