/** What is written where: the nodes of a feature by their ids, as the messages of a run name them. */

export interface GherkinNode {
  readonly id: string;
  readonly location: { readonly line: number };
  /** Of a step or a scenario, with the space after it. */
  readonly keyword?: string;
}

const isNode = (value: object): value is GherkinNode => 'id' in value && 'location' in value;

/** `value` is a document, or a part or a list of some. */
export function* nodesIn(value: unknown): Generator<readonly [string, GherkinNode]> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield [value.id, value];
  for (const part of Object.values(value)) yield* nodesIn(part);
}

/** The line of each node. */
export const linesIn = (value: unknown): ReadonlyMap<string, number> => new Map([...nodesIn(value)].map(([id, { location }]) => [id, location.line]));
