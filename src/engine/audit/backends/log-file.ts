/**
 * The file of the audit log. A line that would make it longer than --audit-log-maxsize begins a new one; the old one is kept under its
 * name and the time, compressed on demand, until there are too many or it is too old.
 * After gopkg.in/natefinch/lumberjack.v2 and ensureLogFile of k8s.io/apiserver/pkg/server/options/audit.go.
 */
import { chmodSync, closeSync, fstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeFolderOf, openToAppend } from '../../golang/files';

export interface LineWriter {
  write(line: string): void;
  close(): void;
}

export interface RotationOptions {
  /** In megabytes; 0: it is never rotated. */
  readonly maxSize: number;
  /** 0: all are kept. */
  readonly maxBackup: number;
  /** In days; 0: for ever. */
  readonly maxAge: number;
  readonly compress: boolean;
}

const MEGABYTE = 1024 * 1024;
const DAY = 86_400_000;
const COMPRESSED = '.gz';
const TIME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}$/;

export const standardOutput: LineWriter = { write: (line) => void process.stdout.write(line), close: () => undefined };

interface Old {
  readonly file: string;
  readonly time: number;
  readonly isCompressed: boolean;
}

export class LogFile implements LineWriter {
  readonly #file: string;
  readonly #options: RotationOptions;
  /** Absent until the first line is written. */
  #descriptor: number | undefined;
  #size = 0;

  constructor(file: string, options: RotationOptions) {
    this.#file = file;
    this.#options = options;
  }

  /** Makes the file, and the folders that it lies in, where they are missing. */
  make(): void {
    makeFolderOf(this.#file, 0o700);
    closeSync(openToAppend(this.#file, 0o600));
  }

  write(line: string): void {
    const length = Buffer.byteLength(line);
    const most = this.#options.maxSize === 0 ? Infinity : this.#options.maxSize * MEGABYTE;
    if (length > most) throw new Error(`write length ${length} exceeds maximum file size ${most}`);
    const isFirst = this.#descriptor === undefined;
    const descriptor = this.#descriptor ?? this.#open();
    // A file that was there is left sooner, by a byte.
    const isFull = this.#size + length > most || (isFirst && this.#size > 0 && this.#size + length === most);
    writeSync(isFull ? this.#rotated(descriptor) : descriptor, line);
    this.#size += length;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #open(): number {
    makeFolderOf(this.#file, 0o755);
    const descriptor = openToAppend(this.#file, 0o600);
    this.#descriptor = descriptor;
    this.#size = fstatSync(descriptor).size;
    this.#tidy();
    return descriptor;
  }

  #rotated(old: number): number {
    closeSync(old);
    const { mode } = statSync(this.#file);
    const { dir, name, ext } = path.parse(this.#file);
    renameSync(this.#file, path.join(dir, `${name}-${new Date().toISOString().slice(0, -1).replaceAll(':', '-')}${ext}`));
    const descriptor = openToAppend(this.#file, mode);
    this.#descriptor = descriptor;
    this.#size = 0;
    this.#tidy();
    return descriptor;
  }

  /** The newest first. */
  #old(): readonly Old[] {
    const { dir, name, ext } = path.parse(this.#file);
    const found = readdirSync(dir === '' ? '.' : dir).flatMap((file) => {
      const isCompressed = file.endsWith(`${ext}${COMPRESSED}`);
      const end = isCompressed ? `${ext}${COMPRESSED}` : ext;
      if (!file.startsWith(`${name}-`) || !file.endsWith(end)) return [];
      const text = file.slice(name.length + 1, file.length - end.length);
      if (!TIME.test(text)) return [];
      const time = Date.parse(`${text.slice(0, 10)}${text.slice(10).replaceAll('-', ':')}Z`);
      return [{ file: path.join(dir, file), time, isCompressed }];
    });
    return found.sort((one, other) => other.time - one.time);
  }

  #tidy(): void {
    const { maxBackup, maxAge, compress } = this.#options;
    if (maxBackup === 0 && maxAge === 0 && !compress) return;
    const oldest = maxAge === 0 ? -Infinity : Date.now() - maxAge * DAY;
    for (const [at, { file, time, isCompressed }] of this.#old().entries()) {
      if ((maxBackup > 0 && at >= maxBackup) || time < oldest) rmSync(file);
      else if (compress && !isCompressed) compressFile(file);
    }
  }
}

function compressFile(file: string): void {
  const { mode } = statSync(file);
  writeFileSync(`${file}${COMPRESSED}`, gzipSync(readFileSync(file)), { mode });
  chmodSync(`${file}${COMPRESSED}`, mode);
  rmSync(file);
}
