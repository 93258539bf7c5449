/** Values that are packed before they are shown: compressed or in UTF-16, as they are or in base64. */
import { inflateRawSync, unzipSync } from 'node:zlib';

/** More than a report holds. */
const LARGEST = 16 * 1024 * 1024;
/** What is shorter holds no value that is looked for anywhere. */
const RUN = /[\w+/-]{16,}={0,2}/g;
/** With the high byte first or last: the first character, or the one behind, may be another's. */
const UTF_16 = /(?<run>(?:[^\0]\0){8,})(?<behind>[^\0]?)/g;
/** The same as JSON writes it. */
const UTF_16_IN_JSON = /(?<run>(?:[^\\]\\u0000){8,})(?<behind>[^\\]?)/g;
/** Base64 of bytes that are no words has all of these. */
const MIXED = [/[A-Z]/, /[a-z]/, /\d/];

/** The first takes what has a head, of gzip or of zlib. */
const UNPACK = [unzipSync, inflateRawSync];

function unpacked(bytes: Buffer, unpack: (typeof UNPACK)[number]): Buffer | undefined {
  try {
    return unpack(bytes, { maxOutputLength: LARGEST });
  } catch {
    return undefined;
  }
}

const withoutZeros = (bytes: Buffer): Buffer => bytes.filter((byte) => byte !== 0) as Buffer;

/** What the bytes hold when they are unpacked, each byte a character. */
function contentsOf(bytes: Buffer): readonly string[] {
  const plain = UNPACK.flatMap((unpack) => unpacked(bytes, unpack) ?? []);
  return [...plain, ...[bytes, ...plain].filter((all) => all.includes(0)).map(withoutZeros)].map((all) => all.toString('latin1'));
}

/** Reports whether base64 holds, packed, what `isKnown` knows. */
export const holdsPacked = (base64: string, isKnown: (characters: string) => boolean): boolean =>
  MIXED.every((kind) => kind.test(base64)) && contentsOf(Buffer.from(base64, 'base64')).some(isKnown);

/** The text with another in place of each run of packed characters of which `isKnown` knows something. */
export function replacePacked(text: string, isKnown: (characters: string) => boolean, replacement: string): string {
  const without =
    (zero: string) =>
    (all: string, run: string, behind: string): string => {
      if (isKnown(run.replaceAll(zero, ''))) return replacement + behind;
      return isKnown(all.replaceAll(zero, '')) ? run.charAt(0) + replacement : all;
    };
  const shown = text.replace(RUN, (run) => (holdsPacked(run, isKnown) ? replacement : run));
  const withoutUtf16 = shown.includes('\0') ? shown.replace(UTF_16, without('\0')) : shown;
  return withoutUtf16.includes('\\u0000') ? withoutUtf16.replace(UTF_16_IN_JSON, without('\\u0000')) : withoutUtf16;
}
