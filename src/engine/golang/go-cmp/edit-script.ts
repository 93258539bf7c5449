/**
 * How one list becomes another: which elements stay, change, go and come. It is searched for from both ends in turn, along diagonals, for no longer than in
 * proportion to the lists, so that it is good and not always the shortest. After github.com/google/go-cmp/cmp/internal/diff.
 */
export type Edit = 'identity' | 'modified' | 'uniqueX' | 'uniqueY';

export interface Compared {
  readonly same: number;
  readonly differing: number;
}
type Compare = (x: number, y: number) => Compared;

const equal = ({ differing }: Compared): boolean => differing === 0;
const similar = ({ same, differing }: Compared): boolean => same + 1 >= differing;

/** 0, -1, 1, -2, 2 ... */
const zigzag = (at: number): number => (at % 2 === 1 ? -(at + 1) / 2 : at / 2);

/** A path through the table of all pairs, from one of its corners. */
class Path {
  readonly edits: Edit[] = [];

  constructor(
    private readonly step: 1 | -1,
    public x: number,
    public y: number,
  ) {}

  append(edit: Edit): void {
    this.edits.push(edit);
    if (edit !== 'uniqueY') this.x += this.step;
    if (edit !== 'uniqueX') this.y += this.step;
  }

  /** The next pair in its direction. */
  compare(compare: Compare): Compared {
    return this.step === 1 ? compare(this.x, this.y) : compare(this.x - 1, this.y - 1);
  }

  connect(x: number, y: number, compare: Compare): void {
    const left = (): readonly [number, number] => [(x - this.x) * this.step, (y - this.y) * this.step];
    for (let [ofX, ofY] = left(); ofX > 0 && ofY > 0; [ofX, ofY] = left()) {
      const compared = this.compare(compare);
      const removes = this.step === 1 ? ofX >= ofY : ofX > ofY;
      this.append(equal(compared) ? 'identity' : similar(compared) ? 'modified' : removes ? 'uniqueX' : 'uniqueY');
    }
    while ((x - this.x) * this.step > 0) this.append('uniqueX');
    while ((y - this.y) * this.step > 0) this.append('uniqueY');
  }
}

class Search {
  readonly #forward = new Path(1, 0, 0);
  readonly #reverse: Path;
  readonly #front = { x: 0, y: 0 };
  readonly #back: { x: number; y: number };
  #budget: number;

  constructor(
    ofX: number,
    ofY: number,
    private readonly compare: Compare,
  ) {
    this.#reverse = new Path(-1, ofX, ofY);
    this.#back = { x: ofX, y: ofY };
    this.#budget = 4 * (ofX + ofY);
  }

  run(): readonly Edit[] {
    while (this.#goesOn()) {
      this.#searchForward();
      if (!this.#goesOn()) break;
      this.#searchBackward();
    }
    this.#forward.connect(this.#reverse.x, this.#reverse.y, this.compare);
    return [...this.#forward.edits, ...this.#reverse.edits.reverse()];
  }

  #goesOn(): boolean {
    return this.#front.x < this.#back.x && this.#front.y < this.#back.y && this.#budget > 0;
  }

  #searchForward(): void {
    const [front, path, end] = [this.#front, this.#forward, this.#reverse];
    this.#diagonal((z) => {
      const [x, y] = [front.x + z, front.y - z];
      if (x >= end.x || y < path.y) return 'one side';
      if (y >= end.y || x < path.x) return 'other side';
      return this.#follow(path, end, x, y, equal(this.compare(x, y)));
    }, front);
    if (end.x - front.x >= end.y - front.y) front.x += 1;
    else front.y += 1;
  }

  #searchBackward(): void {
    const [back, path, end] = [this.#back, this.#reverse, this.#forward];
    this.#diagonal((z) => {
      const [x, y] = [back.x - z, back.y + z];
      if (end.x >= x || path.y < y) return 'one side';
      if (end.y >= y || path.x < x) return 'other side';
      return this.#follow(path, end, x, y, equal(this.compare(x - 1, y - 1)));
    }, back);
    if (back.x - end.x >= back.y - end.y) back.x -= 1;
    else back.y -= 1;
  }

  #follow(path: Path, end: Path, x: number, y: number, isEqual: boolean): 'found' | 'not here' {
    if (!isEqual) return 'not here';
    path.connect(x, y, this.compare);
    do path.append('identity');
    while (path.x !== end.x && path.y !== end.y && equal(path.compare(this.compare)));
    return 'found';
  }

  /** Tries places ever farther from the frontier, until there is a match or both sides are met. */
  #diagonal(tryAt: (z: number) => 'one side' | 'other side' | 'found' | 'not here', frontier: { x: number; y: number }): void {
    const met = new Set<string>();
    for (let at = 0; met.size < 2 && this.#budget > 0; at += 1) {
      const outcome = tryAt(zigzag(at));
      if (outcome === 'not here') this.#budget -= 1;
      else if (outcome !== 'found') met.add(outcome);
      else {
        const path = frontier === this.#front ? this.#forward : this.#reverse;
        [frontier.x, frontier.y] = [path.x, path.y];
        return;
      }
    }
  }
}

export const editScript = (ofX: number, ofY: number, compare: Compare): readonly Edit[] => new Search(ofX, ofY, compare).run();
