/**
 * --version, which prints the version and ends: after k8s.io/component-base/version/verflag.
 */
import { nonResourceOf } from '../catalog/non-resource';
import { StartError } from '../errors/start-error';
import { quote } from '../golang/quote';
import type { Version } from '../versions';
import { parseBool } from './flag-values';

const FIELDS = [
  ['Major', 'major'],
  ['Minor', 'minor'],
  ['EmulationMajor', undefined],
  ['EmulationMinor', undefined],
  ['MinCompatibilityMajor', undefined],
  ['MinCompatibilityMinor', undefined],
  ['GitVersion', 'gitVersion'],
  ['GitCommit', 'gitCommit'],
  ['GitTreeState', 'gitTreeState'],
  ['BuildDate', 'buildDate'],
  ['GoVersion', 'goVersion'],
  ['Compiler', 'compiler'],
  ['Platform', 'platform'],
] as const;

type Info = Readonly<Record<string, string>>;

/** What the program knows of itself before it starts: of emulation nothing. */
function printedInfo(info: Info): string {
  const fields = FIELDS.filter(([, name]) => name !== undefined || info['emulationMajor'] !== undefined);
  return `version.Info{${fields.map(([shown, name]) => `${shown}:${quote(name === undefined ? '' : (info[name] ?? ''))}`).join(', ')}}`;
}

/** The version may be given as what is reported, as long as it is the same. */
function checkReported(value: string, own: string): void {
  const [numbers = ''] = value.split(/[-+]/);
  if (numbers !== own) throw new StartError(`version ${quote(value)} must match major/minor/patch of default version ${quote(own)}`);
}

/** What --version prints; `undefined` where the server starts. Throws StartError. */
export function printedVersion(value: string, version: Version): string | undefined {
  const info = nonResourceOf(version).version as unknown as Info;
  const own = info['gitVersion'] ?? '';
  if (value === 'raw') return printedInfo(info);
  if (value.startsWith('v') && info['emulationMajor'] !== undefined) {
    checkReported(value, own);
    return undefined;
  }
  return parseBool(value) ? `Kubernetes ${own}` : undefined;
}
