/** How many parts are not shown, and why, in words: `2 identical fields`, `1 removed and 2 inserted elements`. */
const LABELS = ['identical', 'removed', 'inserted', 'modified'] as const;
export type Counts = Readonly<Partial<Record<(typeof LABELS)[number], number>>>;

interface Part {
  readonly x?: unknown;
  readonly y?: unknown;
  readonly differing: number;
}
const labelOf = ({ x, y, differing }: Part): keyof Counts =>
  differing === 0 ? 'identical' : y === undefined ? 'removed' : x === undefined ? 'inserted' : 'modified';

export class Statistics {
  constructor(
    private readonly name: string,
    private readonly counts: Counts = {},
  ) {}

  get isEmpty(): boolean {
    return LABELS.every((label) => (this.counts[label] ?? 0) === 0);
  }

  with(parts: readonly Part[]): Statistics {
    const labels = parts.map(labelOf);
    const counts = LABELS.map((label) => [label, (this.counts[label] ?? 0) + labels.filter((found) => found === label).length] as const);
    return new Statistics(this.name, Object.fromEntries(counts));
  }

  toString(): string {
    const said = LABELS.filter((label) => (this.counts[label] ?? 0) > 0).map((label) => `${this.counts[label]} ${label}`);
    const sum = LABELS.reduce((total, label) => total + (this.counts[label] ?? 0), 0);
    const name = sum > 1 ? `${this.name}s`.replace(/ys$/, 'ies') : this.name;
    const list = said.length <= 2 ? said.join(' and ') : `${said.slice(0, -1).join(', ')}, and ${said.at(-1)}`;
    return `${list} ${name}`;
  }
}
