/** The log of a container, as `kubectl logs` asks for it. Upstream: pkg/kubelet/kuberuntime/logs/logs.go */
import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { Clock } from '../../controllers/clock';
import { parseLog, type LogLine } from '../runtime/cri-log';
import type { ContainerInfo } from '../runtime/runtime';

export interface LogOptions {
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly tailLines: number | undefined;
  readonly limitBytes: number | undefined;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
}

/** Looks for more so often. */
const EVERY = 250;

const numberOf = (text: string | null): number | undefined => (text === null ? undefined : Number(text));

export function logOptions(query: URLSearchParams, now: number): LogOptions {
  const seconds = numberOf(query.get('sinceSeconds'));
  const time = query.get('sinceTime');
  return {
    follow: query.get('follow') === 'true',
    timestamps: query.get('timestamps') === 'true',
    tailLines: query.get('tailLines') === 'all' ? undefined : numberOf(query.get('tailLines')),
    limitBytes: numberOf(query.get('limitBytes')),
    since: seconds === undefined ? (time === null ? undefined : Date.parse(time)) : now - seconds * 1000,
  };
}

/** Writes the log, and with `follow` what comes until the container has ended or the reader is gone. */
export async function writeLog(info: () => ContainerInfo | undefined, file: string, options: LogOptions, clock: Clock, out: Writable): Promise<void> {
  const textOf = ({ time, text }: LogLine): string => (options.timestamps ? `${time} ${text}` : text);
  const isWanted = ({ time }: LogLine): boolean => options.since === undefined || Date.parse(time) >= options.since;
  let written = 0;
  let bytesLeft = options.limitBytes ?? Infinity;
  let isFirst = true;
  for (;;) {
    const hasEnded = info()?.state !== 'running';
    const all = parseLog(await readFile(file, 'utf8').catch(() => ''));
    const fresh = all.slice(written);
    written = all.length;
    const wanted = isFirst && options.tailLines !== undefined ? fresh.slice(Math.max(0, fresh.length - options.tailLines)) : fresh;
    isFirst = false;
    const bytes = Buffer.from(wanted.filter(isWanted).map(textOf).join(''));
    out.write(bytes.subarray(0, bytesLeft));
    bytesLeft -= bytes.length;
    if (!options.follow || hasEnded || bytesLeft <= 0 || out.destroyed) return;
    await new Promise<void>((resolve) => clock.after(EVERY, resolve));
  }
}
