/**
 * The files of one API server. Its flags and its files call the folder $DIR, as recordings do; other names, such as $WEBHOOK for
 * an address, stand for what is known only when everything runs. Two servers whose files say the same are the same server.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FOLDER = '$DIR';

export class ServerFolder {
  readonly #values = new Map([[FOLDER, mkdtempSync(path.join(tmpdir(), 'cukernetes-files-'))]]);
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
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, this.expandPlaceholders(content), { mode: 0o600 });
  }

  /** Every file of a scenario or of a recording is written by way of this. */
  #fileCalled(name: string): string {
    const file = path.resolve(this.path, name);
    const [first] = path.relative(this.path, file).split(path.sep);
    if (path.isAbsolute(name) || name.includes('\0') || first === undefined || first === '' || first === '..')
      throw new Error(`The file ${JSON.stringify(name)} would lie outside of $DIR: name one inside.`);
    return file;
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
  addressesOf(flags: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
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
