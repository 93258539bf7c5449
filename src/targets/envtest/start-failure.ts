/** Why a kube-apiserver ended instead of starting, in its own words where it refused its configuration. */
import { StartError } from '../../engine/errors/start-error';
import type { Program } from './program';

const PLAIN = /^(?:Error|error): (?<message>.*)$/m;
/** Since 1.21 or so a structured line of the log, of which this is the end before the value. */
const STRUCTURED = '] "command failed" err=';

/** The value is quoted, or stands in lines of its own between < and >. */
function refusalIn(log: string): string | undefined {
  const lines = log.split('\n');
  const at = lines.findIndex((line) => line.startsWith('E') && line.includes(STRUCTURED));
  const [, value] = lines[at]?.split(STRUCTURED) ?? [];
  if (value === undefined) return PLAIN.exec(log)?.groups?.['message'];
  if (value !== '<') return JSON.parse(value) as string;
  const end = lines.indexOf(' >', at);
  return lines
    .slice(at + 1, end)
    .map((line) => line.replace(/^\t/, ''))
    .join('\n');
}

export function startFailure(apiServer: Program): Error {
  const refusal = refusalIn(apiServer.printed());
  return refusal === undefined ? apiServer.failure('') : new StartError(refusal);
}
