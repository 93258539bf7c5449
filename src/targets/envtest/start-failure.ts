/** Why a kube-apiserver ended instead of starting, in its own words where it refused its configuration. */
import { StartError } from '../../engine/errors/start-error';
import type { Program } from './program';

/** Since 1.21 or so a structured line of the log, whose value is quoted, or stands in lines of its own between < and >. */
const STRUCTURED = /^E\d{4} .*\] "command failed" err=(?:(?<quoted>"(?:[^"\\]|\\.)*")|<\n(?<lines>(?:\t.*\n)*) >)$/m;
const PLAIN = /^(?:Error|error): (?<message>.*)$/m;

function refusalIn(log: string): string | undefined {
  const { quoted, lines } = STRUCTURED.exec(log)?.groups ?? {};
  if (quoted !== undefined) return JSON.parse(quoted) as string;
  if (lines !== undefined) return lines.replace(/^\t/gm, '').trimEnd();
  return PLAIN.exec(log)?.groups?.['message'];
}

export function startFailure(apiServer: Program): Error {
  const refusal = refusalIn(apiServer.printed());
  return refusal === undefined ? apiServer.failure('') : new StartError(refusal);
}
