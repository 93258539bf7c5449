/** YAML documents as trees of nodes that know their lines, so that a message about a field names the line of the field. */
import { loadAll, YAMLException } from 'js-yaml';

/** What is wrong with a manifest, and where. Line 0 is the file as a whole. */
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

export interface Node {
  /** Of its first line, from 1 on. */
  readonly line: number;
  /** Keys and values in turn of a mapping; items of a sequence. */
  readonly children: readonly Node[];
  readonly value: unknown;
}

/** What js-yaml passes to its listener of each node. */
interface ParserState {
  readonly line: number;
  readonly result: unknown;
}

export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The documents of a text. Throws a ManifestError that names `file` when the text is not YAML. */
export function nodesIn(text: string, file: string): readonly Node[] {
  const roots: Node[] = [];
  const open: { readonly line: number; readonly children: Node[] }[] = [];
  const listener = (event: 'open' | 'close', { line, result }: ParserState): void => {
    if (event === 'open') {
      open.push({ line: line + 1, children: [] });
      return;
    }
    const node = open.pop();
    if (node !== undefined) (open.at(-1)?.children ?? roots).push({ ...node, value: result });
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

/** The child of a mapping or a sequence, with the line on which it is named. */
export function childOf({ value, children }: Node, step: string | number): Node | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? children[step] : undefined;
  if (!isFields(value)) return undefined;
  const at = children.findIndex((key, index) => index % 2 === 0 && key.value === step);
  const [key, child] = [children[at], children[at + 1]];
  return at === -1 || key === undefined || child === undefined ? undefined : { ...child, line: key.line };
}

/** The line of a field or an item, or of what is nearest around it. */
export function lineIn(node: Node, place: readonly (string | number)[]): number {
  let nearest = node;
  for (const step of place) {
    const next = childOf(nearest, step);
    if (next === undefined) break;
    nearest = next;
  }
  return nearest.line;
}
