/** The files of a simulated container: folders of this machine that are mounted at a place, and one folder for all else. */
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import path from 'node:path';
import { makeFolders } from '../../../engine/golang/files';

interface MountedFolder {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** A failure in the words of the C library. */
export class FileFault extends Error {}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'No such file or directory'],
  ['EISDIR', 'Is a directory'],
  ['ENOTDIR', 'Not a directory'],
  ['EACCES', 'Permission denied'],
  ['ENOTEMPTY', 'Directory not empty'],
]);

function inWords<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code = '' } = error as { readonly code?: string };
    throw new FileFault(WORDS.get(code) ?? String(error));
  }
}

export class ContainerFiles {
  readonly #root: string;
  /** The longest place first. */
  readonly #mounts: readonly MountedFolder[];

  constructor(root: string, mounts: readonly MountedFolder[]) {
    this.#root = root;
    this.#mounts = [...mounts].sort((one, other) => other.containerPath.length - one.containerPath.length);
    for (const folder of ['tmp', 'etc']) makeFolders(path.join(root, folder));
  }

  read(place: string): string {
    return inWords(() => readFileSync(this.#at(place), 'utf8'));
  }

  write(place: string, text: string, appends = false): void {
    const mount = this.#mountOf(path.posix.resolve('/', place));
    if (mount?.readOnly === true) throw new FileFault('Read-only file system');
    inWords(() => writeFileSync(this.#at(place), text, { flag: appends ? 'a' : 'w' }));
  }

  remove(place: string): void {
    if (this.#mountOf(path.posix.resolve('/', place))?.readOnly === true) throw new FileFault('Read-only file system');
    inWords(() => rmSync(this.#at(place)));
  }

  makeFolder(place: string): void {
    inWords(() => makeFolders(this.#at(place)));
  }

  exists(place: string): boolean {
    return existsSync(this.#at(place));
  }

  /** Of what a link leads to, unless the link itself is asked for. */
  stat(place: string, ofLink = false): Stats {
    return inWords(() => (ofLink ? lstatSync(this.#at(place)) : statSync(this.#at(place))));
  }

  /** The names in a folder, sorted as busybox sorts them. */
  list(place: string): readonly string[] {
    return [...inWords(() => readdirSync(this.#at(place)))].sort();
  }

  #mountOf(place: string): MountedFolder | undefined {
    return this.#mounts.find(({ containerPath }) => place === containerPath || place.startsWith(`${containerPath.replace(/\/$/, '')}/`));
  }

  #at(place: string): string {
    const whole = path.posix.resolve('/', place);
    const mount = this.#mountOf(whole);
    return mount === undefined ? path.join(this.#root, whole) : path.join(mount.hostPath, whole.slice(mount.containerPath.length));
  }
}
