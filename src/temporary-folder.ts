/**
 * Folders for what lasts as long as its process. Each has the machine and the process in its name, so that what a killed process left is
 * recognised and removed by a later one.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

const NAME = /^cukernetes-[a-z-]+-(?<machine>[\da-f]{8})-(?<process>\d+)-\w{6}$/;

/** Containers may share /tmp, and then a process of another one is not seen here. */
function machine(): string {
  let processes = '';
  try {
    processes = readlinkSync('/proc/self/ns/pid');
  } catch {
    // A system without /proc has one name space of processes.
  }
  return createHash('sha256').update(`${hostname()} ${processes}`).digest('hex').slice(0, 8);
}

/** Makes one, whose owner removes it. `use` is a word or two for those who see it in /tmp. */
export const temporaryFolder = (use: string): string => mkdtempSync(path.join(tmpdir(), `cukernetes-${use}-${machine()}-${process.pid}-`));

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the folders of this user whose process is gone. */
export function removeLeftFolders(): void {
  const here = machine();
  for (const name of readdirSync(tmpdir())) {
    const { machine: where, process: owner } = NAME.exec(name)?.groups ?? {};
    if (where !== here || isRunning(Number(owner))) continue;
    const folder = path.join(tmpdir(), name);
    try {
      if (lstatSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another process removes it at the same time, or it belongs to another user by now.
    }
  }
}
