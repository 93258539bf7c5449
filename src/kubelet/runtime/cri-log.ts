/** Logs of containers in the format of CRI: time, stream, F for a whole line or P for a part of one, text. Upstream: pkg/kubelet/kuberuntime/logs/logs.go */
import { appendFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

export type LogStream = 'stdout' | 'stderr';
export interface LogLine {
  readonly time: string;
  readonly stream: LogStream;
  /** With its newline, if it is a whole line. */
  readonly text: string;
}

const entry = (stream: LogStream, tag: 'F' | 'P', text: string, now: number): string =>
  `${new Date(now).toISOString().replace('Z', '000000Z')} ${stream} ${tag} ${text}\n`;

/** Appends what was printed, whole lines and what is left. */
export function logText(file: string, stream: LogStream, text: string, now: number): void {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  appendFileSync(file, lines.map((line) => entry(stream, 'F', line, now)).join('') + (rest === '' ? '' : entry(stream, 'P', rest, now)));
}

/** Writes all that comes of the stream; lines stay whole where they can. Resolves at its end. */
export function logStream(file: string, name: LogStream, stream: Readable, now: () => number): Promise<void> {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const text = rest + chunk;
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    if (end > 0) logText(file, name, text.slice(0, end), now());
  });
  return new Promise((resolve) => {
    stream.on('close', () => {
      if (rest !== '') logText(file, name, rest, now());
      resolve();
    });
  });
}

export function parseLog(text: string): readonly LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [time = '', stream = '', tag = ''] = line.split(' ', 3);
      const rest = line.slice(time.length + stream.length + tag.length + 3);
      return { time, stream: stream as LogStream, text: tag === 'P' ? rest : `${rest}\n` };
    });
}
