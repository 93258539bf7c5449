/**
 * Versions of three numbers, with a pre-release and build metadata.
 * After k8s.io/apiserver/pkg/cel/library/semverlib.go and github.com/blang/semver/v4.
 */
import { parseType } from '../checker/type';
import { Opaque } from '../values/value';
import { quote } from '../../golang/quote';
import { parses } from './ip';
import type { LibraryFunction } from './library-function';

const MOST = 2n ** 64n - 1n;
const NUMBER = /^\d*$/;
const WORD = /^[0-9A-Za-z-]*$/;
const hasLeadingZero = (text: string): boolean => text.length > 1 && text.startsWith('0');

function number(text: string, part: string): bigint {
  if (!NUMBER.test(text)) throw new Error(`Invalid character(s) found in ${part} number ${quote(text)}`);
  if (hasLeadingZero(text)) throw new Error(`${part.charAt(0).toUpperCase()}${part.slice(1)} number must not contain leading zeroes ${quote(text)}`);
  return unsigned(text);
}
function unsigned(text: string): bigint {
  if (text === '') throw new Error('strconv.ParseUint: parsing "": invalid syntax');
  const value = BigInt(text);
  if (value > MOST) throw new Error(`strconv.ParseUint: parsing ${quote(text)}: value out of range`);
  return value;
}

type Identifier = bigint | string;
function identifier(text: string): Identifier {
  if (text === '') throw new Error('Prerelease is empty');
  if (NUMBER.test(text)) {
    if (hasLeadingZero(text)) throw new Error(`Numeric PreRelease version must not contain leading zeroes ${quote(text)}`);
    return unsigned(text);
  }
  if (WORD.test(text)) return text;
  throw new Error(`Invalid character(s) found in prerelease ${quote(text)}`);
}
function checkBuild(text: string): void {
  if (text === '') throw new Error('Build meta data is empty');
  if (!WORD.test(text)) throw new Error(`Invalid character(s) found in build meta data ${quote(text)}`);
}

const before = (left: Identifier, right: Identifier): number => {
  if (typeof left !== typeof right) return typeof left === 'bigint' ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
};

class Semver extends Opaque {
  readonly type = parseType('kubernetes.Semver');
  constructor(
    readonly numbers: readonly [bigint, bigint, bigint],
    readonly prerelease: readonly Identifier[],
  ) {
    super();
  }

  compareTo(other: Semver): number {
    for (const [at, part] of this.numbers.entries()) {
      const compared = before(part, other.numbers[at] ?? 0n);
      if (compared !== 0) return compared;
    }
    // A release comes after everything that leads to it.
    if (this.prerelease.length === 0 || other.prerelease.length === 0) return Math.sign(other.prerelease.length - this.prerelease.length);
    for (const [at, part] of this.prerelease.entries()) {
      const against = other.prerelease[at];
      const compared = against === undefined ? 1 : before(part, against);
      if (compared !== 0) return compared;
    }
    return this.prerelease.length < other.prerelease.length ? -1 : 0;
  }
  equals(other: Opaque): boolean {
    return other instanceof Semver && this.compareTo(other) === 0;
  }
}

/** Up to the first two dots. */
function threeParts(text: string): readonly string[] {
  const [major = '', minor, ...rest] = text.split('.');
  return minor === undefined ? [major] : rest.length === 0 ? [major, minor] : [major, minor, rest.join('.')];
}
const cut = (text: string, at: string): readonly [string, string | undefined] => {
  const index = text.indexOf(at);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
};

function parseSemver(text: string): Semver {
  if (text === '') throw new Error('Version string empty');
  const [major = '', minor = '', rest] = threeParts(text);
  if (rest === undefined) throw new Error('No Major.Minor.Patch elements found');
  const numbers = [number(major, 'major'), number(minor, 'minor')] as const;
  const [release, build] = cut(rest, '+');
  const [patch, prerelease] = cut(release, '-');
  const version = new Semver([...numbers, number(patch, 'patch')], prerelease?.split('.').map(identifier) ?? []);
  build?.split('.').forEach(checkBuild);
  return version;
}

/** Also `v1.2` and `01.2.3`. */
function normalized(text: string): string {
  const parts = threeParts(text.replace(/^v/, '')).map((part) => (part.length > 1 ? part.replace(/^0+/, '').replace(/^(?!\d)/, '0') : part));
  if (parts.length < 3 && /[+-]/.test(parts.at(-1) ?? '')) throw new Error('short version cannot contain PreRelease/Build meta data');
  return [...parts, '0', '0'].slice(0, 3).join('.');
}
const parseTolerant = (text: string, tolerant: boolean): Semver => parseSemver(tolerant ? normalized(text) : text);

export const SEMVER: readonly LibraryFunction[] = [
  ['semver(string): kubernetes.Semver', parseSemver],
  ['semver(string, bool): kubernetes.Semver', parseTolerant],
  ['isSemver(string): bool', (text: string) => parses(parseSemver, text)],
  ['isSemver(string, bool): bool', (text: string, tolerant: boolean) => parses((given) => parseTolerant(given, tolerant), text)],
  ['kubernetes.Semver.isGreaterThan(kubernetes.Semver): bool', (left: Semver, right: Semver) => left.compareTo(right) === 1],
  ['kubernetes.Semver.isLessThan(kubernetes.Semver): bool', (left: Semver, right: Semver) => left.compareTo(right) === -1],
  ['kubernetes.Semver.compareTo(kubernetes.Semver): int', (left: Semver, right: Semver) => BigInt(left.compareTo(right))],
  ...(['major', 'minor', 'patch'] as const).map((part, at): LibraryFunction => [
    `kubernetes.Semver.${part}(): int`,
    ({ numbers }: Semver) => numbers[at] ?? 0n,
  ]),
];
export { Semver };
