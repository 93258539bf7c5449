/** The files of the API server of a scenario, which flags and other files name as `$DIR/...`. */
import { readFileSync, statSync } from 'node:fs';
import { ServerFolder } from '../../src/index';
import { withRepetitions } from './repeated-text';
import type { Scenario } from './scenario';

export class ServerFiles {
  readonly #scenario: Scenario;
  readonly #flags: () => readonly string[];
  readonly #names = new Map<string, string>();
  #folder: ServerFolder | undefined;

  /** `flags` returns the values of the server's flags. */
  constructor(scenario: Scenario, flags: () => readonly string[]) {
    this.#scenario = scenario;
    this.#flags = flags;
  }

  get folder(): ServerFolder {
    if (this.#folder !== undefined) return this.#folder;
    const folder = new ServerFolder();
    this.#scenario.resources.add(() => folder.remove());
    return (this.#folder = folder);
  }

  /** The folder as an option of a target; nothing where the scenario has no file. */
  get option(): { readonly folder?: ServerFolder } {
    return this.#folder === undefined ? {} : { folder: this.#folder };
  }

  contents(): readonly (readonly [string, string])[] {
    return this.#folder?.contents() ?? [];
  }

  /** Writes a file that a flag or another file has to name. */
  presume(name: string, text: string): void {
    this.folder.write(name, text);
    this.#scenario.presumptions.add({
      called: `$DIR/${name}`,
      complaint: `no flag and no other file names $DIR/${name}, so nothing reads the file. Correct the name, or leave the step out.`,
      isUsed: () => [...this.#flags(), ...this.contents().map(([, content]) => content)].some((one) => one.includes(`$DIR/${name}`)),
    });
  }

  /** All that the flags, the files that they name, and the files of the scenario contain. */
  texts(): readonly string[] {
    const flags = this.#flags();
    const named = flags.flatMap((flag) => (statSync(flag, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(flag, 'utf8') : []));
    return [...flags, ...named, ...this.contents().map(([, text]) => text)];
  }

  /** From now on objects and requests name the value so, which is another in the next run. */
  name(name: `$${string}`, value: string): void {
    this.#names.set(name, value);
  }

  /** Names become values, and what a text repeats is there so often. */
  expandPlaceholders(text: string): string {
    const named = [...this.#names].reduce((whole, [name, value]) => whole.replaceAll(name, value), withRepetitions(text));
    return this.#folder?.expandPlaceholders(named) ?? named;
  }

  /** A text with the names of the scenario for its addresses and folder, which are others in the next run. */
  withNames(text: string): string {
    const named = [...this.#names].reduce((whole, [name, value]) => whole.replaceAll(value, name), text);
    return this.#folder?.restorePlaceholders(named) ?? named;
  }
}
