/**
 * The file of the audit log. A line that would make it longer than --audit-log-maxsize begins a new one; the old one is kept under its
 * name and the time, compressed on demand, until there are too many or it is too old.
 * After gopkg.in/natefinch/lumberjack.v2 and ensureLogFile of k8s.io/apiserver/pkg/server/options/audit.go.
 */
import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

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
  #descriptor: number;
  #size: number;

  /** Makes the file, and the folders that it lies in, where they are missing. */
  constructor(file: string, options: RotationOptions) {
    this.#file = file;
    this.#options = options;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#size = fstatSync(this.#descriptor).size;
    this.#tidy();
  }

  write(line: string): void {
    const length = Buffer.byteLength(line);
    const most = this.#options.maxSize * MEGABYTE;
    if (most > 0 && length > most) throw new Error(`write length ${length} exceeds maximum file size ${most}`);
    if (most > 0 && this.#size + length > most) this.#rotate();
    writeSync(this.#descriptor, line);
    this.#size += length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    const { mode } = statSync(this.#file);
    const { dir, name, ext } = path.parse(this.#file);
    renameSync(this.#file, path.join(dir, `${name}-${new Date().toISOString().slice(0, -1).replaceAll(':', '-')}${ext}`));
    this.#descriptor = openSync(this.#file, 'a', mode);
    this.#size = 0;
    this.#tidy();
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
