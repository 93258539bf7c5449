/**
 * The images of the process runtime: folders with what a container has as its root, made of busybox, curl and kubectl of this machine.
 * Nothing is pulled; a name that is not here is not found.
 */
import { execFile } from 'node:child_process';
import { access, chmod, copyFile, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { makeFolders } from '../../../engine/golang/files';
import { fullImageName } from '../../images/image-name';
import type { RuntimeImage } from '../runtime';

const run = promisify(execFile);

interface Recipe {
  readonly command: readonly string[];
  /** Programs besides busybox. */
  readonly programs: readonly string[];
}
const RECIPES = new Map<string, Recipe>([
  ['docker.io/local/shell:latest', { command: ['sleep', '86400'], programs: [] }],
  ['docker.io/library/busybox:latest', { command: ['sh'], programs: [] }],
  ['docker.io/luksa/kubectl-proxy:latest', { command: ['kubectl', 'proxy', '--accept-hosts=.*'], programs: ['curl', 'kubectl'] }],
]);

export interface ImageRoot {
  readonly folder: string;
  readonly command: readonly string[];
}

async function findProgram(name: string): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return realpath(file);
  }
  throw new Error(`${name} is not on this machine`);
}

/** The shared libraries of a program; none if it has none. */
async function librariesOf(file: string): Promise<readonly string[]> {
  const { stdout } = await run('ldd', [file]).catch(() => ({ stdout: '' }));
  return stdout.match(/\/[^\s():]+/g)?.filter((library) => library !== file) ?? [];
}

export class ImageRoots {
  readonly #made = new Map<string, Promise<ImageRoot>>();

  constructor(readonly folder: string) {}

  list(): readonly RuntimeImage[] {
    return [...RECIPES.keys()].map((name) => ({ name, id: `sha256:${createHash('sha256').update(name).digest('hex')}`, size: 1_000_000 }));
  }

  find(image: string): RuntimeImage | undefined {
    return this.list().find(({ name }) => name === fullImageName(image));
  }

  /** The root of the image, made when it is first asked for. */
  root(image: string): Promise<ImageRoot> {
    const name = fullImageName(image);
    const known = this.#made.get(name) ?? this.#make(name);
    this.#made.set(name, known);
    return known;
  }

  async #make(name: string): Promise<ImageRoot> {
    const recipe = RECIPES.get(name);
    if (recipe === undefined) throw new Error(`image ${JSON.stringify(name)} not found`);
    const folder = path.join(this.folder, name.replace(/[/:]/g, '_'));
    const bin = path.join(folder, 'bin');
    for (const each of ['bin', 'etc', 'tmp', 'root', 'proc', 'dev']) makeFolders(path.join(folder, each));
    await chmod(path.join(folder, 'tmp'), 0o1777);
    await writeFile(path.join(folder, 'etc', 'passwd'), 'root:x:0:0:root:/:/bin/sh\n');
    const busybox = await findProgram('busybox');
    await copyFile(busybox, path.join(bin, 'busybox'));
    const { stdout } = await run(busybox, ['--list']);
    const own = new Set(recipe.programs);
    for (const applet of stdout.split('\n').filter((each) => each !== '' && each !== 'busybox' && !own.has(each)))
      await symlink('busybox', path.join(bin, applet)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    for (const program of recipe.programs) {
      const file = await findProgram(program);
      await copyFile(file, path.join(bin, program));
      for (const library of await librariesOf(file)) {
        makeFolders(path.join(folder, path.dirname(library)));
        await copyFile(await realpath(library), path.join(folder, library));
      }
    }
    return { folder, command: recipe.command };
  }
}
