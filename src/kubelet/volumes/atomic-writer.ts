/**
 * Files that change all at once: they lie in a folder named after the time, `..data` leads to that folder, and each name in the volume
 * leads through `..data`. What is the same is not written again. Upstream: pkg/volume/util/atomic_writer.go
 */
import { chmod, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders } from '../../engine/golang/files';
import type { Payload } from './payload';

const DATA = '..data';
const NEW_DATA = '..data_tmp';

/** ..2026_11_30_22_15_30.123456789 */
function folderName(milliseconds: number): string {
  const time = new Date(milliseconds).toISOString().slice(0, 19).replace(/[-T:]/g, '_');
  return `..${time}.${String(process.hrtime.bigint() % 4_294_967_296n)}`;
}

const firstOf = (file: string): string => file.split('/')[0] ?? '';

async function isSame(folder: string, payload: Payload): Promise<boolean> {
  try {
    const present = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    if (present.length !== payload.size) return false;
    for (const [name, { bytes, mode }] of payload) {
      const file = path.join(folder, name);
      if (((await lstat(file)).mode & 0o7777) !== mode || !(await readFile(file)).equals(bytes)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Reports whether anything was written. */
export async function writeAtomically(target: string, payload: Payload, now: number): Promise<boolean> {
  makeFolders(target);
  const link = path.join(target, DATA);
  const before = await readlink(link).catch(() => undefined);
  if (before !== undefined && (await isSame(path.join(target, before), payload))) return false;
  const name = folderName(now);
  const folder = path.join(target, name);
  await mkdir(folder, { mode: 0o755 });
  for (const [file, { bytes, mode }] of payload) {
    const place = path.join(folder, file);
    makeFolders(path.dirname(place));
    await writeFile(place, bytes);
    // An umask may have taken rights away.
    await chmod(place, mode);
  }
  await symlink(name, path.join(target, NEW_DATA));
  await rename(path.join(target, NEW_DATA), link);
  const wanted = new Set([...payload.keys()].map(firstOf));
  const present = new Set((await readdir(target)).filter((entry) => !entry.startsWith('..')));
  for (const each of wanted) if (!present.has(each)) await symlink(path.join(DATA, each), path.join(target, each));
  for (const each of present) if (!wanted.has(each)) await rm(path.join(target, each), { force: true, recursive: true });
  if (before !== undefined) await rm(path.join(target, before), { force: true, recursive: true });
  return true;
}
