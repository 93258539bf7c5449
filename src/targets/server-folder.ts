/**
 * The files of one API server. Its flags and its files call the folder $DIR, as recordings do; other names, such as $WEBHOOK for
 * an address, stand for what is known only when everything runs. Two servers whose files say the same are the same server.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolders } from '../engine/golang/files';
import { temporaryFolder } from '../temporary-folder';

const FOLDER = '$DIR';
/** Flags that name what kube-apiserver writes. */
const WRITTEN: ReadonlySet<string> = new Set(['audit-log-path', 'cert-dir', 'log-dir', 'log-file']);
/** A flag that names a file or a folder: by its name, or by a value that only a path has. */
const isPath = (name: string, value: string): boolean => /(?:file|path|dir)$/.test(name) || path.isAbsolute(value) || value.split(/[/\\]/).includes('..');
/** Of audit-log-path, the standard output. */
const STANDARD_OUTPUT = '-';

type Reads = 'anywhere' | 'inside';
type Flags = Readonly<Record<string, string>>;

/** Throws when a flag names something to write that the folder does not hold, or to read where that is asked for. */
function requireInside(flags: Flags, holds: (file: string) => boolean, reads: Reads): void {
  for (const [name, value] of Object.entries(flags)) {
    const isBound = WRITTEN.has(name.replaceAll('_', '-')) || (reads === 'inside' && isPath(name, value));
    if (isBound && value !== '' && value !== STANDARD_OUTPUT && !holds(path.resolve(value)))
      throw new Error(`The flag --${name} names ${JSON.stringify(value)}, which lies outside of $DIR: name one inside.`);
  }
}

/** The flags of a server that has no folder. */
export function unplacedFlags(flags: Flags): Flags {
  requireInside(flags, () => false, 'anywhere');
  return flags;
}

export class ServerFolder {
  readonly #values = new Map([[FOLDER, temporaryFolder('files')]]);
  #isLeft = false;
  #isShareable = true;

  get path(): string {
    return this.#values.get(FOLDER) ?? '';
  }

  /** From now on the name stands for the value: `$WEBHOOK` for `127.0.0.1:41235`. */
  name(name: `$${string}`, value: string): void {
    this.#values.set(name, value);
  }

  /** A file that is there is written anew. */
  write(name: string, content: string): void {
    const file = this.#fileCalled(name);
    makeFolders(path.dirname(file));
    writeFileSync(file, this.expandPlaceholders(content), { mode: 0o600 });
  }

  /** Every file of a scenario or of a recording is written by way of this. */
  #fileCalled(name: string): string {
    const file = path.resolve(this.path, name);
    if (path.isAbsolute(name) || name.includes('\0') || !this.#holds(file))
      throw new Error(`The file ${JSON.stringify(name)} would lie outside of $DIR: name one inside.`);
    return file;
  }

  /** The flags with names expanded. What the server writes it writes into the folder; `reads` says that it reads from nowhere else either. */
  placedFlags(flags: Flags, reads: Reads = 'anywhere'): Flags {
    const placed = Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, this.expandPlaceholders(value)]));
    requireInside(placed, (file) => this.#holds(file), reads);
    return placed;
  }

  #holds(file: string): boolean {
    const [first] = path.relative(this.path, file).split(path.sep);
    return first !== undefined && first !== '' && first !== '..';
  }

  /** Names become values. */
  expandPlaceholders(text: string): string {
    return [...this.#values].reduce((expanded, [name, value]) => expanded.replaceAll(name, value), text);
  }

  /** Values become names, so that a text is the same in every folder. */
  restorePlaceholders(text: string): string {
    return [...this.#values].reduce((restored, [name, value]) => restored.replaceAll(value, name), text);
  }

  /** What the files say, whichever folder they lie in. */
  contents(): readonly (readonly [string, string])[] {
    return readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .sort()
      .map((file) => [path.relative(this.path, file), this.restorePlaceholders(readFileSync(file, 'utf8'))] as const);
  }

  /** Whether a server with these files may serve scenarios with the same files after this one. */
  get isShareable(): boolean {
    return this.#isShareable;
  }

  /** Something that the server asks ends with the scenario, and what it was answered it remembers. */
  keepToScenario(): void {
    this.#isShareable = false;
  }

  /** The addresses that flags or files name: a server that has the same files but calls other addresses is another server. */
  addressesOf(flags: Flags): readonly (readonly [string, string])[] {
    const naming = JSON.stringify([flags, this.contents()]);
    return [...this.#values].filter(([name]) => name !== FOLDER && naming.includes(name));
  }

  /** From now on the files are those that lie there, which say the same: a server reads them that runs already. */
  moveTo(folder: string): void {
    this.remove();
    this.#values.set(FOLDER, folder);
    this.#isLeft = false;
  }

  /** Returns the folder, which the caller removes from now on. */
  leave(): string {
    this.#isLeft = true;
    return this.path;
  }

  remove(): void {
    if (!this.#isLeft) rmSync(this.path, { recursive: true, force: true });
  }
}
